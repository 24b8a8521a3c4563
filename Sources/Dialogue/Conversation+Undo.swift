import Formula
import Lessons
import Session

extension Conversation {
  /// Takes back the last line that changed the session, whatever it was.
  mutating func undo(_ host: Host) {
    guard let (line, before) = history.takeBack() else {
      host.emit(.note(NoteReport("There is nothing to take back.")))
      return
    }
    session = before
    host.emit(.note(NoteReport("taken back: \(line)")))
  }

  /// Goes to a step of the walk, where `goto 3` means no part of a lesson.
  mutating func goTo(step: Int, _ host: Host) -> Reply {
    let before = session
    do {
      try session.goTo(step: step, host)
      history.record("goto \(step)", before: before, after: session)
      return .goOn
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText("goto \(step)"))))
      return .failed
    }
  }
}
