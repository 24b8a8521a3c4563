import Formula

// fits throughout (range): numbers of steps that a walk has, and places of its numbers

/// A walk that is made again with one change, as far as one wants and on from there.
struct Replay: Sendable {
  private(set) var walk: Walk
  /// The walk that is made again, as far as that was done.
  private(set) var original: Walk
  private let change: WalkChange

  /// Begins at the start, with what was set by hand there.
  init(of original: Walk, _ change: WalkChange) throws(Diagnostic) {
    self.original = original
    self.change = change
    let first = original.firstRow
    var (recipe, hypers, start) = (original.firstRecipe, first.hypers, original.start)
    var seed = first.seed ?? 0
    var precision = original.machine.precision
    switch change {
    case .start(let numbers):
      for (name, number) in numbers {
        if let index = original.machine.index(of: name) { start[index] = number }
      }
    case .recipe(let other): recipe = other
    case .seed(let other): seed = other
    case .precision(let other): precision = other
    case .hyper(let name, .number(let value), from: ...1):
      recipe = recipe.unscheduling(name)
      hypers[name] = value
    case .hyper(let name, .formula(let formula), from: ...1):
      recipe = try recipe.scheduling(
        name, by: formula,
        parameters: original.machine.parameters + original.machine.blocks.map(\.name))
      hypers[name] = nil
    case .hyper, .numbers, .gradient, .without: break
    }
    let own = original.machine(making: 0)
    let machine =
      recipe == own.recipe && precision == own.precision
      ? own
      : try Machine(
        recipe: recipe, objective: own.objective, blocks: own.blocks, hypers: hypers,
        precision: precision)
    walk = try Walk(machine, from: start, hypers: hypers, seed: seed)
    self.original.back(to: 0)
    try redoChanges(after: 0)
  }

  /// Makes the steps of a walk again that goes on from what was made so far.
  ///
  /// - Parameters:
  ///   - other: the walk, which has ``original`` for its beginning.
  ///   - isInterrupted: asked every few steps.
  /// - Returns: whether it came to the walk's end.
  /// - Throws: a ``Diagnostic`` where a formula that was set doesn't go with the change.
  mutating func goOn(along other: Walk, isInterrupted: () -> Bool) throws(Diagnostic) -> Bool {
    var step = original.stepCount
    let done = original.events.changes(after: step).count
    original = other
    for change in other.events.changes(after: step).dropFirst(done) {
      try redo(change, after: step)
    }
    while step < other.stepCount {
      step += 1
      make(step)
      try redoChanges(after: step)
      if step & (Walk.stepsBetweenQuestions - 1) == 0, isInterrupted() {
        original.back(to: step)
        return step == other.stepCount
      }
    }
    return true
  }

  /// Goes back to a step of a walk that has as many as its original.
  mutating func back(to step: Int) {
    original.back(to: step)
    walk.back(to: step)
  }

  /// Does again what was set by hand after a step, then what the change sets there.
  private mutating func redoChanges(after step: Int) throws(Diagnostic) {
    for change in original.events.changes(after: step) { try redo(change, after: step) }
    switch change {
    case .hyper(let name, let setting, let from) where from == step + 1 && from > 1:
      try set(name, to: setting)
    case .numbers(let quantity, let parts, let value, let before) where before == step + 1:
      for part in parts { walk.set(quantity, parameter: part, to: value) }
    default: break
    }
  }

  private mutating func set(_ name: Name, to setting: Recipe.Setting) throws(Diagnostic) {
    switch setting {
    case .formula(let formula): try walk.schedule(name, by: formula)
    case .number(let value):
      if let quantity = walk.machine.quantity(name) { walk.set(quantity, to: value) }
    }
  }

  private mutating func redo(_ done: Events.Change, after step: Int) throws(Diagnostic) {
    switch done {
    case .seed(let seed):
      if case .seed = change { return }
      walk.reseed(seed)
    case .schedule(let name, let formula):
      if !overrules(name, after: step) { try walk.schedule(name, by: formula) }
    case .numbers(let quantity, let parts, let value):
      guard !overrules(quantity.name, after: step),
        let own = quantity.role == .parameters
          ? walk.machine.layout.theta : walk.machine.quantity(quantity.name),
        own.size == quantity.size
      else { return }
      if parts.count == own.size {
        walk.set(own, to: value)
      } else {
        for part in parts { walk.set(own, parameter: part, to: value) }
      }
    }
  }

  /// Whether the change is about a hyper-parameter that was set by hand later.
  private func overrules(_ name: Name, after step: Int) -> Bool {
    if case .hyper(name, _, let from) = change { from <= step + 1 } else { false }
  }

  private mutating func make(_ step: Int) {
    let fed = original.events.gradient(at: step)
    switch change {
    case .without(step): return
    case .gradient(let numbers, at: step):
      var gradient = fed ?? walk.gradientHere ?? []
      for (part, number) in numbers where gradient.indices.contains(part) {
        gradient[part] = number
      }
      walk.step(feeding: gradient)
    default: walk.step(feeding: fed)
    }
  }
}
