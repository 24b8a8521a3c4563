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
    guard let row else { return try definitions.value(of: formula) }
    if let range = formula.range(of: .objective), objective == nil {
      throw .noObjective(at: range)
    }
    return try row.value(
      of: formula, definitions: definitions, previous: previous(for: formula),
      whereMissing: halfStep == nil ? "it has one after a step" : "line and step go on")
  }

  /// The row before the step, where a formula speaks of it.
  func previous(for formula: Expression) -> Row? {
    guard definitions.usesPrevious(formula), let walk else { return nil }
    return halfStep == nil ? walk.previous : walk.current
  }

  /// Every name that a formula may use now.
  package var names: [Name] {
    let live = row?.names ?? []
    let known = Set(live)
    return live + definitions.names.filter { !known.contains($0) }
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
    walk = try Walk(machine, from: start, hypers: hypers, seed: seed)
  }
}
