import Dialogue
import Formula
import Lessons
import Session
import Terminal

/// What the prompt does beside talking, for somebody who writes a lesson.
///
/// A class, since the prompt and who started it look at the same.
final class AuthoringTools {
  private var preview: LessonPreview?
  private(set) var recorder: LessonRecorder?

  init(preview: LessonPreview) { self.preview = preview }

  init(recorder: LessonRecorder) { self.recorder = recorder }

  /// Whether the file that is played was saved; nil where none is.
  var watch: (() -> Bool)? {
    guard preview != nil else { return nil }
    return { self.preview?.hasChanged() ?? false }
  }

  func open(_ conversation: inout Conversation, _ host: Host) -> Bool {
    preview?.open(&conversation, host) ?? false
  }

  func reload(_ conversation: inout Conversation, _ host: Host) {
    preview?.reload(&conversation, host)
  }

  /// Writes down a command that was carried out, if there was one.
  func note(_ conversation: Conversation, _ host: Host) {
    guard let command = conversation.lastCommand else { return }
    do throws(Diagnostic) {
      switch try recorder?.record(command, leadingTo: conversation.session) {
      case .refused?:
        host.emit(.note(NoteReport("(not recorded: a lesson can't do this)")))
      case .apart?:
        host.emit(
          .note(
            NoteReport(
              "(not recorded: the lesson is no longer where you are; undo what it couldn't do, or "
                + "begin anew with minimize and use)")))
      case .written?, .passedOver?, nil: break
      }
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(""))))
    }
  }
}

extension Program {
  /// Plays a lesson for its author, who edits it meanwhile; in a pipe it plays through once.
  mutating func preview(_ file: String, from part: String?) throws(ExitStatus) {
    conversation.keepsProgress = false
    let author = AuthoringTools(preview: LessonPreview(file, from: part))
    guard author.open(&conversation, host) else { throw .failure }
    guard terminal.isInteractive else {
      guard conversation.player != nil else { throw .failure }
      return conversation.playThrough(host)
    }
    try converse(author)
  }

  /// Talks, and writes the commands down as a lesson's skeleton.
  mutating func record(_ file: String) throws(ExitStatus) {
    let author: AuthoringTools
    do throws(Diagnostic) {
      author = AuthoringTools(
        recorder: try LessonRecorder(file, library: conversation.session.library))
    } catch {
      screen.show(.error(ErrorReport(error, in: SourceText(""))))
      throw .failure
    }
    // The summary comes even where a line of a pipe has failed.
    defer { screen.show(.note(summary(author))) }
    guard terminal.isInteractive else { return try pipe(author) }
    screen.write(screen.banner)
    try converse(author)
  }

  private func summary(_ author: AuthoringTools) -> NoteReport {
    guard let recorder = author.recorder, recorder.count > 0 else {
      return NoteReport("Nothing was recorded.")
    }
    let are = recorder.count == 1 ? "is" : "are"
    return NoteReport(
      "\(count: recorder.count, of: "command") \(are) in \(recorder.path); now fill in the prose, with downhill preview beside it."
    )
  }
}
