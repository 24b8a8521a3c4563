package import Session

/// How reports leave the program.
///
/// The command line has an option for each case but the first.
package enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  /// Lines for people to read.
  case text
  /// JSON Lines, for another program.
  case json

  /// What the option's help says of it.
  package var meaning: String {
    switch self {
    case .text: "Print text."
    case .json: "Print one JSON object a line."
    }
  }

  /// Writes a report in pieces of whole lines.
  ///
  /// - Parameters:
  ///   - report: what is written.
  ///   - renderer: how text looks.
  ///   - isInterrupted: asked for every row of a long table; the rest is left out where it says yes.
  ///   - sink: takes the pieces.
  package func write(
    _ report: Report, as renderer: TextRenderer, isInterrupted: () -> Bool = { false },
    to sink: (String) -> Void
  ) {
    switch self {
    case .text: renderer.write(report, isInterrupted: isInterrupted, to: sink)
    case .json: JSONRenderer().write(report, isInterrupted: isInterrupted, to: sink)
    }
  }
}
