package import Session

/// Where reports go: a screen, plain text, or a program that reads JSON Lines.
package enum Output: Hashable, Sendable {
  case text(TextRenderer)
  case json(JSONRenderer)

  /// Writes a report in pieces of whole lines.
  package func write(_ report: Report, to sink: (String) -> Void) {
    switch self {
    case .text(let renderer): renderer.write(report, to: sink)
    case .json(let renderer): renderer.write(report, to: sink)
    }
  }
}
