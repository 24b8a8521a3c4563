package import Formula
import System
import Lessons
package import Session

// Files of commands.

extension Conversation {
  /// Files may load files, but not without end.
  private static let deepestLoad = 8

  /// Carries out a text of commands line by line, up to its end or its first error.
  ///
  /// - Parameters:
  ///   - source: the text; an error shows its name and line.
  ///   - host: takes the reports, and says when to stop.
  /// - Returns: whether the talk goes on.
  package mutating func carryOut(_ source: SourceText, _ host: Host) -> Reply {
    for line in SourceSlice(source).lines {
      let reply = receive(line, host)
      guard reply == .goOn else { return reply }
      if host.isInterrupted() { return .goOn }
    }
    return endOfInput(host)
  }

  /// Carries out the file of a `load`, and shows where it led.
  ///
  /// After an error, or when it is interrupted, everything is as it was.
  mutating func load(_ path: String, _ line: Line, _ host: Host) -> Reply {
    let before = self
    do throws(Diagnostic) {
      guard loadDepth < Conversation.deepestLoad else {
        throw DialogueMessages.loadsWithoutEnd(path)
      }
      let source = try LessonFile.load(path.expandingHome, upTo: LessonFile.largestCommandFile)
      loadDepth += 1
      // What stops a person's own steps must not stop those that a file counts on.
      let watches = session.setWatchesAside()
      var quiet = host
      quiet.emit = { if !$0.showsProgress { host.emit($0) } }
      let reply = carryOut(source.blankingControls, quiet)
      dropQuestion(host)
      loadDepth = before.loadDepth
      session.takeUp(watches)
      if reply == .failed {
        restore(before, host)
        return .failed
      }
      if host.isInterrupted() {
        restore(before, host)
        host.emit(.note(NoteReport("Stopped; everything is as it was.", tone: .warning)))
        return .goOn
      }
      var copy = live
      _ = try? copy.execute("show", host)
      return .goOn
    } catch {
      host.emit(.error(line.error(error)))
      return .failed
    }
  }
}

extension Conversation {
  /// Goes back to where the talk was, how things are shown included.
  private mutating func restore(_ before: Conversation, _ host: Host) {
    self = before
    host.apply(settings)
  }
}

extension Report {
  /// Whether it shows the way to where the session is.
  fileprivate var showsProgress: Bool {
    switch self {
    case .objective, .parameters, .optimizer, .step, .line, .steps, .run, .position, .watches: true
    default: false
    }
  }
}
