/// How a number came about, down to the numbers somebody typed.
package struct DerivationReport: Sendable {
  /// The last step first; each goes as far back as the one before it asks for.
  package var sections: [Section]
  /// Whether earlier steps are left to be unfolded.
  package var goesOn: Bool
  /// How many steps were unfolded.
  package var depth: Int

  /// What was used of one step.
  package struct Section: Sendable {
    package var step: Int
    package var items: [Item]
  }

  package struct Item: Sendable {
    /// How far below the number asked for it stands.
    package var level: Int
    package var explanation: ExplanationReport
  }
}
