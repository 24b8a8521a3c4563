/// Help on all commands or on one.
package enum HelpReport: Hashable, Sendable {
  /// Every command by group, in the table's order.
  case overview([Section])
  case command(Entry)

  package struct Section: Hashable, Sendable {
    package var title: String
    package var entries: [Entry]
  }

  /// What there is to say about one command.
  package struct Entry: Hashable, Sendable {
    package var name: String
    /// A short form such as `s`.
    package var short: String?
    package var summary: String
    /// Two or three words that go on from the name.
    package var brief: String
    /// How it is typed: `step [n]`.
    package var forms: [String]
    /// A paragraph of detail, possibly empty.
    package var details: String
    package var examples: [String]
    /// Commands that belong with it.
    package var related: [String]
  }
}
