import Formula
import Optimizers
import Session

extension CommandTable {
  static let what = Command(
    "what", .learn, "make the walk again with one thing otherwise", brief: "otherwise",
    takes: .word("if", before: .hypothesis),
    details: """
      The steps, and what was fed and set by hand, stay the same. It says where the two walks part, to \
      the bit, and where both end; plot shows them together. Your walk stays as it is; keep makes the \
      other yours. A line of the recipe can be another one, too: what if denominator = sqrt(E[g²]).
      """,
    examples: [
      "what if lr = 0.05 from step 4", "what if without step 5", "what if eps outside",
      "what if g.x = 0 at 3", "what if start x = 3",
    ],
    related: ["compare", "blame", "keep"]
  ) { session, hypothesis, host throws(Diagnostic) in try session.whatIf(hypothesis, host) }
}

extension Session {
  fileprivate mutating func whatIf(_ hypothesis: Hypothesis, _ host: Host) throws(Diagnostic)
    -> Outcome
  {
    let walk = try stepping()
    guard walk.stepCount > 0 else { throw .nothingHappened() }
    let change = try change(of: hypothesis, in: walk)
    let interrupted = host.isInterrupted
    guard let other = try walk.replayed(with: change, isInterrupted: interrupted) else {
      host.emit(.note(NoteReport("Stopped; everything is as it was.", tone: .warning)))
      return .done
    }
    host.didStep(other.stepCount)
    let parting = walk.parting(
      from: other, notBefore: change.firstStep, isInterrupted: interrupted)
    consider(NamedWalk(name: "if \(hypothesis.text.value)", walk: other))
    host.emit(
      .alternative(
        AlternativeReport(
          hypothesis.text.value,
          parting: parting.map { AlternativeReport.Parting($0, walk.machine(making: $0.step)) },
          of: walk, and: other)))
    return .done
  }

  private func change(of hypothesis: Hypothesis, in walk: Walk) throws(Diagnostic) -> WalkChange {
    switch hypothesis.change {
    case .without(let step): return .without(step: try checked(step, walk))
    case .seed(let seed):
      guard walk.current.seed != nil else {
        throw .drawsNothing(
          walk.machine.recipe.name, isShuffled: objective?.batch?.isShuffled == true,
          at: hypothesis.text.range)
      }
      return .seed(seed)
    case .start(let assignments): return try start(assignments)
    case .epsilon(let isInside):
      let recipe = try walk.firstRecipe.movingEpsilon(
        inside: isInside, at: hypothesis.text.range)
      return .recipe(recipe)
    case .assignment(let assignment, let place):
      return try self.change(assignment, place, walk, hypothesis.text)
    }
  }

  /// A step that the walk has.
  func checked(_ step: Located<Int>, _ walk: Walk) throws(Diagnostic) -> Int {
    // fits: the walk has a step at least
    guard 1...walk.stepCount ~= step.value else {
      throw .noSuchStep(step.value, of: walk.stepCount, at: step.range)
    }
    return step.value
  }

  private func start(_ assignments: [Assignment]) throws(Diagnostic) -> WalkChange {
    var numbers: [Name: Double] = [:]
    for assignment in assignments {
      guard parameters.contains(assignment.name) else {
        throw .noParameter(assignment.name, parameters, at: assignment.nameRange)
      }
      numbers[assignment.name] = try number(assignment.formula)
    }
    return .start(numbers)
  }

  private func change(
    _ assignment: Assignment, _ place: Hypothesis.Place?, _ walk: Walk, _ text: Located<String>
  ) throws(Diagnostic) -> WalkChange {
    let (machine, name) = (walk.machine, assignment.name)
    let step = try place.map { place throws(Diagnostic) in try checked(place.step, walk) }
    if name == .gradient {
      guard let step else { throw .whichStep(of: assignment, at: assignment.nameRange) }
      return .gradient(try gradient(assignment), at: step)
    }
    if assignment.parameter == nil, machine.recipe.hyper(name) != nil {
      let setting = try setting(assignment, of: machine.recipe)
      return .hyper(name, setting, from: step ?? 1)
    }
    guard let step else {
      if assignment.parameter == nil, parameters.contains(name) { return try start([assignment]) }
      guard assignment.parameter == nil,
        machine.recipe.lines.contains(where: { $0.target == name })
      else { throw .nothingOfThatName(assignment, settable, machine.recipe) }
      return .recipe(
        try walk.firstRecipe.changing(name, to: text.part(assignment.formula.range)))
    }
    guard let (quantity, places) = try places(of: assignment) else {
      throw .nothingOfThatName(assignment, settable, machine.recipe)
    }
    return .numbers(
      quantity, parts: places.map { machine.index($0, in: quantity.shape) },
      try number(assignment.formula), before: step)
  }

  /// What `g.x = 0` or `g = [1, 2]` makes of the gradient's parts.
  private func gradient(_ assignment: Assignment) throws(Diagnostic) -> [Int: Double] {
    if let parameter = assignment.parameter {
      guard let index = parameters.firstIndex(of: parameter) else {
        throw .noParameter(parameter, parameters, at: assignment.nameRange)
      }
      return [index: try number(assignment.formula)]
    }
    let numbers = try value(of: assignment.formula).numbers
    guard numbers.count == parameters.count else {
      throw .oneEach(parameters, at: assignment.formula.range)
    }
    return Dictionary(uniqueKeysWithValues: zip(parameters.indices, numbers))
  }
}
