/// A text with a mistake, its place marked, and what is said of it.
package struct MarkedError: CustomStringConvertible, Sendable {
  package let marked: String
  package let message: String
  package let hint: String?

  package init(_ marked: String, _ message: String, _ hint: String? = nil) {
    (self.marked, self.message, self.hint) = (marked, message, hint)
  }

  package var description: String { marked }
}
