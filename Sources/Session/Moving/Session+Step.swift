import Formula
import Optimizers

extension CommandTable {
  static let step = Command(
    "step", short: "s", .step, "make a step: one update of all parameters", brief: "one update",
    takes: Grammar<StepRequest>.either(
      Grammar<Int>.steps.map { .count($0) }, Grammar<FedGradient>.fedGradient.map { .feeding($0) }),
    details: """
      Shows every quantity; more than three steps are shown as a table. With g = the gradient \
      is fed by hand, one number a parameter. An empty line steps again.
      """,
    examples: ["step", "step 10"], related: ["line", "run", "back", "explain"]
  ) { session, request, host throws(Diagnostic) in try session.step(request, host) }

  static let line = Command(
    "line", short: "l", .step, "do only the next line of the recipe", brief: "one line",
    takes: Grammar<LineRequest>.either(
      .word("f", meaning: .objective),
      Grammar<FedGradient?>.optional(.fedGradient).map { .recipe(feeding: $0) }),
    details: """
      After the last line the step is done. step finishes a half-done step. line f goes through f and \
      its derivatives instead, as derive shows them.
      """,
    examples: ["line", "line f"], related: ["step", "explain", "derive"]
  ) { session, request, host throws(Diagnostic) in
    switch request {
    case .objective: try session.lineOfObjective(host)
    case .recipe(let fed): try session.line(fed, host)
    }
  }

  static let run = Command(
    "run", short: "r", .step, "make many steps and show where they lead", brief: "many steps",
    takes: Grammar<RunRequest>.either(
      Grammar<(Expression, Int?)>.until.map {
        RunRequest(limit: $0.1 ?? Session.standardLimit, condition: $0.0)
      },
      Grammar<(Int, Expression?)>.sequence(
        .stepCount(), .option("until", .formula("CONDITION", example: "f < 1e-3"))
      ).map { RunRequest(limit: $0.0, condition: $0.1) }.when { !$0.isAtEnd },
      otherwise: { .expectedRun(at: $0.place) }
    ).located,
    details: """
      A condition is any formula: f < 1e-6, max(abs(g)) < 1e-3. Without max it gives up after \
      100000 steps. ^C stops a run between two steps.
      """,
    examples: ["run 100", "run until f < 1e-6 max 500"], related: ["step", "trace"]
  ) { session, request, host throws(Diagnostic) in try session.run(request, host) }

  static let reset = Command(
    "reset", .step, "begin the walk anew from the start", brief: "to start", takes: .flag("all"),
    details: """
      Hyper-parameters keep the values they have now. With all, function, data, definitions, seed \
      and optimizer are forgotten too; kept walks, marks, watches and recipes stay.
      """,
    examples: ["reset"], related: ["back", "use"]
  ) { session, all, host throws(Diagnostic) in try session.reset(all: all, host) }
}

/// What `step` is to do.
enum StepRequest: Sendable {
  case count(Int)
  case feeding(FedGradient)
}

/// What `line` is to do a line of.
enum LineRequest: Sendable {
  case recipe(feeding: FedGradient?)
  /// f and its derivatives.
  case objective
}

/// How far a walk is to go.
struct RunRequest: Sendable {
  var limit: Int
  var condition: Expression?
}

/// A gradient that is fed by hand: `g = 3, -1`.
struct FedGradient: Sendable {
  var name: Name
  var nameRange: SourceRange
  var formulas: [Expression]
  /// Where it stands, and where its numbers do.
  var range: SourceRange
  var numbersRange: SourceRange
}

extension Grammar where Value == FedGradient {
  fileprivate static var fedGradient: Grammar {
    Grammar(.place("g = NUMBER, …", example: "g = 3, -1"), begins: \.isAtAssignment) {
      reader throws(Diagnostic) in
      reader.expect(.assigned(["g="]))
      let start = reader.rest
      guard let name = reader.assignedName() else {
        throw .nothingExpected(at: reader.place)
      }
      let numbers = reader.rest
      var formulas: [Expression] = []
      repeat { formulas.append(try reader.formula(isElement: true)) } while reader.comma()
      let end = formulas.last?.range.upper ?? numbers.range.upper
      return FedGradient(
        name: name.value, nameRange: name.range, formulas: formulas,
        range: SourceRange(start.range.lower, max(end, start.range.upper)),
        numbersRange: SourceRange(numbers.range.lower, max(end, numbers.range.upper)))
    }
  }
}

extension Grammar where Value == Int {
  /// How many steps, one if nothing is said; a formula that begins with `step` gets a hint.
  fileprivate static var steps: Grammar {
    let count = Grammar.stepCount()
    return Grammar(.optional(count.shape), begins: { $0.isAtEnd || count.begins($0) }) {
      reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        count.anticipate(&reader)
        return 1
      }
      let arguments = reader.rest
      do throws(Diagnostic) {
        return try count.read(&reader)
      } catch {
        if (try? Parser.expression("step \(arguments.text)")) != nil {
          throw .formulaLikeCommand("step \(arguments.text)", at: arguments.range)
        }
        throw error
      }
    }
  }
}

extension Session {
  /// More steps than this are shown as a table.
  static let detailedSteps = 3
  /// How many steps `run until` makes at most where no maximum is given.
  static let standardLimit = 100_000

  mutating func step(_ request: StepRequest, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    let first = walk.stepCount + 1
    var stop: Watches.Item?
    let made = walk.stepCount
    switch request {
    case .feeding(let fed):
      guard halfStep == nil else { throw .halfDone(at: fed.range) }
      walk.step(feeding: try gradient(fed))
      host.didStep(1)
    case .count(let count):
      try needGradient(walk, fed: halfStep?.gradient)
      if count > 1 { try needGradient(walk, fed: nil) }
      stop = try step(&walk, count, host)
      if count == 1 { repetition = "step" }
    }
    beginBranch(host)
    position.walk = walk
    position.halfStep = nil
    if walk.stepCount > made {
      // fits: steps were made
      report(first...walk.stepCount, host)
      try showPrecision(host)
    }
    if let stop { host.emit(.note(NoteReport(stop.stopText(walk.stepCount), tone: .warning))) }
    return .done
  }

  /// Makes steps until one of the breaks begins to hold.
  private func step(_ walk: inout Walk, _ count: Int, _ host: Host)
    throws(Diagnostic) -> Watches.Item?
  {
    let (condition, breaks) = try stopCondition(until: nil, on: walk)
    let end = host.run(
      &walk, count, feeding: halfStep?.gradient, until: condition, pastDivergence: true)
    return end.broken(breaks)
  }

  private func report(_ steps: ClosedRange<Int>, _ host: Host) {
    guard let walk else { return }
    let all = StepsReport(walk, steps)
    if steps.count > Session.detailedSteps {
      host.emit(.steps(all))
      showWatches(steps, each: false, host)
    } else {
      all.rows.visit { step in
        host.emit(.step(step))
        // fits: one step
        showWatches(step.step...step.step, each: true, host)
      }
    }
  }

  /// The gradient that a command feeds, as in `step g = 3, -1`; nil where it feeds none.
  package func gradientFed(by call: Call) -> [Double]? {
    let fed: FedGradient? =
      if case .feeding(let fed)? = call.arguments as? StepRequest {
        fed
      } else if case .recipe(let fed)? = call.arguments as? LineRequest {
        fed
      } else {
        nil
      }
    return fed.flatMap { try? gradient($0) }
  }

  /// The gradient fed by `g = 3, -1` or `g = [3, -1]`, one number a parameter.
  func gradient(_ fed: FedGradient) throws(Diagnostic) -> [Double] {
    guard fed.name == .gradient else { throw .onlyGradientFed(fed.name, at: fed.nameRange) }
    var numbers: [Double] = []
    for formula in fed.formulas {
      // What names nothing needs no look at the row.
      let value = formula.names.isEmpty ? try formula.value() : try value(of: formula)
      numbers += value.numbers
    }
    guard numbers.count == parameters.count else {
      throw .gradientCount(numbers.count, parameters.map(\.text), at: fed.numbersRange)
    }
    return numbers
  }

  private func needGradient(_ walk: Walk, fed: [Double]?) throws(Diagnostic) {
    guard fed != nil || walk.machine.objective != nil else {
      throw .noGradient(parameters.map(\.text))
    }
  }

  mutating func line(_ fed: FedGradient?, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    var half = halfStep ?? Position.HalfStep(linesDone: 0, gradient: nil)
    if let fed {
      guard halfStep == nil else { throw .halfDone(at: fed.range) }
      half.gradient = try gradient(fed)
    }
    try needGradient(walk, fed: half.gradient)
    half.linesDone += 1
    let after = walk.preview(feeding: half.gradient)
    let isLast = half.linesDone == walk.machine.recipe.lines.count
    let explainer = Explainer(row: after, before: walk.current, isGradientFed: half.gradient != nil)
    host.emit(.line(try explainer.line(half.linesDone, isLast: isLast)))
    if isLast {
      walk.step(feeding: half.gradient)
      host.didStep(1)
      beginBranch(host)
    }
    position.walk = walk
    position.halfStep = isLast ? nil : half
    if isLast {
      // fits: one step
      showWatches(walk.stepCount...walk.stepCount, each: true, host)
      try showPrecision(host)
    }
    // The next step would want a gradient of its own.
    repetition = isLast && objective == nil ? nil : "line"
    return .done
  }

  /// Every so many times that a run asks whether to go on, it says how far it has come.
  private static let questionsBetweenProgress = 16

  mutating func run(_ request: Located<RunRequest>, _ host: Host) throws(Diagnostic) -> Outcome {
    var walk = try stepping()
    try needGradient(walk, fed: nil)
    guard halfStep == nil else { throw .halfDone(at: request.range) }
    let (limit, condition) = (request.value.limit, request.value.condition)
    let (stop, breaks) = try stopCondition(until: condition, on: walk)
    let first = walk.stepCount
    var questions = 0
    let end = host.run(&walk, limit, until: stop) { made in
      questions += 1
      guard questions.isMultiple(of: Session.questionsBetweenProgress) else { return }
      host.progress(Progress(made: made, limit: limit, mayEndSooner: condition != nil))
    }
    host.progress(nil)
    if walk.stepCount > first { beginBranch(host) }
    position.walk = walk
    // fits: steps count from 0
    let made = first + 1...Int.max
    host.emit(
      .run(
        RunReport(
          end: end, made: walk.stepCount - first, position: PositionReport(walk),
          condition: condition, broken: end.broken(breaks), limit: limit,
          nonFinite: NonFiniteReport(walk, in: made), outside: OutsideReport(walk, in: made))))
    if walk.stepCount > first {
      // fits: steps were made
      showWatches(first + 1...walk.stepCount, each: false, host)
      try showPrecision(host)
    }
    return .done
  }

  mutating func reset(all: Bool, _ host: Host) throws(Diagnostic) -> Outcome {
    if all {
      guard setup != Setup() else { return .done }
      (setup, position) = (Setup(), Position())
      host.emit(.note(NoteReport("nothing is set up now; what was kept, marked and watched stays")))
      return .done
    }
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

extension Host {
  /// Has a walk make steps until something ends it, and tells of them as they are made.
  ///
  /// - Parameters:
  ///   - walk: the walk.
  ///   - limit: how many steps it makes at most.
  ///   - gradient: what is fed to the first step, nil for the objective's.
  ///   - condition: what ends it sooner.
  ///   - pastDivergence: whether it goes on from a θ that isn't finite.
  ///   - hasMade: told every few steps how many were made.
  /// - Returns: why it ended.
  fileprivate func run(
    _ walk: inout Walk, _ limit: Int, feeding gradient: [Double]? = nil,
    until condition: StopCondition?, pastDivergence: Bool = false,
    hasMade: (Int) -> Void = { _ in }
  ) -> Walk.RunEnd {
    let first = walk.stepCount
    var told = 0
    let end = walk.run(
      limit, feeding: gradient, until: condition, pastDivergence: pastDivergence
    ) {
      told += Walk.stepsBetweenQuestions
      didStep(Walk.stepsBetweenQuestions)
      hasMade(told)
      return isInterrupted()
    }
    didStep(walk.stepCount - first - told)
    return end
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
  fileprivate func stopText(_ step: Int) -> NoteReport.Content {
    """
    stopped at step \(count: step, "step") by break \(count: number, "break"): \
    \(formula: formula, "condition")
    """
  }
}
