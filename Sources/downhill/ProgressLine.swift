import Formula
import Session
import System
import Terminal

/// One line that says how far a long command has come, and is gone when it ends.
///
/// A class, since the closures that hand progress on must share one line.
final class ProgressLine {
  /// What is over sooner needs no line.
  private static let patience = Duration.milliseconds(500)
  private static let pause = Duration.milliseconds(100)

  private let screen: Screen
  private var start: Moment?
  private var shown: Moment?

  init(_ screen: Screen) {
    self.screen = screen
  }

  /// Takes in how far a command has come; nil erases the line.
  func update(_ progress: Progress?) {
    guard screen.canMove else { return }
    guard let progress else {
      if shown != nil { screen.write("\r\u{1B}[K") }
      (start, shown) = (nil, nil)
      return
    }
    let now = Moment.now
    let first = start ?? now
    start = first
    let isDue = shown.map { now - $0 >= ProgressLine.pause } ?? true
    guard now - first >= ProgressLine.patience, isDue else { return }
    shown = now
    screen.write("\r\(text(progress, after: now - first))\u{1B}[K")
  }

  /// `  1200000 of 5000000 steps   2.4 million a second   at most 2 s left`.
  private func text(_ progress: Progress, after time: Duration) -> String {
    let speed = Double(progress.made) / (time / .seconds(1))
    let left = Double(progress.limit - progress.made) / speed
    let most = progress.mayEndSooner ? "at most " : ""
    let amounts =
      switch progress.unit {
      case .steps:
        "\(progress.made) of \(progress.limit) steps   \(ProgressLine.words(speed)) a second"
      case .bytes:
        "\(progress.made >> 20) of \(progress.limit >> 20) MiB read"
      case .recipes: "\(progress.made) of \(progress.limit) recipes tried"
      case .slips: "\(progress.made) of \(progress.limit) recipes with a slip tried"
      }
    let text = "  \(amounts)   \(most)\(ProgressLine.time(left)) left"
    return String(text.prefix(max(screen.columns - 1, 10)))
  }

  private static func words(_ speed: Double) -> String {
    switch speed {
    case 1e6...: "\((speed / 1e5).rounded() / 10) million"
    case 1e4...: "\(Int(clamping: speed / 1e3)) thousand"
    default: "\(Int(clamping: speed))"
    }
  }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "less than 1 s"
    case ..<120: "\(Int(clamping: seconds.rounded(.up))) s"
    case ..<7200: "\(Int(clamping: (seconds / 60).rounded())) min"
    default: "\(Int(clamping: (min(seconds, 3e10) / 3600).rounded())) h"
    }
  }
}
