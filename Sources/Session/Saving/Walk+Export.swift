import Formula
import Optimizers

extension Walk {
  /// How many rows are computed before it is asked again whether to stop.
  private static let rowsAtATime = 4096

  /// Writes the trace to a file, the start and then a row a step, as they are computed again.
  ///
  /// - Parameters:
  ///   - columns: what a row has.
  ///   - format: how it is written.
  ///   - file: what it is written to.
  ///   - isInterrupted: asked every few thousand rows.
  /// - Throws: a ``Diagnostic`` where the file can't be written, or when it is interrupted.
  func export(
    _ columns: [TraceColumn], _ format: TraceFormat, to file: inout NewFile,
    isInterrupted: () -> Bool
  ) throws(Diagnostic) {
    try file.write(format.head(columns))
    for first in stride(from: 0, through: stepCount, by: Walk.rowsAtATime) {
      var text = ""
      // fits: first is at most the last step
      visit(first...min(first + Walk.rowsAtATime - 1, stepCount)) { row in
        text += format.row(columns.map { $0.value(in: row) }, columns, isFirst: row.step == 0)
      }
      try file.write(text)
      if isInterrupted() { throw .interruptedWriting() }
    }
    try file.write(format.tail)
  }
}
