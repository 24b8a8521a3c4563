import Formula
import Optimizers

extension Session {
  /// More steps than this are shown as a table.
  static let detailedSteps = 3
  /// How many steps `run until` makes at most where no maximum is given.
  static let standardLimit = 100_000

  mutating func step(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    let first = walk.stepCount + 1
    if let gradient = try fedGradient(arguments) {
      guard halfStep == nil else { throw .halfDone(at: arguments.range) }
      walk.step(feeding: gradient)
    } else {
      let count = try stepCount(arguments)
      try needGradient(walk, fed: halfStep?.gradient)
      if count > 1 { try needGradient(walk, fed: nil) }
      for index in 0..<count {
        if index & 0xff == 0, index > 0, host.isInterrupted() { break }
        walk.step(feeding: index == 0 ? halfStep?.gradient : nil)
      }
      if count == 1 { repetition = "step" }
    }
    self.walk = walk
    halfStep = nil
    report(first...walk.stepCount, host)
    return .done
  }

  private func report(_ steps: ClosedRange<Int>, _ host: Host) {
    guard let walk else { return }
    let all = StepsReport(walk: walk, steps: steps)
    if steps.count > Session.detailedSteps {
      host.emit(.steps(all))
    } else {
      all.visit { host.emit(.step($0)) }
    }
  }

  /// The number of steps; a formula that begins with `step` gets a hint.
  private func stepCount(_ arguments: Arguments) throws(Diagnostic) -> Int {
    do {
      return try arguments.count(1)
    } catch {
      if (try? Parser.expression("step \(arguments.text)")) != nil {
        throw .formulaLikeCommand("step \(arguments.text)", at: arguments.range)
      }
      throw error
    }
  }

  /// What is fed by `g = 3, -1` or `g = [3, -1]`, nil where nothing is.
  func fedGradient(_ arguments: Arguments) throws(Diagnostic) -> [Double]? {
    guard !arguments.isEmpty, var parser = try? arguments.parser(),
      let (name, range) = parser.assignedName()
    else { return nil }
    guard name == .gradient else { throw .onlyGradientFed(name, at: range) }
    let start = parser.place
    var numbers: [Double] = []
    repeat {
      numbers += try value(of: try parser.expression()).numbers
    } while parser.comma()
    try parser.end()
    guard numbers.count == parameters.count else {
      throw .gradientCount(
        numbers.count, parameters.map(\.text), at: SourceRange(start.lower, arguments.range.upper))
    }
    return numbers
  }

  private func needGradient(_ walk: Walk, fed: [Double]?) throws(Diagnostic) {
    guard fed != nil || walk.machine.objective != nil else {
      throw .noGradient(parameters.map(\.text))
    }
  }

  mutating func line(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    var half = halfStep ?? HalfStep(linesDone: 0, gradient: nil)
    if let gradient = try fedGradient(arguments) {
      guard halfStep == nil else { throw .halfDone(at: arguments.range) }
      half.gradient = gradient
    } else {
      try arguments.nothing()
    }
    try needGradient(walk, fed: half.gradient)
    half.linesDone += 1
    let after = walk.preview(feeding: half.gradient)
    let isLast = half.linesDone == walk.machine.recipe.lines.count
    let explainer = Explainer(row: after, before: walk.current, isGradientFed: half.gradient != nil)
    host.emit(.line(try explainer.line(half.linesDone, isLast: isLast)))
    if isLast { walk.step(feeding: half.gradient) }
    self.walk = walk
    halfStep = isLast ? nil : half
    // The next step would want a gradient of its own.
    repetition = isLast && objective == nil ? nil : "line"
    return .done
  }

  mutating func run(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    try needGradient(walk, fed: nil)
    guard halfStep == nil else { throw .halfDone(at: arguments.range) }
    guard !arguments.isEmpty else { throw .expectedRun(at: arguments.range) }
    let (limit, condition) = try runArguments(arguments)
    let probe: Probe?
    if let condition {
      probe = try Probe(condition: condition, on: walk.machine, definitions: definitions)
    } else {
      probe = nil
    }
    let first = walk.stepCount
    let end = walk.run(limit, until: probe, isInterrupted: host.isInterrupted)
    self.walk = walk
    let nonFinite = walk.firstNonFinite.flatMap {
      $0.step > first ? NonFiniteReport($0, walk.machine) : nil
    }
    host.emit(
      .run(
        RunReport(
          end: end, made: walk.stepCount - first, position: PositionReport(walk),
          condition: condition, limit: limit, nonFinite: nonFinite)))
    return .done
  }

  private func runArguments(_ arguments: Arguments) throws(Diagnostic) -> (Int, Expression?) {
    var parser = try arguments.parser()
    var limit: Int?
    var condition: Expression?
    if parser.word("until") == nil {
      limit = try parser.expression().count()
      if parser.word("until") != nil { condition = try parser.expression() }
    } else {
      condition = try parser.expression()
    }
    if condition != nil, limit == nil, parser.word("max") != nil {
      limit = try parser.expression().count()
    }
    try parser.end()
    return (limit ?? Session.standardLimit, condition)
  }

  mutating func back(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    guard var walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    var count = try arguments.count(1)
    var remark: String?
    if halfStep != nil {
      halfStep = nil
      count -= 1
      remark = "the half-done step is dropped"
    }
    if count > 0, walk.stepCount == 0 {
      remark = "this is the start; there is nothing before it"
    } else if count > walk.stepCount {
      let made = walk.stepCount == 1 ? "1 step was" : "\(walk.stepCount) steps were"
      remark = "only \(made) made; this is the start"
    }
    walk.back(to: max(walk.stepCount - count, 0))
    let row = walk.current
    hypers = row.hypers
    self.walk = walk
    host.emit(.position(PositionReport(walk, remark: remark)))
    return .done
  }

  mutating func reset(_ arguments: Arguments, _ host: Host) throws(Diagnostic) -> Outcome {
    try arguments.nothing()
    guard let old = walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let wasHalfDone = halfStep != nil
    try restart()
    guard let walk else { return .done }
    let isSame =
      !wasHalfDone && old.stepCount == 0 && old.current[.theta] == walk.current[.theta]
    host.emit(.position(PositionReport(walk, remark: isSame ? "already at the start" : nil)))
    return .done
  }
}
