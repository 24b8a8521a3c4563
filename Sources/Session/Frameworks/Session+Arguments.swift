import Formula
import Optimizers

// Which recipe has the arguments that were given, and what they are called there.

extension Session {
  /// The optimizer with its arguments: the one that was named, or of its kind the one that has all
  /// that was asked for.
  ///
  /// - Parameters:
  ///   - named: the recipe as it was named.
  ///   - arguments: what stands behind it.
  /// - Returns: the recipe that has everything, with its hyper-parameters.
  /// - Throws: a ``Diagnostic`` for what no recipe of its kind has, for two that none has together,
  ///   and for values out of range.
  func choice(_ named: Located<Recipe>, _ arguments: [OptimizerArgument]) throws(Diagnostic)
    -> OptimizerChoice
  {
    let family = library.family(of: named.value)
    var wanted = try OptimizerWish(arguments, of: named.value, family: family)
    let recipe = try wanted.recipe(named.value, family: family, at: named.range)
    var choice = OptimizerChoice(
      recipe: recipe, range: named.range, hypers: recipe.standardValues)
    var schedules: [(assignment: Assignment, formula: Expression)] = []
    for assignment in wanted.assignments where recipe.hyper(assignment.name) != nil {
      guard !choice.given.contains(assignment.name) else {
        throw .assignedTwice(assignment.name, at: assignment.nameRange)
      }
      choice.given.append(assignment.name)
      switch try setting(assignment, of: recipe) {
      case .number(let value): choice.hypers[assignment.name] = value
      case .formula(let formula):
        schedules.append((assignment, formula))
        choice.hypers[assignment.name] = nil
      }
    }
    // The numbers come first, since formulas may read them.
    for (assignment, formula) in schedules {
      choice.recipe = try scheduled(choice.recipe, assignment.name, by: formula)
    }
    for (assignment, _) in schedules {
      let first = choice.recipe.firstValue(of: assignment.name, choice.hypers)
      guard let remark = recipe.remark(on: assignment.name, first, step: 1) else { continue }
      choice.remarks.append(remark)
    }
    if recipe.name != named.value.name {
      let words = wanted.askedFor(beyond: named.value)
      choice.remarks.append("\(recipe.name) is \(named.value.name) with \(words).")
    }
    if !wanted.ignored.isEmpty {
      let words = wanted.ignored.map(\.text).joined(separator: ", ")
      choice.remarks.append("\(words) changes no number of a step, and is left out.")
    }
    return choice
  }
}

/// What was asked of an optimizer, before it is known which recipe has it.
private struct OptimizerWish {
  /// Numbers by name.
  private(set) var assignments: [Assignment] = []
  /// What a recipe is to be: `nesterov`, `centered`.
  private var traits: [Located<Name>] = []
  /// What it is not to be.
  private var refused: [Located<Name>] = []
  /// What makes no difference.
  private(set) var ignored: [Name] = []

  init(_ arguments: [OptimizerArgument], of recipe: Recipe, family: [Recipe]) throws(Diagnostic) {
    for argument in arguments { try take(argument, recipe, family) }
  }

  private mutating func take(
    _ argument: OptimizerArgument, _ recipe: Recipe, _ family: [Recipe]
  ) throws(Diagnostic) {
    guard let name = argument.name else {
      guard case .number(let formula) = argument.value else { return }
      guard let rate = recipe.learningRateName, assignments.isEmpty else {
        throw .expectedAssignment("lr = 0.1", at: argument.range)
      }
      assignments.append(Assignment(name: rate, nameRange: argument.range, formula: formula))
      return
    }
    if FrameworkNames.withoutEffect.contains(name.value.text),
      !family.contains(where: { $0.hyper(name.value) != nil })
    {
      ignored.append(name.value)
      return
    }
    switch argument.value {
    case .nothing: ignored.append(name.value)
    case .number(let formula):
      assignments.append(
        Assignment(name: name.value, nameRange: name.range, formula: formula))
    case .flag(let isSet):
      if family.contains(where: { $0.hyper(name.value) != nil }) {
        let number = Expression(.number(isSet ? 1 : 0), at: argument.range)
        assignments.append(Assignment(name: name.value, nameRange: name.range, formula: number))
      } else if isSet {
        traits.append(name)
      } else {
        refused.append(name)
      }
    case .list(let formulas):
      let numbered = family.lazy.compactMap { $0.numbered(name.value) }.first ?? []
      guard numbered.count == formulas.count else {
        throw .listOfHypers(
          name.value, numbered, given: formulas.count, among: recipe.hypers.map(\.name.text),
          of: recipe.name, at: argument.wholeRange)
      }
      for (own, formula) in zip(numbered, formulas) {
        assignments.append(Assignment(name: own, nameRange: name.range, formula: formula))
      }
    }
  }

  /// The recipe of a family that has everything.
  mutating func recipe(_ named: Recipe, family: [Recipe], at range: SourceRange)
    throws(Diagnostic) -> Recipe
  {
    for wish in refused where !FrameworkNames.isKnown(wish.value, in: family) {
      throw error(named, family)
    }
    let candidates = family.filter { candidate in
      named.traits.allSatisfy { candidate.has(Name($0)) }
    }
    if let fitting = candidates.first(where: { isMet(by: $0) }) { return fitting }
    // What is zero is as if it weren't there.
    let kept = assignments.filter { !$0.isNeutral }
    let others = assignments.filter(\.isNeutral).map(\.name)
    if !others.isEmpty {
      var copy = self
      copy.assignments = kept
      if let fitting = candidates.first(where: { copy.isMet(by: $0) }) {
        (assignments, ignored) = (kept, ignored + others)
        return fitting
      }
    }
    throw error(named, family)
  }

  private func isMet(by recipe: Recipe) -> Bool {
    assignments.allSatisfy { recipe.hyper($0.name) != nil }
      && traits.allSatisfy { recipe.has($0.value) }
      && !refused.contains { recipe.traits.contains($0.value.text) }
  }

  /// What is wrong where no recipe has everything.
  private func error(_ named: Recipe, _ family: [Recipe]) -> Diagnostic {
    let asked = assignments.map { Located($0.name, at: $0.nameRange) } + traits
    for wish in asked where !family.contains(where: { $0.has(wish.value) }) {
      if let hint = FrameworkNames.missing[wish.value.text] {
        return .noArgument(wish.value, of: named.name, hint: hint, at: wish.range)
      }
      let known = Set(family.flatMap { $0.hypers.map(\.name.text) + Array($0.traits) })
      return .unknownHyper(
        wish.value, of: named.name, among: named.hypers.map(\.name.text),
        andOthers: known.sorted(), at: wish.range)
    }
    for wish in refused where !FrameworkNames.isKnown(wish.value, in: family) {
      return .unknownHyper(
        wish.value, of: named.name, among: named.hypers.map(\.name.text), at: wish.range)
    }
    let holders = asked.filter { !named.has($0.value) }.map { wish in
      (wish.value, family.first { $0.has(wish.value) }?.name ?? named.name)
    }
    return .notTogether(
      holders, at: asked.dropFirst().reduce(asked[0].range) { $0.union($1.range) })
  }

  /// What was asked for that a recipe doesn't have, in words.
  func askedFor(beyond recipe: Recipe) -> String {
    let names = (assignments.map(\.name) + traits.map(\.value)).filter { !recipe.has($0) }
    return names.map(\.text).joined(separator: " and ")
  }
}

extension FrameworkNames {
  /// Whether some optimizer of a framework has an argument.
  fileprivate static func isKnown(_ name: Name, in family: [Recipe]) -> Bool {
    missing[name.text] != nil || neutralAtZero.contains(name.text)
      || family.contains { $0.has(name) }
  }
}

extension Assignment {
  /// Whether it is a zero of an argument that then changes nothing.
  fileprivate var isNeutral: Bool {
    guard FrameworkNames.neutralAtZero.contains(name.text) else { return false }
    if case .scalar(0)? = try? formula.value() { return true }
    return false
  }
}

extension Recipe {
  /// The kinds that its name says it is: `momentum` for `torch.rmsprop.momentum`.
  fileprivate var traits: Set<String> { Set(name.split(separator: ".").map(String.init)) }

  /// Whether it has a hyper-parameter of that name, or is of that kind.
  fileprivate func has(_ name: Name) -> Bool { hyper(name) != nil || traits.contains(name.text) }

  /// The hyper-parameters that a list such as `betas` is for: `beta1` and `beta2`.
  fileprivate func numbered(_ name: Name) -> [Name]? {
    // The `s` is the plural's, or the name's own as in eps.
    let stems = [name.text, name.text.hasSuffix("s") ? String(name.text.dropLast()) : name.text]
    return stems.lazy.map { stem in
      hypers.map(\.name).filter { hyper in
        let rest = hyper.text.dropFirst(stem.count)
        return hyper.text.hasPrefix(stem) && !rest.isEmpty
          && rest.allSatisfy { $0.isNumber || $0 == "_" }
      }
    }.first { !$0.isEmpty }
  }
}

extension RecipeLibrary {
  /// A recipe and those of its kind, which have its name with more behind it: the plainest first.
  fileprivate func family(of recipe: Recipe) -> [Recipe] {
    let parts = recipe.name.split(separator: ".").map(String.init)
    // The longest beginning that is a recipe without another before it.
    let root =
      parts.indices.map { parts[...$0].joined(separator: ".") }.first { self[$0] != nil }
      ?? recipe.name
    let others = names.filter { $0 == root || $0.hasPrefix(root + ".") }
      .filter { $0 != recipe.name }
      .sorted { ($0.count { $0 == "." }, $0) < ($1.count { $0 == "." }, $1) }
    return [recipe] + others.compactMap { self[$0] }
  }
}

extension Diagnostic {
  fileprivate static func noArgument(
    _ name: Name, of optimizer: String, hint: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("no recipe of \(optimizer) has \(name)", at: range, hint: hint)
  }

  fileprivate static func notTogether(
    _ holders: [(name: Name, recipe: String)], at range: SourceRange
  ) -> Diagnostic {
    let names = holders.map(\.name.text).joined(separator: " and ")
    let places = holders.map { "\($0.recipe) has \($0.name)" }.joined(separator: ", ")
    return Diagnostic("no recipe has \(names) together", at: range, hint: places)
  }

  fileprivate static func listOfHypers(
    _ name: Name, _ numbered: [Name], given: Int, among known: [String], of optimizer: String,
    at range: SourceRange
  ) -> Diagnostic {
    guard !numbered.isEmpty else {
      return Diagnostic(
        "\(optimizer) takes single numbers", at: range,
        hint: "it has \(known.joined(separator: ", "))")
    }
    let names = numbered.map { "\($0) = …" }.joined(separator: ", ")
    return Diagnostic(
      "\(name) is \(numbered.count.counted("number")) here, not \(given)", at: range,
      hint: "as in \(names)")
  }
}
