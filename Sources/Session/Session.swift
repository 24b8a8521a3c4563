package import Formula
package import Optimizers

/// All that a learner has set up and done: a value, so that a copy is a place to return to.
package struct Session: Sendable {
  package var library: RecipeLibrary
  /// Formulas named by `let`.
  package internal(set) var definitions = Definitions()
  package internal(set) var objective: Objective?
  /// The parameters as they were declared.
  package internal(set) var blocks: [ParameterBlock] = []
  /// Columns of numbers that a function may use.
  package internal(set) var data = DataTable()
  /// Which rows a step sees; nil for all.
  package internal(set) var batch: BatchPlan?
  /// What random numbers depend on, besides the step and the place.
  package internal(set) var seed: UInt64 = 0
  /// Where a walk begins, one number a parameter.
  package internal(set) var start: [Double] = []
  /// The optimizer in use, nil before the first `use`.
  package internal(set) var recipe: Recipe?
  /// The hyper-parameters' values, for this walk's next step and for the next walk.
  package internal(set) var hypers: [Name: Double] = [:]
  /// The walk at hand, nil as long as there are no parameters.
  package internal(set) var walk: Walk?
  /// A step of which some lines were shown, nil between steps.
  package internal(set) var halfStep: HalfStep?
  /// The walks that stand side by side.
  package internal(set) var comparison = Comparison()
  /// The recorded walk of which a person went back to an earlier step, nil at its end.
  package internal(set) var future: Walk?
  /// Places to return to.
  package internal(set) var marks = Marks()
  /// What is shown after every step, and what stops a run.
  package internal(set) var watches = Watches()
  /// What an empty line does again: `step` after `step`.
  package internal(set) var repetition: String?

  /// A step that is being walked through line by line.
  package struct HalfStep: Hashable, Sendable {
    package var linesDone: Int
    /// The gradient fed to it, nil for the objective's.
    package var gradient: [Double]?
  }

  package init(library: RecipeLibrary) {
    self.library = library
  }
}

// MARK: - What there is now

extension Session {
  /// What a walk begins with besides its start.
  func hypersAndSeed(_ hypers: [Name: Double]) -> [Name: Double] {
    hypers.merging([.seed: Double(seed)]) { $1 }
  }

  /// The names of the parameters' numbers, in the order of θ.
  package var parameters: [Name] { blocks.names }

  /// What formulas at the prompt speak of: the last step's quantities, or those of the step at
  /// hand as far as it has come.
  package var row: Row? {
    guard let walk else { return nil }
    guard let halfStep else { return walk.current }
    return Row(
      from: walk.current, to: walk.preview(feeding: halfStep.gradient),
      linesDone: halfStep.linesDone)
  }

  /// A formula's value over the live quantities and definitions.
  package func value(of formula: Expression) throws(Diagnostic) -> Value {
    if let row {
      for quantity in row.machine.quantities where !row.isSet(quantity) {
        if let range = formula.range(of: quantity.name) { throw noValue(quantity, at: range) }
      }
      return try row.value(of: formula, definitions: definitions, previous: previous(for: formula))
    }
    var graph = Graph()
    var scope = Scope()
    try definitions.bind(formula.names, in: &scope, of: &graph)
    let node = try graph.lower(formula, in: scope)
    return graph.value(of: node)
  }

  /// The row before the step, where a formula speaks of it.
  func previous(for formula: Expression) -> Row? {
    guard definitions.usesPrevious(formula), let walk else { return nil }
    return halfStep == nil ? walk.previous : walk.current
  }

  private func noValue(_ quantity: Quantity, at range: SourceRange) -> Diagnostic {
    if quantity.name == .objective { return .noObjective(at: range) }
    let hint = halfStep == nil ? "it has one after a step" : "line and step go on"
    return .noValueYet(quantity.name, hint: hint, at: range)
  }

  /// Every name that a formula may use now.
  package var names: [Name] {
    let live = row.map { $0.machine.scope(at: $0).scope.names } ?? []
    return live + definitions.names.filter { !live.contains($0) }
  }

  /// About how much memory its walk takes, in bytes.
  package var byteCount: Int { 1024 + (walk?.byteCount ?? 0) }

  /// A walk that has an optimizer.
  func stepping() throws(Diagnostic) -> Walk {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard recipe != nil else { throw .noOptimizer(library.generalNames) }
    return walk
  }

  /// Begins the walk anew from the start.
  ///
  /// - Throws: a ``Diagnostic`` where recipe and objective don't go together.
  mutating func restart() throws(Diagnostic) {
    halfStep = nil
    future = nil
    guard !parameters.isEmpty else {
      walk = nil
      return
    }
    objective?.batch = data.isEmpty ? nil : batch
    let machine = try Machine(recipe: recipe ?? .none, objective: objective, blocks: blocks)
    walk = try Walk(machine, from: start, hypers: hypersAndSeed(hypers))
  }
}
