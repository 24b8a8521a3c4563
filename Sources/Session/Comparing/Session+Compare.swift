import Formula
import Optimizers

extension CommandTable {
  static let compare = Command(
    "compare", .compare, "let optimizers walk from the same start", brief: "optimizers",
    takes: Grammar<([OptimizerChoice], WalkLength?)?>.either(
      Grammar<([OptimizerChoice], WalkLength?)>.sequence(
        .optimizerList,
        .optional(
          .either(
            .forLength,
            Grammar<(Expression, Int?)>.until.map { .until($0.0, limit: $0.1) }))
      ).map { $0 },
      .nothing(meaning: nil)
    ).map { $0.map { (choices: $0.0, length: $0.1) } }.located,
    details: """
      All begin where the walk at hand began and make the same number of steps, 100 if none is \
      given; that walk itself stays as it is. With evaluations, each makes as many steps as ask so \
      often for f and ∂f together, which the table counts. Walks that were kept stand beside them. Alone it \
      shows the last comparison again.
      """,
    examples: [
      "compare gd lr=0.05, adagrad lr=0.5, rmsprop lr=0.1 for 50 steps",
      "compare gd lr=0.01, gd lr=0.09 until f < 1e-3 max 500",
      "compare rmsprop, swarm, anneal for 2000 evaluations",
    ],
    related: ["keep", "use"]
  ) { session, given, host throws(Diagnostic) in try session.compare(given, host) }

  static let keep = Command(
    "keep", .compare, "keep the walk at hand for a comparison", brief: "this walk",
    takes: Grammar<Located<String>?>.either(
      Grammar<Located<String>>.newName(example: "first").map { $0 },
      .nothing(meaning: nil)
    ).located,
    details: """
      A walk of the same name gives way. Without a name, behind what if, the walk as it would have \
      been becomes the one at hand.
      """,
    examples: ["keep first", "keep by-hand"],
    related: ["compare", "what"]
  ) { session, name, host throws(Diagnostic) in
    guard let name = name.value else {
      guard let alternative = session.alternative else {
        throw .expectedPlainName(at: name.range, hint: "keep first")
      }
      session.adopt(alternative.walk)
      if let walk = session.walk { host.emit(.position(PositionReport(walk))) }
      return .done
    }
    return try session.keep(name.value, host)
  }
}

extension Session {
  /// How many steps are compared where none are given.
  static let comparedSteps = 100

  mutating func compare(
    _ given: Located<(choices: [OptimizerChoice], length: WalkLength?)?>, _ host: Host
  ) throws(Diagnostic) -> Outcome {
    guard let objective else { throw .noObjective() }
    guard let (choices, length) = given.value else {
      guard !namedWalks.isEmpty else { throw .expectedComparison(at: given.range) }
      let limit = namedWalks.map(\.walk.stepCount).max() ?? 0
      try report(namedWalks, ends: [], objective, limit, nil, nil, host)
      return .done
    }
    var (limit, condition) = (Session.comparedSteps, Expression?.none)
    var evaluations: Int?
    switch length {
    case .steps(let count)?: limit = count
    case .evaluations(let count)?: evaluations = count
    case .until(let formula, let most)?:
      (limit, condition) = (most ?? Session.standardLimit, formula)
    case nil: break
    }
    var walks: [NamedWalk] = []
    for remark in choices.flatMap(\.remarks) { host.emit(.note(NoteReport(remark))) }
    for entry in try entries(of: choices) {
      let machine = try Machine(
        recipe: entry.recipe, objective: objective, parameters: parameters,
        hypers: entry.hypers)
      let walk = try Walk(machine, from: start, hypers: entry.hypers, seed: seed)
      walks.append(NamedWalk(name: entry.name, walk: walk))
    }
    var parallel = try ParallelWalks(walks.map(\.walk), until: condition, definitions)
    let limits = walks.map { walk in
      evaluations.map { walk.walk.machine.steps(within: $0) } ?? limit
    }
    let isComplete = parallel.run(limits, host)
    for index in walks.indices { walks[index].walk = parallel.walks[index] }
    comparison.compared = walks
    try report(
      namedWalks, ends: parallel.ends, objective, limits.max() ?? limit, condition, evaluations,
      isInterrupted: !isComplete, host)
    return .done
  }

  private func report(
    _ walks: [NamedWalk], ends: [Walk.RunEnd?], _ objective: Objective, _ limit: Int,
    _ condition: Expression?, _ evaluations: Int?, isInterrupted: Bool = false,
    _ host: Host
  ) throws(Diagnostic) {
    var surface = try CompiledObjective(objective)
    var report = ComparisonReport(
      walks, ends: ends, objective: objective, start: start,
      startValue: surface.value(at: start), limit: limit, condition: condition,
      isInterrupted: host.isInterrupted)
    report.evaluations = evaluations
    report.isInterrupted = report.isInterrupted || isInterrupted
    host.emit(.comparison(report))
  }
}

// MARK: - What is compared

extension Session {
  private struct Entry {
    var name: String
    var recipe: Recipe
    var hypers: [Name: Double]
    var given: [Name] = []
  }

  /// The optimizers of `gd lr = 0.05, adagrad lr = 0.5`, each under a name of its own.
  private func entries(of choices: [OptimizerChoice]) throws(Diagnostic) -> [Entry] {
    for choice in choices {
      for name in parameters { try choice.recipe.check(parameter: name, at: choice.range) }
    }
    return named(
      choices.map {
        Entry(name: $0.recipe.name, recipe: $0.recipe, hypers: $0.hypers, given: $0.given)
      })
  }

  /// Two runs of one optimizer are told apart by what was given, and by a number where that is
  /// the same.
  private func named(_ entries: [Entry]) -> [Entry] {
    var result = entries
    let format = NumberFormat.roundTrip
    for index in entries.indices {
      let entry = entries[index]
      guard entries.count(where: { $0.recipe.name == entry.recipe.name }) > 1 else { continue }
      let given = entry.given.map { name in
        let formula = entry.recipe.schedule(of: name).map {
          SavedText.notation.text($0).replacing(" / ", with: "/")
        }
        return "\(name)=\(formula ?? format.text(entry.hypers[name] ?? .nan))"
      }
      result[index].name = ([entry.recipe.name] + given).joined(separator: " ")
    }
    for index in result.indices {
      let earlier = result[..<index].count { $0.name.hasPrefix(result[index].name) }
      if result[..<index].contains(where: { $0.name == result[index].name }) {
        result[index].name += " (\(earlier + 1))"
      }
    }
    return result
  }

  mutating func keep(_ name: String, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    comparison.keep(NamedWalk(name: name, walk: walk))
    host.emit(
      .note(
        NoteReport(
          "\(name) is kept: \(count: walk.stepCount, of: "step"); compare shows it beside the others"
        )))
    return .done
  }
}

extension String {
  /// Whether it can be a name that a person gives: letters, digits, and signs that part words.
  var isPlainWord: Bool {
    first?.isLetter == true && allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
  }
}

extension Diagnostic {
  static func expectedComparison(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what is to be compared?", at: range,
      hint: "compare gd lr = 0.05, rmsprop lr = 0.1 for 50 steps")
  }

  static func expectedPlainName(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic(
      "a name should follow, of letters, digits, . _ and -", at: range, hint: hint)
  }
}
