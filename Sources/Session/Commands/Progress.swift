/// How far a long command has come.
package struct Progress: Hashable, Sendable {
  /// What is counted.
  package enum Unit: Hashable, Sendable { case steps, bytes, recipes, slips }

  /// How many are made.
  package var made: Int
  /// How many there will be at most.
  package var limit: Int
  /// Whether a condition may end it sooner.
  package var mayEndSooner: Bool
  package var unit: Unit

  package init(made: Int, limit: Int, mayEndSooner: Bool = false, unit: Unit = .steps) {
    self.unit = unit
    self.made = made
    self.limit = limit
    self.mayEndSooner = mayEndSooner
  }
}
