import Formula
import Optimizers

extension Session {
  /// How many steps are compared where none are given.
  static let comparedSteps = 100

  mutating func compare(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let objective else { throw .noObjective() }
    guard !arguments.isEmpty else {
      guard !namedWalks.isEmpty else { throw .expectedComparison(at: arguments.range) }
      let limit = namedWalks.map(\.walk.stepCount).max() ?? 0
      report(namedWalks, ends: [], objective, limit, nil, host)
      return .done
    }
    let (head, word, tail) = arguments.split(at: ["for", "until"])
    let (limit, condition) = try comparedLength(word, tail)
    var walks: [NamedWalk] = []
    for entry in try entries(of: head) {
      let machine = try Machine(
        recipe: entry.recipe, objective: objective, parameters: parameters)
      let walk = try Walk(machine, from: start, hypers: hypersAndSeed(entry.hypers))
      walks.append(NamedWalk(name: entry.name, walk: walk))
    }
    var race = try Race(walks.map(\.walk), until: condition, definitions)
    let isComplete = race.run(limit, host)
    for index in walks.indices { walks[index].walk = race.walks[index] }
    comparison.compared = walks
    report(
      namedWalks, ends: race.ends, objective, limit, condition, isInterrupted: !isComplete, host)
    return .done
  }

  private func report(
    _ walks: [NamedWalk], ends: [Walk.RunEnd?], _ objective: Objective, _ limit: Int,
    _ condition: Expression?, isInterrupted: Bool = false, _ host: Host
  ) {
    let first = walks.first { $0.walk.row(0)[.theta] == start }?.walk.row(0)
    var report = ComparisonReport(
      walks, ends: ends, objective: objective, start: start,
      startValue: first?[.objective]?.first ?? .nan, limit: limit, condition: condition)
    report.isInterrupted = isInterrupted
    host.emit(.comparison(report))
  }

  /// What follows `for` or `until`: a number of steps, or a condition and the most steps.
  func comparedLength(_ word: SourceSlice?, _ tail: SourceSlice, standard: Int = comparedSteps)
    throws(Diagnostic) -> (limit: Int, condition: Expression?)
  {
    guard let word else { return (standard, nil) }
    var parser = try tail.parser()
    let formula = try parser.expression()
    guard word.text == "until" else {
      let count = try formula.count()
      _ = parser.word("steps") ?? parser.word("step")
      try parser.end()
      return (count, nil)
    }
    var limit = Session.standardLimit
    if parser.word("max") != nil { limit = try parser.expression().count() }
    try parser.end()
    return (limit, formula)
  }
}

// MARK: - What is compared

extension Session {
  private struct Entry {
    var name: String
    var recipe: Recipe
    var hypers: [Name: Double]
    var given: [Assignment] = []
  }

  /// The optimizers of `gd lr = 0.05, adagrad lr = 0.5`, each under a name of its own.
  private func entries(of arguments: SourceSlice) throws(Diagnostic) -> [Entry] {
    var entries: [Entry] = []
    for part in arguments.splitAtCommas() {
      var rest = part
      if !entries.isEmpty, var parser = try? part.parser(), parser.assignedName() != nil {
        // A comma may also stand between two hyper-parameters of one optimizer.
      } else {
        let (word, behind) = part.firstWord
        let recipe = try knownRecipe(word)
        for name in parameters { try recipe.check(parameter: name, at: word.range) }
        entries.append(Entry(name: recipe.name, recipe: recipe, hypers: recipe.standardValues))
        rest = behind
      }
      guard !rest.isEmpty else { continue }
      var parser = try rest.parser()
      for assignment in try parser.assignments(example: "lr = 0.1") {
        let last = entries.count - 1
        entries[last].hypers[assignment.name] = try hyper(assignment, of: entries[last].recipe)
        entries[last].given.append(assignment)
      }
    }
    return named(entries)
  }

  /// Two runs of one optimizer are told apart by what was given, and by a number where that is
  /// the same.
  private func named(_ entries: [Entry]) -> [Entry] {
    var result = entries
    let format = NumberFormat.roundTrip
    for index in entries.indices {
      let entry = entries[index]
      guard entries.count(where: { $0.recipe.name == entry.recipe.name }) > 1 else { continue }
      let given = entry.given.map { "\($0.name)=\(format.text(entry.hypers[$0.name] ?? .nan))" }
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

  mutating func keep(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let name = String(arguments.text)
    guard name.isPlainWord else { throw .expectedPlainName("keep", at: arguments.range) }
    comparison.keep(NamedWalk(name: name, walk: walk))
    let steps = walk.stepCount == 1 ? "1 step" : "\(walk.stepCount) steps"
    host.emit(.note(NoteReport("\(name) is kept: \(steps); compare shows it beside the others")))
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

  static func expectedPlainName(_ command: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a name should follow, of letters, digits, . _ and -", at: range,
      hint: "as in \(command) first")
  }
}
