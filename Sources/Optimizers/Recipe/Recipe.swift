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
  /// How many particles there are, each with a row of θ and of the states; nil for one walker.
  package var population: Population?
  /// Where θ begins, in place of the point that a person gave; nil begins there.
  package var thetaStart: Expression?
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
    /// What it is for, where its line says so.
    package var purpose: Purpose?
    /// Where its name stands in the source.
    package var range: SourceRange
    /// Whether it counts particles: then it is a whole number, and holds from the start.
    package var isCount = false
  }

  /// How many particles there are.
  package struct Population: Hashable, Sendable {
    /// The hyper-parameter that says so, nil where the recipe does.
    package var hyper: Name?
    /// How many there are where nothing else is said: a formula over `parameters`, which is how many
    /// of those there are.
    package var count: Expression
  }

  /// A quantity that a step hands to the next.
  ///
  /// It has the shape that its start and its line give it: one number, one a parameter, one a
  /// particle, or a row a particle.
  package struct State: Hashable, Sendable {
    package var name: Name
    /// Its value before the first step: a formula over the hyper-parameters, θ, the bounds, the
    /// states before it, f at any point, and drawn numbers.
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

  /// What a recipe may read without having set it: the parameters, their gradient, the step number,
  /// and f where the step begins.
  static let given: [Name] = [.theta, .gradient, .stepNumber, .objective]

  /// What a recipe may read as well, as long as it calls nothing so itself.
  static let offered: [Name] = [.low, .high, .particle, .parameter, .identity] + curvatures

  /// Second derivatives where a step begins; a start has none yet.
  static let curvatures: [Name] = [.hessian, .hdiag]

  /// What every step has, so that nothing else can be called so.
  package static let reserved: [Name] = given + [.batchObjective, .steps, .seed]

  /// The bounds among what it reads and doesn't set.
  var boundsRead: [Name] { [.low, .high].filter { reads($0) && !declares($0) } }

  /// The second derivatives among what it reads and doesn't set.
  var curvaturesRead: [Name] { Recipe.curvatures.filter { reads($0) && !declares($0) } }

  /// Whether a line or a start reads a name.
  package func reads(_ name: Name) -> Bool { formulas.contains { $0.reads(name) } }

  /// Whether the recipe itself calls something so.
  func declares(_ name: Name) -> Bool {
    hyper(name) != nil || line(name) != nil || states.contains { $0.name == name }
  }

  /// All of its formulas: the starts, then the lines.
  var formulas: [Expression] { starts + lines.map(\.formula) }

  /// Whether where θ or a state begins depends on a name.
  func startReads(_ name: Name) -> Bool { starts.contains { $0.reads(name) } }

  /// Where θ and the states start, in this order.
  package var starts: [Expression] { [thetaStart].compactMap { $0 } + states.map(\.start) }
}
