import Formula
import Optimizers

/// The walks that are measured, all of RMSprop.
enum Walks {
  /// From the usual start of Rosenbrock's valley.
  static func valley() throws -> Walk {
    try walk(
      minimizing: "(1 - x)^2 + 100(y - x^2)^2",
      [ParameterBlock(Name("x")), ParameterBlock(Name("y"))],
      from: [-1.5, 2])
  }

  /// The sum of so many squares.
  static func bowl(parameters count: Int) throws -> Walk {
    let block = ParameterBlock(Name("w"), shape: .vector(.elements, count: count))
    return try walk(
      minimizing: "sum(w^2)", [block], from: (0..<count).map { 1 + Double($0) / Double(count) })
  }

  /// A logistic regression of eight weights and a bias, on rows that anybody can make again.
  static func logistic(rows count: Int) throws -> Walk {
    let weights = (1...8).map { Name("w\($0)") }
    var data = DataTable()
    for column in 1...8 {
      try data.set(
        DataTable.Column(Name("x\(column)"), (0..<count).map { feature($0, column) }))
    }
    try data.set(
      DataTable.Column(
        Name("y"), (0..<count).map { feature($0, 1) > feature($0, 2) ? 1 : 0 }))
    let sum = (1...8).map { "w\($0)*x\($0)" }.joined(separator: " + ") + " + b"
    let parameters = weights + [Name("b")]
    return try walk(
      minimizing: "mean(softplus(\(sum)) - y*(\(sum)))", parameters.map { ParameterBlock($0) },
      data: data, from: parameters.map { _ in 0 })
  }

  /// A number from −1 to 1 that looks like chance.
  private static func feature(_ row: Int, _ column: Int) -> Double {
    let mixed = (row * 8 + column) * 2_654_435_761 % 1_000_003
    return Double(mixed) / 500_001.5 - 1
  }

  private static func walk(
    minimizing formula: String, _ blocks: [ParameterBlock], data: DataTable = DataTable(),
    from start: [Double]
  ) throws -> Walk {
    guard let recipe = RecipeLibrary.standard["rmsprop"] else { fatalError("no rmsprop") }
    let objective = Objective(
      formula: try Parser.expression(formula), blocks: blocks, data: data)
    let machine = try Machine(recipe: recipe, objective: objective, blocks: blocks)
    var hypers = recipe.standardValues
    hypers[.learningRate] = 0.001
    return try Walk(machine, from: start, hypers: hypers)
  }
}
