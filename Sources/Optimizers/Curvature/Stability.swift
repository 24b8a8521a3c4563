package import Formula

// fits throughout (product, range): places of the numbers of a row and of a matrix

/// What becomes of a walk near a point where its optimizer rests: the exact matrix of one step there
/// and its eigenvalues.
///
/// Polyak, Some methods of speeding up the convergence of iteration methods (1964), does so for the
/// heavy ball; here the recipe itself is differentiated, whatever it is.
package struct Stability: Sendable {
  /// The point of rest, one number a parameter.
  package let point: [Double]
  /// How f bends there.
  package let curvature: Curvature
  /// Whether f is a quadratic, of which all that is said here holds everywhere.
  package let isQuadratic: Bool
  /// Whether the step is another one at another step number.
  package let dependsOnStep: Bool
  /// What is handed on from step to step.
  package let kept: [Quantity]
  /// The matrix of one step, row after row; its side is the number of all that is handed on.
  package let matrix: [Double]
  package let side: Int
  /// The matrix' eigenvalues, the greatest first; nil where the step has no derivative there.
  package let eigenvalues: [ComplexEigenvalue]?
  /// A state that doesn't come to rest at the point.
  package let restless: Quantity?
  /// The learning rate at which the matrix is between settling and growing.
  package let border: Double?
  /// How a walk goes that begins beside the point.
  package let trial: Trial

  /// A walk that begins a little beside the point.
  package struct Trial: Sendable {
    /// How many steps it made.
    package var steps = 0
    /// How far from the point it began, the greatest number of it.
    package var start = 0.0
    /// How far it was from the point at the end, and how long its steps were: of the last hundred
    /// steps the least and the greatest.
    package var distances = (least: 0.0, greatest: 0.0)
    package var lengths = (least: 0.0, greatest: 0.0)
  }

  /// The size of the greatest eigenvalue: what a small distance is multiplied by at each step, in the
  /// end.
  package var radius: Double? { eigenvalues?.first?.magnitude }

  /// What becomes of a small distance.
  package enum Verdict: Hashable, Sendable {
    case settles, grows, neither
  }

  /// The radius counts as 1 where it is so near as a double root can be told.
  package static let nearness = 1e-9

  package var verdict: Verdict? {
    radius.map { radius in
      radius < 1 - Stability.nearness
        ? .settles : radius > 1 + Stability.nearness ? .grows : .neither
    }
  }
}

// MARK: - Working it out

extension Stability {
  /// Looks for the point where a walk's optimizer rests, and works out what a step does there.
  ///
  /// - Parameters:
  ///   - walk: says the optimizer, its hyper-parameters, and where to look.
  ///   - objective: what is minimized.
  ///   - place: where to look.
  /// - Throws: a ``Diagnostic`` where there is no such point near by, and where a step is no map.
  package init(of walk: Walk, _ objective: Objective, near place: [Double]) throws(Diagnostic) {
    let machine = walk.machine
    guard objective.batchInForce == nil else { throw .stepsOnBatches() }
    let jacobian = try StepJacobian(machine)
    guard let rest = try Stability.stationaryPoint(of: objective, near: place) else {
      throw .noRest(objective.parameters)
    }
    point = rest.point
    curvature = rest
    kept = jacobian.kept
    side = jacobian.count
    dependsOnStep = machine.recipe.reads(.stepNumber)
    let elsewhere = try Curvature(of: objective, at: place.map { $0 + 1 })
    let scale = rest.hessian.map(\.magnitude).max() ?? 0
    isQuadratic = zip(rest.hessian, elsewhere.hessian).allSatisfy {
      ($0 - $1).magnitude <= 1e-12 * scale
    }
    let hypers = walk.current.hypers
    let seed = walk.current.seed ?? 0
    let ground = Ground(
      machine: machine, jacobian: jacobian, rest: rest, step: walk.stepCount, seed: seed)
    let here = try ground.linearized(hypers)
    (matrix, restless) = (here.matrix, here.restless)
    eigenvalues = GeneralEigenvalues.values(of: here.matrix, count: jacobian.count)
    border = restless == nil ? try ground.border(hypers) : nil
    trial = try ground.trial(hypers)
  }

  /// A point where the gradient is 0, by Newton's method from a place.
  ///
  /// Flat directions are left alone. It is nil where none is found.
  private static func stationaryPoint(of objective: Objective, near place: [Double])
    throws(Diagnostic) -> Curvature?
  {
    var compiled = try CompiledCurvature(objective)
    var best: Curvature?
    var point = place
    for _ in 0..<100 {
      let here = Curvature(&compiled, at: point)
      guard let next = here.newtonPoint else { return best }
      let size = here.gradient.map(\.magnitude).max() ?? 0
      if here.isStationary {
        // Where it is nearly there, steps go on as long as they help.
        let known = best?.gradient.map(\.magnitude).max() ?? .infinity
        guard size < known else { return best }
        best = here
        if size == 0 { return best }
      }
      point = next
      if point == here.point { return best }
    }
    return best
  }
}

/// A point of rest, and the machine that is looked at there.
private struct Ground {
  let machine: Machine
  let jacobian: StepJacobian
  let rest: Curvature
  /// The number of the last step, for recipes that go by it.
  let step: Int
  let seed: UInt64

  /// The matrix of a step at the point with the states at rest, and a state that has none.
  func linearized(_ hypers: [Name: Double]) throws(Diagnostic)
    -> (matrix: [Double], restless: Quantity?)
  {
    var frame = try machine.startFrame(rest.point, hypers: hypers, seed: seed)
    frame[machine.layout.stepNumber.indices.lowerBound] = Double(step)
    var restless: Quantity?
    for round in 0..<Ground.roundLimit {
      let before = machine.row(of: frame)
      machine.step(&frame)
      let after = machine.row(of: frame)
      restless = jacobian.kept.first { quantity in
        // What roundings of 0 leave of a state is nothing.
        let scale = quantity.role == .parameters ? 1 : 1e-6
        return zip(before[quantity], after[quantity]).contains {
          ($0 - $1).magnitude > 1e-9 * max($0.magnitude, $1.magnitude, scale)
        }
      }
      guard restless != nil, round < Ground.roundLimit - 1 else {
        return (
          jacobian.matrix(from: before, to: after, hessian: rest.hessian), restless
        )
      }
    }
    return ([], restless)
  }

  private static let roundLimit = 300

  /// The learning rate at which the matrix is between settling and growing: looked for by doubling
  /// or halving the one in force, then between those two.
  func border(_ hypers: [Name: Double]) throws(Diagnostic) -> Double? {
    guard let hyper = machine.recipe.learningRate,
      let rate = hypers[hyper.name], rate > 0
    else { return nil }
    // Along a flat direction nothing moves, whatever the rate: its eigenvalue is 1, but for rounding.
    let isFlat = rest.extremes.map { $0.least.magnitude <= 1e-12 * $0.greatest } ?? false
    let limit = isFlat ? 1 + Stability.nearness : 1
    func settles(_ rate: Double) throws(Diagnostic) -> Bool? {
      var hypers = hypers
      hypers[hyper.name] = rate
      let here = try linearized(hypers)
      guard here.restless == nil else { return nil }
      return GeneralEigenvalues.values(of: here.matrix, count: jacobian.count)?.first.map {
        $0.magnitude < limit
      }
    }
    guard let isSettling = try settles(rate) else { return nil }
    var (low, high) = (rate, rate)
    for _ in 0..<60 {
      if isSettling { high *= 2 } else { low /= 2 }
      let tried = isSettling ? high : low
      guard hyper.interval.contains(tried), let other = try settles(tried) else { return nil }
      if other != isSettling { break }
      if isSettling { low = high } else { high = low }
    }
    guard low < high else { return nil }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { break }
      guard let isSettling = try settles(middle) else { return nil }
      if isSettling { low = middle } else { high = middle }
      if high - low <= 1e-14 * high { break }
    }
    return low + (high - low) / 2
  }

  /// Walks from a little beside the point.
  func trial(_ hypers: [Name: Double]) throws(Diagnostic) -> Stability.Trial {
    var trial = Stability.Trial()
    let size = rest.point.map(\.magnitude).max() ?? 0
    trial.start = 1e-3 * max(1, size)
    var frame = try machine.startFrame(
      rest.point.map { $0 + trial.start }, hypers: hypers, seed: seed)
    frame[machine.layout.stepNumber.indices.lowerBound] = Double(step)
    var last = machine.row(of: frame).point
    func largest(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).map { ($0 - $1).magnitude }.reduce(0) { $0 > $1 || $0.isNaN ? $0 : $1 }
    }
    trial.distances = (.infinity, 0)
    trial.lengths = (.infinity, 0)
    for _ in 0..<Ground.trialLength {
      machine.step(&frame)
      trial.steps += 1
      let next = machine.row(of: frame).point
      let (distance, length) = (largest(next, rest.point), largest(next, last))
      last = next
      let isOver = !distance.isFinite
      if trial.steps > Ground.trialLength - 100 || isOver {
        trial.distances = (
          min(trial.distances.least, distance), max(trial.distances.greatest, distance)
        )
        trial.lengths = (min(trial.lengths.least, length), max(trial.lengths.greatest, length))
      }
      if isOver { break }
    }
    return trial
  }

  private static let trialLength = 2000
}

// MARK: - Wording

extension Diagnostic {
  static func stepsByChance(_ recipe: String) -> Diagnostic {
    Diagnostic(
      "\(recipe) moves by chance, or many at once: one step has no matrix",
      hint: "compare shows what comes of it")
  }

  static func stepsOnBatches() -> Diagnostic {
    Diagnostic(
      "with batches every step goes down another function: one step has no matrix",
      hint: "batch all")
  }

  static func tooManyToStep(_ count: Int) -> Diagnostic {
    Diagnostic(
      "a step hands on \(count.counted("number")), too many for a matrix",
      hint: "it is worked out for \(StepJacobian.largestCount) at most")
  }

  static func noRest(_ parameters: [Name]) -> Diagnostic {
    let names = parameters.prefix(4).map { "\($0) = 0" }.joined(separator: ", ")
    return Diagnostic(
      "there is no point near here where the gradient is 0, so that the walk could rest",
      hint: "say where to look: stability at \(names)")
  }
}
