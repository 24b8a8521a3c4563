package import Session

/// Where reports go: a screen, plain text, or a program that reads JSON Lines.
package enum Output: Hashable, Sendable {
  case text(TextRenderer)
  case json(JSONRenderer)

  /// Writes a report in pieces of whole lines.
  ///
  /// - Parameters:
  ///   - report: what is written.
  ///   - isInterrupted: asked for every row of a long table; the rest is left out where it says yes.
  ///   - sink: takes the pieces.
  package func write(
    _ report: Report, isInterrupted: () -> Bool = { false }, to sink: (String) -> Void
  ) {
    switch self {
    case .text(let renderer): renderer.write(report, isInterrupted: isInterrupted, to: sink)
    case .json(let renderer): renderer.write(report, isInterrupted: isInterrupted, to: sink)
    }
  }
}
