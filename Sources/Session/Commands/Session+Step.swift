import Formula
import Optimizers

extension Session {
  /// More steps than this are shown as a table.
  static let detailedSteps = 3
  /// How many steps `run until` makes at most where no maximum is given.
  static let standardLimit = 100_000

  mutating func step(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    let first = walk.stepCount + 1
    var stop: Watches.Item?
    let before = walk
    if let gradient = try fedGradient(arguments) {
      guard halfStep == nil else { throw .halfDone(at: arguments.range) }
      walk.step(feeding: gradient)
    } else {
      let count = try stepCount(arguments)
      try needGradient(walk, fed: halfStep?.gradient)
      if count > 1 { try needGradient(walk, fed: nil) }
      stop = try step(&walk, count, host)
      if count == 1 { repetition = "step" }
    }
    beginBranch(host)
    self.walk = walk
    halfStep = nil
    if walk.stepCount > before.stepCount { report(first...walk.stepCount, host) }
    if let stop { host.emit(.note(NoteReport(stop.stopText(walk.stepCount), tone: .warning))) }
    return .done
  }

  /// Makes steps until one of the breaks begins to hold.
  private func step(_ walk: inout Walk, _ count: Int, _ host: Host)
    throws(Diagnostic) -> Watches.Item?
  {
    let last = walk.stepCount + count
    let (probe, breaks) = try probe(until: nil, on: walk)
    if let probe, halfStep?.gradient == nil {
      let end = walk.run(count, until: probe, isInterrupted: host.isInterrupted)
      if case .broken(let index) = end { return breaks[index] }
      if end == .interrupted { return nil }
    }
    for index in walk.stepCount..<last {
      let isFirst = index == last - count
      if index & 0xff == 0, !isFirst, host.isInterrupted() { break }
      walk.step(feeding: isFirst ? halfStep?.gradient : nil)
    }
    return nil
  }

  private func report(_ steps: ClosedRange<Int>, _ host: Host) {
    guard let walk else { return }
    let all = StepsReport(walk: walk, steps: steps)
    if steps.count > Session.detailedSteps {
      host.emit(.steps(all))
      showWatches(steps, each: false, host)
    } else {
      all.visit { step in
        host.emit(.step(step))
        showWatches(step.step...step.step, each: true, host)
      }
    }
  }

  /// The number of steps; a formula that begins with `step` gets a hint.
  private func stepCount(_ arguments: SourceSlice) throws(Diagnostic) -> Int {
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
  func fedGradient(_ arguments: SourceSlice) throws(Diagnostic) -> [Double]? {
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

  mutating func line(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
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
    if isLast {
      walk.step(feeding: half.gradient)
      beginBranch(host)
    }
    self.walk = walk
    halfStep = isLast ? nil : half
    if isLast { showWatches(walk.stepCount...walk.stepCount, each: true, host) }
    // The next step would want a gradient of its own.
    repetition = isLast && objective == nil ? nil : "line"
    return .done
  }

  /// Every so many times that a run asks whether to go on, it says how far it has come.
  private static let questionsBetweenProgress = 16

  mutating func run(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    try needGradient(walk, fed: nil)
    guard halfStep == nil else { throw .halfDone(at: arguments.range) }
    guard !arguments.isEmpty else { throw .expectedRun(at: arguments.range) }
    let (limit, condition) = try runArguments(arguments)
    let (probe, breaks) = try probe(until: condition, on: walk)
    let first = walk.stepCount
    var questions = 0
    let end = walk.run(limit, until: probe) {
      questions += 1
      if questions.isMultiple(of: Session.questionsBetweenProgress) {
        let made = questions * Walk.stepsBetweenQuestions
        host.progress(Progress(made: made, limit: limit, mayEndSooner: condition != nil))
      }
      return host.isInterrupted()
    }
    host.progress(nil)
    if walk.stepCount > first { beginBranch(host) }
    self.walk = walk
    let nonFinite = walk.firstNonFinite.flatMap {
      $0.step > first ? NonFiniteReport($0, walk.machine) : nil
    }
    host.emit(
      .run(
        RunReport(
          end: end, made: walk.stepCount - first, position: PositionReport(walk),
          condition: condition, broken: end.broken(breaks), limit: limit, nonFinite: nonFinite)))
    if walk.stepCount > first { showWatches(first + 1...walk.stepCount, each: false, host) }
    return .done
  }

  private func runArguments(_ arguments: SourceSlice) throws(Diagnostic) -> (Int, Expression?) {
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

  mutating func reset(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
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

extension Walk.RunEnd {
  /// The break that ended a run.
  fileprivate func broken(_ breaks: [Watches.Item]) -> Watches.Item? {
    if case .broken(let index) = self { breaks[index] } else { nil }
  }
}

extension Watches.Item {
  /// What is said where it stops a number of steps.
  fileprivate func stopText(_ step: Int) -> String {
    "stopped at step \(step) by break \(number): \(Notation().text(formula))"
  }
}
