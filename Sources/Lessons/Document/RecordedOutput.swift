package import Formula

/// What the commands of the block before it printed, from a `downhill output` block.
///
/// It is for readers of the file; a learner sees what is printed now.
package struct RecordedOutput: Hashable, Sendable {
  /// The lines as they were read, without the marks of quotes and lists around them.
  package var lines: [SourceSlice]
  /// From the first byte behind the opening fence's line to the closing fence's line.
  package var contentRange: SourceRange
  /// What a line of the block begins with in the file: the marks of quotes and lists around it.
  package var margin: String
  /// The marks that end the block, such as three backticks.
  package var fence: String
}
