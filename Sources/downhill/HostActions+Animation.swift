import Formula
import System
import Session
import Terminal

extension HostActions {
  /// No terminal draws more pictures a second without flicker.
  private static let framesASecond = 20.0

  /// Shows a walk on a screen of its own, which is gone afterwards.
  func show(_ animation: Animation) throws(Diagnostic) -> NoteReport? {
    guard screen.canMove, let keys = KeyWatch() else { throw .noTerminal() }
    // Another screen, without a cursor; what was there before comes back.
    screen.write("\u{1B}[?1049h\u{1B}[?25l")
    let note = play(animation, keys)
    screen.write("\u{1B}[?25h\u{1B}[?1049l")
    keys.end()
    return note
  }

  private func play(_ animation: Animation, _ keys: borrowing KeyWatch) -> NoteReport? {
    let (stride, seconds) = animation.pace(atMost: HostActions.framesASecond)
    var step = 0
    while true {
      screen.replace(with: animation.frame(after: step))
      guard step < animation.stepCount else { break }
      if keys.isPressed(within: seconds) {
        return NoteReport(
          "stopped at step \(count: step, "step") of \(count: animation.stepCount, "steps")")
      }
      step = min(step.saturatingSum(stride), animation.stepCount)
    }
    // The end stays until a key is pressed, or for long enough to be seen.
    _ = keys.isPressed(within: 2)
    return nil
  }
}

extension Diagnostic {
  fileprivate static func noTerminal() -> Diagnostic {
    Diagnostic("an animation needs a terminal", hint: "plot path draws the walk as one picture")
  }
}
