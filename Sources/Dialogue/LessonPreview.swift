import Formula
import Lessons
package import Session

/// A lesson that plays while its author edits it.
///
/// When the file is saved the lesson is read anew, and plays from the part that was edited. As long
/// as there is an error in the file, the last version without one goes on.
package struct LessonPreview: Sendable {
  private let path: String
  private var watch: FileWatch
  private var text: String?
  /// The last version that could be read without an error.
  private var lesson: Lesson?
  private let firstPart: String?

  /// A preview of a file.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - part: the part to begin with: its number, its id or some of its title; nil for the first.
  package init(_ path: String, from part: String? = nil) {
    self.path = path
    firstPart = part
    watch = FileWatch(path)
  }

  /// Opens the lesson in a talk.
  ///
  /// - Returns: whether there is such a file, and such a part in it.
  package mutating func open(_ conversation: inout Conversation, _ host: Host) -> Bool {
    do throws(Diagnostic) {
      let source = try LessonFile.load(path)
      text = source.text
      guard let lesson = read(source, host) else {
        host.emit(.note(NoteReport("The preview begins when this is mended and saved.")))
        return true
      }
      self.lesson = lesson
      conversation.preview(lesson, at: try lesson.partIndex(firstPart), host)
      return true
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(name: path, ""))))
      return false
    }
  }

  /// Whether the file has another text than when it was last read.
  package mutating func hasChanged() -> Bool {
    guard watch.hasChanged() else { return false }
    // To be saved without a change is no news; to have become unreadable is.
    return (try? LessonFile.load(path))?.text != text
  }

  /// Reads the file again, and plays the part that was edited.
  package mutating func reload(_ conversation: inout Conversation, _ host: Host) {
    do throws(Diagnostic) {
      let source = try LessonFile.load(path)
      text = source.text
      guard let new = read(source, host) else {
        if lesson != nil {
          host.emit(.note(NoteReport("The preview goes on with the version before.")))
        }
        return
      }
      let part: Int
      if let old = lesson {
        part = new.place(behind: conversation.player?.place.part ?? 0, of: old)
      } else {
        part = (try? new.partIndex(firstPart)) ?? 0
      }
      lesson = new
      host.emit(
        .note(
          NoteReport(
            "Saved: part \(count: part + 1, "part") of \(count: new.parts.count, "parts").",
            tone: .good)))
      conversation.preview(new, at: part, host)
    } catch {
      text = nil
      host.emit(.error(ErrorReport(error, in: SourceText(name: path, ""))))
    }
  }

  /// The lesson, if there is nothing wrong with it; what is wrong is shown.
  private func read(_ source: SourceText, _ host: Host) -> Lesson? {
    let (lesson, diagnostics) = LessonParser.parse(source)
    let shown = lesson?.source ?? source.blankingControls
    for diagnostic in diagnostics { host.emit(.error(ErrorReport(diagnostic, in: shown))) }
    return diagnostics.contains { $0.severity == .error } ? nil : lesson
  }
}
