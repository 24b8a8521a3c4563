import Formula
@testable import Optimizers
import Testing

extension Walk {
  /// The four functions of the reference traces.
  static let objectives: [String: (formula: String, names: [String], start: [Double])] = [
    "square": ("x^2", ["x"], [4]),
    "elongated": ("x^2 + 10y^2", ["x", "y"], [4, 1]),
    "rosenbrock": ("(1-x)^2 + 100(y-x^2)^2", ["x", "y"], [-1.5, 2]),
    "linreg": ("mean((w*[1,2,3,4] + b - [3,5,7,9])^2)", ["w", "b"], [0, 0]),
  ]

  /// A walk of a recipe that comes with the program.
  init(
    _ optimizer: String, minimizing formula: String?, from names: [String], _ start: [Double],
    hypers: [Name: Double] = [:], checkpointBudget: Int = Checkpoints.budget
  ) throws {
    let recipe = try #require(RecipeLibrary.standard[optimizer])
    try self.init(
      recipe, minimizing: formula, from: names, start, hypers: hypers,
      checkpointBudget: checkpointBudget)
  }

  init(
    _ recipe: Recipe, minimizing formula: String?, from names: [String], _ start: [Double],
    hypers: [Name: Double] = [:], checkpointBudget: Int = Checkpoints.budget
  ) throws {
    let parameters = names.map(Name.init)
    let objective = try formula.map {
      Objective(formula: try Parser.expression($0), parameters: parameters)
    }
    let machine = try Machine(recipe: recipe, objective: objective, parameters: parameters)
    try self.init(
      machine, from: start, hypers: recipe.standardValues.merging(hypers) { $1 },
      checkpointBudget: checkpointBudget)
  }

  /// A quantity of this walk's machine.
  func quantity(_ name: String) throws -> Quantity {
    try #require(machine.quantity(Name(name)))
  }
}

extension Recipe {
  init(_ text: String) throws { try self.init(parsing: SourceText(text)) }

  /// A recipe of these lines, with `lr` and whatever else the lines declare.
  init(lines: String) throws {
    try self.init("optimizer test\nhyper lr = 0.1\n" + lines)
  }
}

extension Row {
  /// The bits of all its numbers, for comparing rows that may hold not-a-number.
  var bits: [UInt64] { numbers.map(\.bitPattern) }
}

extension Name {
  /// What the tables of these tests call f before the step, which has no name of its own.
  static let objectiveBefore = Name("before")
}

extension Row {
  /// The numbers of a quantity, or f before the step.
  func numbers(_ name: Name) -> [Double]? {
    name == .objectiveBefore ? objectiveBefore.map { [$0] } : self[name]
  }
}
