package import Formula
package import Optimizers

/// What a person has set up: what the walk at hand was made from, and what the next one will be.
///
/// The objective has the definitions, the data and the batch that its walk was compiled with. Those
/// beside it may be newer: they count when the next objective is set up.
package struct Setup: Sendable {
  /// Formulas named by `let`.
  package internal(set) var definitions = Definitions()
  package internal(set) var objective: Objective?
  /// The parameters as they were declared.
  package internal(set) var blocks: [ParameterBlock] = []
  /// Where a walk begins, one number a parameter.
  package internal(set) var start: [Double] = []
  /// Columns of numbers that a function may use.
  package internal(set) var data = DataTable()
  /// Which rows a step sees; nil for all.
  package internal(set) var batch: BatchPlan?
  /// What random numbers depend on, besides the step and the place.
  package internal(set) var seed: UInt64 = 0
  /// The optimizer in use, nil before the first `use`.
  package internal(set) var recipe: Recipe?
  /// The hyper-parameters' values, for this walk's next step and for the next walk.
  package internal(set) var hypers: [Name: Double] = [:]
}

extension Setup: Equatable {
  /// Whether both lead to the same walks, to the bit.
  package static func == (left: Setup, right: Setup) -> Bool {
    left.definitions == right.definitions && left.objective == right.objective
      && left.blocks == right.blocks && left.start.hasSameBits(as: right.start)
      && left.data == right.data && left.batch == right.batch && left.seed == right.seed
      && left.recipe == right.recipe && left.hypers.hasSameBits(as: right.hypers)
  }
}

// MARK: - Walks

extension Setup {
  /// The names of the parameters' numbers, in the order of θ.
  package var parameters: [Name] { blocks.names }

  /// Makes a walk that stands at its start, nil as long as there are no parameters.
  ///
  /// A function that uses the data has what there is of it now, and sees the rows of the batch.
  ///
  /// - Throws: a ``Diagnostic`` where recipe and objective don't go together.
  mutating func makeWalk() throws(Diagnostic) -> Walk? {
    if var function = objective {
      if !function.data.isEmpty {
        function.data = data.needed(by: function.formula, function.definitions)
      }
      // A function that uses no row has no rows to choose from.
      function.batch = function.data.isEmpty ? nil : batch
      objective = function
    }
    guard !blocks.isEmpty else { return nil }
    let machine = try Machine(
      recipe: recipe ?? .none, objective: objective, blocks: blocks, hypers: hypers)
    return try Walk(machine, from: start, hypers: hypers, seed: seed)
  }

  /// Forgets the function and its parameters, to make room for others.
  mutating func dropObjective() { (objective, blocks, start) = (nil, [], []) }
}
