package import Formula

/// An optimizer as a short text of named assignments.
///
/// Each line is at once what is computed, what is printed and what can be explained. Lines run in
/// order, elementwise over the parameters; on the right of `=`, a state or θ is its value so far.
package struct Recipe: Hashable, Sendable {
  package var name: String
  /// One sentence on what it does, with its source.
  package var summary: String
  package var hypers: [Hyper]
  package var states: [State]
  package var lines: [Line]
  /// The text it was read from.
  package var source: SourceText
  /// Where its name stands in the source.
  package var nameRange: SourceRange

  /// A number that the learner chooses.
  package struct Hyper: Hashable, Sendable {
    package var name: Name
    package var standard: Double
    package var interval: Interval
    package var meaning: String
    /// Where its name stands in the source.
    package var range: SourceRange
  }

  /// A quantity that a step hands to the next, one number a parameter.
  package struct State: Hashable, Sendable {
    package var name: Name
    /// Its value before the first step, a formula over the hyper-parameters.
    package var start: Expression
    /// Where its name stands in the source.
    package var range: SourceRange
  }

  /// A quantity and the formula that gives it.
  package struct Line: Hashable, Sendable {
    package var target: Name
    package var formula: Expression
    /// Where the target stands in the source.
    package var range: SourceRange
  }
}

extension Recipe {
  package func hyper(_ name: Name) -> Hyper? { hypers.first { $0.name == name } }

  package func line(_ target: Name) -> Line? { lines.first { $0.target == target } }

  /// No optimizer: nothing is computed but f and its gradient.
  package static let none = Recipe(
    name: "", summary: "", hypers: [], states: [], lines: [], source: SourceText(""),
    nameRange: SourceRange(0, 0))

  /// The hyper-parameters as the recipe gives them.
  package var standardValues: [Name: Double] {
    Dictionary(uniqueKeysWithValues: hypers.map { ($0.name, $0.standard) })
  }

  /// Names such as `g²` that are quantities of this recipe.
  package var squares: Set<Name> { Set(lines.map(\.target)) }

  /// What a recipe may read without having set it: the parameters, their gradient, the step number.
  static let given: [Name] = [.theta, .gradient, .stepNumber]

  /// What every step has, so that nothing else can be called so.
  package static let reserved: [Name] = given + [.objective, .batchObjective, .steps, .seed]
}
