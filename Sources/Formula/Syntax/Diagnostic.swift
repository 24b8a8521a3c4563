/// Something wrong in a text: what, where, and a way out.
///
/// This is data; a renderer draws the caret.
package struct Diagnostic: Error, Hashable, Sendable {
  /// What is wrong, in lower case and without a full stop: `z has no starting value`.
  package var message: String
  /// Where, in the text at hand; nil when no place is to blame.
  package var range: SourceRange?
  /// A way out, as a sentence or an example to type.
  package var hint: String?
  /// How bad it is.
  package var severity = Severity.error
  /// What to type in place of a formula that can't be read, where the hint speaks of that.
  package var rewriting: String?

  package enum Severity: String, Hashable, Sendable {
    case error
    /// What may be meant, though it hardly is.
    case warning
  }

  package init(_ message: String, at range: SourceRange? = nil, hint: String? = nil) {
    self.message = message
    self.range = range
    self.hint = hint
  }

  /// Something that may be meant, though it hardly is.
  package init(warning message: String, at range: SourceRange? = nil, hint: String? = nil) {
    self.init(message, at: range, hint: hint)
    severity = .warning
  }

  /// The same error in a text in which this one's text starts at `offset`.
  package func shifted(by offset: Int) -> Diagnostic {
    var result = self
    result.range = range?.shifted(by: offset)
    return result
  }
}
