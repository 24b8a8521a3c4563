package import Formula

// fits throughout (range, product): steps that a walk has, and places of the numbers of a row

/// How much of a walk's outcome is due to one number: the exact derivative through all steps, and each
/// step's part of it.
///
/// It is worked out backwards, from the outcome to the start: what a small change after a step would
/// do to the outcome is handed from step to step by the transposed Jacobian (reverse accumulation;
/// Griewank and Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, ch. 3).
package struct Sensitivity: Sendable {
  /// The number that the outcome is blamed on.
  package enum Cause: Hashable, Sendable {
    /// A hyper-parameter, with all the values that it had.
    case hyper(Name)
    /// Where the walk began, in one parameter, from 0.
    case start(Int)
    /// A part of the gradient that a step found, from 0.
    case gradient(Int, at: Int)
  }

  /// The outcome.
  package let value: Double
  /// Its derivative: the sum of all parts.
  package let total: Double
  /// Each step's part of it, 0 being the start; steps without a part are left out.
  package let parts: [(step: Int, part: Double)]
  /// For a start: what a small change of that parameter after each step would do to the outcome.
  package let nudges: [(step: Int, slope: Double)]

  /// Steps that are worked out at a time.
  private static let chunk = 256

  /// Works it out; nil where somebody stopped it.
  ///
  /// - Parameters:
  ///   - formula: the outcome: one number over the quantities of a step.
  ///   - step: the step whose outcome it is, from 1.
  ///   - cause: what it is blamed on.
  ///   - walk: the walk.
  ///   - definitions: formulas with a name that the outcome may use.
  ///   - isInterrupted: asked every few steps.
  /// - Throws: a ``Diagnostic`` where the outcome is no single number, or the steps have no exact
  ///   derivatives here.
  package init?(
    of formula: Expression, at step: Int, by cause: Cause, in walk: Walk,
    _ definitions: Definitions, isInterrupted: () -> Bool = { false }
  ) throws(Diagnostic) {
    let last = walk.machine(making: step)
    try Sensitivity.check(last)
    var objective = try last.objective.map { objective throws(Diagnostic) in
      try CompiledCurvature(objective)
    }
    let row = walk.row(step)
    let outcome = try OutcomeSlopes(formula, on: last, definitions)
    value = outcome.value(at: row)
    var adjoint = outcome.slopes(at: row)
    var jacobians: [ObjectIdentifier: StepJacobian] = [:]
    var parts: [(step: Int, part: Double)] = []
    var nudges: [(step: Int, slope: Double)] = []
    var high = step
    while high > 0 {
      if isInterrupted() { return nil }
      let low = max(high - Sensitivity.chunk + 1, 1)
      for (before, after) in walk.stepsMade(low...high).reversed() {
        let machine = after.machine
        let jacobian: StepJacobian
        if let known = jacobians[ObjectIdentifier(machine)] {
          jacobian = known
        } else {
          try Sensitivity.check(machine)
          jacobian = try StepJacobian(machine)
          jacobians[ObjectIdentifier(machine)] = jacobian
        }
        let slope = objective?.slopes(at: after.theta).gradient ?? []
        if case .start(let part) = cause {
          nudges.append((after.step, Sensitivity.nudge(adjoint, part, machine, slope)))
        }
        let isFed = walk.isGradientFed(at: after.step)
        let hessian = isFed ? [] : objective?.derivatives(at: before.theta).hessian ?? []
        let other = Sensitivity.place(of: cause, machine, step: after.step)
        let slopes = jacobian.slopes(
          from: before, to: after, hessian: hessian, slope: slope, by: other)
        let width = jacobian.count + (other == nil ? 0 : 1)
        var found = Sensitivity.product(adjoint, slopes, width)
        if other != nil {
          let part = found.removeLast()
          if part != 0 { parts.append((after.step, part)) }
        }
        // What was set by hand had no past.
        adjoint = [Double](repeating: 0, count: machine.layout.size)
        for (index, slope) in zip(jacobian.kept.flatMap(\.indices), found) {
          adjoint[index] = slope
        }
        for index in walk.numbersSet(after: after.step - 1) { adjoint[index] = 0 }
      }
      high = low - 1
    }
    let first = walk.firstRow
    if let jacobian = jacobians[ObjectIdentifier(walk.machine(making: 1))] {
      if case .start(let part) = cause {
        let slope = objective?.slopes(at: first.theta).gradient ?? []
        nudges.append((0, Sensitivity.nudge(adjoint, part, first.machine, slope)))
      }
      if let other = Sensitivity.place(of: cause, first.machine, step: 0) {
        let slopes = try jacobian.startSlopes(first, by: other)
        // A state that begins with a constant has no part, were even its root steep without end.
        let part = zip(jacobian.kept.flatMap(\.indices), slopes).reduce(0) { sum, pair in
          pair.1 == 0 ? sum : sum + adjoint[pair.0] * pair.1
        }
        if part != 0 { parts.append((0, part)) }
      }
    }
    self.parts = parts.reversed()
    self.nudges = nudges.reversed()
    total = parts.reversed().reduce(0) { $0 + $1.part }
  }

  /// What a small change of a parameter after a step does, by way of θ and of f there.
  private static func nudge(
    _ adjoint: [Double], _ part: Int, _ machine: Machine, _ slope: [Double]
  ) -> Double {
    let layout = machine.layout
    let direct = adjoint[layout.theta.indices.lowerBound + part]
    return slope.isEmpty
      ? direct : direct + adjoint[layout.objective.indices.lowerBound] * slope[part]
  }

  /// Where in a row of a step the number stands that is the cause; nil where it is none there.
  private static func place(of cause: Cause, _ machine: Machine, step: Int) -> Int? {
    switch cause {
    case .hyper(let name): machine.quantity(name)?.indices.lowerBound
    case .start(let part): step == 0 ? machine.layout.theta.indices.lowerBound + part : nil
    case .gradient(let part, step): machine.layout.gradient.indices.lowerBound + part
    case .gradient: nil
    }
  }

  private static func product(_ adjoint: [Double], _ slopes: [Double], _ width: Int) -> [Double] {
    var result = [Double](repeating: 0, count: width)
    for (index, factor) in adjoint.enumerated() where factor != 0 {
      for column in 0..<width where slopes[index * width + column] != 0 {
        result[column] += factor * slopes[index * width + column]
      }
    }
    return result
  }

  private static func check(_ machine: Machine) throws(Diagnostic) {
    if machine.objective?.batchInForce != nil { throw .stepsOnBatches() }
    // Where it begins by a formula of its own, its first θ is another than the one that is blamed.
    if machine.recipe.thetaStart != nil { throw .beginsElsewhere(machine.recipe.name) }
    if let name = machine.recipe.curvaturesRead.first {
      throw .thirdDerivatives(machine.recipe.name, name)
    }
  }
}

/// A formula's derivatives by the numbers of a row.
private struct OutcomeSlopes {
  private let program: CompiledProgram
  private let frame: [Double]
  /// What is put in from the row, and where the derivatives by it come to stand.
  private let parts: [(source: Range<Int>, place: Int, slope: Int)]
  private let result: Int
  private let rowSize: Int

  init(_ formula: Expression, on machine: Machine, _ definitions: Definitions) throws(Diagnostic) {
    var scope = RowScope(machine, definitions, squares: { machine.quantity($0) != nil })
    let node = try scope.lower(formula)
    var graph = scope.graph
    guard graph[node].shape == .scalar else { throw .blamesOne(at: formula.range) }
    var frame: [Double] = []
    var slots: [Graph.ID: Slot] = [:]
    var read: [(id: Graph.ID, source: Range<Int>, place: Int)] = []
    for (id, input) in scope.inputs.sorted(by: { $0.key < $1.key }) {
      slots[id] = Slot(frame.count)
      switch input {
      case .values(let values): frame += values
      case .row(let quantity, let numbers, let stepsBack):
        guard stepsBack == 0 else { throw .blamesThisStep(at: formula.range) }
        let first = quantity.indices.lowerBound + numbers.lowerBound
        read.append((id, first..<first + numbers.count, frame.count))
        frame += [Double](repeating: .nan, count: numbers.count)
      }
    }
    result = frame.count
    frame.append(0)
    let slopes = graph.gradient(of: node, by: read.map(\.id))
    var outputs = [(node: node, target: Slot(result))]
    var parts: [(source: Range<Int>, place: Int, slope: Int)] = []
    for (slope, part) in zip(slopes, read) {
      parts.append((part.source, part.place, frame.count))
      outputs.append((slope, Slot(frame.count)))
      frame += [Double](repeating: 0, count: part.source.count)
    }
    let kept = frame.count
    var compiler = Compiler(graph, inputs: slots, reserved: kept)
    var program = Program()
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[kept...]
    self.program = CompiledProgram(program, frameSize: frame.count, keeping: kept)
    self.frame = frame
    self.parts = parts
    rowSize = machine.layout.size
  }

  private func run(at row: Row) -> [Double] {
    var frame = frame
    for part in parts {
      for (offset, source) in part.source.enumerated() {
        frame[part.place + offset] = row.numbers[source]
      }
    }
    program.run(on: &frame)
    return frame
  }

  func value(at row: Row) -> Double { run(at: row)[result] }

  /// One derivative a number of the row.
  func slopes(at row: Row) -> [Double] {
    let frame = run(at: row)
    var slopes = [Double](repeating: 0, count: rowSize)
    for part in parts {
      for (offset, source) in part.source.enumerated() {
        slopes[source] += frame[part.slope + offset]
      }
    }
    return slopes
  }
}

extension Walk {
  /// Some steps as they were made: the row that each found, with what was set by hand, and the row
  /// that it left.
  fileprivate func stepsMade(_ steps: ClosedRange<Int>) -> [(before: Row, after: Row)] {
    var result: [(before: Row, after: Row)] = []
    var (step, frame) = frame(atOrBefore: steps.lowerBound - 1)
    while step < steps.upperBound {
      let machine = machine(making: step + 1)
      var before: Row?
      goOn(from: step, &frame) {
        if step + 1 >= steps.lowerBound { before = machine.row(of: $0) }
      }
      step += 1
      if let before { result.append((before, machine.row(of: frame))) }
    }
    return result
  }

  /// The places of the numbers of a row that were set by hand after a step.
  fileprivate func numbersSet(after step: Int) -> [Int] {
    events.changes(after: step).flatMap { change -> [Int] in
      guard case .numbers(let quantity, let parts, _) = change else { return [] }
      return parts.map { quantity.indices.lowerBound + $0 }
    }
  }
}

extension Diagnostic {
  fileprivate static func thirdDerivatives(_ recipe: String, _ name: Name) -> Diagnostic {
    Diagnostic(
      "\(recipe) reads \(name), whose derivatives would be the third of f, which are not worked out",
      hint: "what if shows what another value leads to")
  }

  fileprivate static func beginsElsewhere(_ recipe: String) -> Diagnostic {
    Diagnostic(
      "\(recipe) begins where a formula of its own says",
      hint: "what if start x = 3 shows what another start leads to")
  }

  fileprivate static func blamesOne(at range: SourceRange) -> Diagnostic {
    Diagnostic("one number is blamed at a time", at: range, hint: "blame x on lr")
  }

  fileprivate static func blamesThisStep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "an outcome is of one step", at: range, hint: "leave prev out, or blame at the step before")
  }
}
