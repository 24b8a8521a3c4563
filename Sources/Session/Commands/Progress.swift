/// How far a long command has come.
package struct Progress: Hashable, Sendable {
  /// How many steps are made.
  package var made: Int
  /// How many there will be at most.
  package var limit: Int
  /// Whether a condition may end it sooner.
  package var mayEndSooner: Bool

  package init(made: Int, limit: Int, mayEndSooner: Bool = false) {
    self.made = made
    self.limit = limit
    self.mayEndSooner = mayEndSooner
  }
}
