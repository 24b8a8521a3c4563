import Formula
import Optimizers

/// The exercises of a recipe: a step for one parameter, with numbers found by search.
struct RecipeDrills {
  private let recipe: Recipe
  private let lines: [Worksheet.Line]
  private let choices: [(name: Name, values: [Double])]
  private let context: SlipContext
  private let search: SheetSearch
  /// What the usual slips lead to with numbers that have nothing to do with each other.
  private var generic = Suspects([], answer: 0)
  /// Numbers are looked for so often.
  private static let mostTries = 60_000
  /// In every so many exercises ε is more than nothing.
  private static let epsilonInterval = 3

  /// Nil where no hand does what the recipe asks: draws, f elsewhere, second derivatives.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - epsilons: what ε is drawn from where it may be nothing; of itself it stays out of the way.
  init?(_ recipe: Recipe, epsilons: [Double] = [0]) {
    guard recipe.population == nil,
      let end = recipe.lines.lastIndex(where: { $0.target == .theta })
    else { return nil }
    self.recipe = recipe
    lines = recipe.lines[...end].map { Worksheet.Line($0.target, $0.formula) }
    var choices: [(name: Name, values: [Double])] = [
      (.gradient, [1, 2, 3, 4, 5, 6, 8, 10, -1, -2, -3, -4, -5, -6, -8, -10]),
      (.theta, [1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5]),
      (.stepNumber, [2, 2, 3, 1]),
    ]
    let memories: [Double] = (1...40).map { Double($0) } + [0.5, 1.5, 2.5] + [-1, -2, -3, -4, -6]
    let neverNegative = recipe.statesNeverNegative
    choices += recipe.states.map { state in
      (state.name, neverNegative.contains(state.name) ? memories.filter { $0 >= 0 } : memories)
    }
    choices += recipe.hypers.map { ($0.name, Self.values(of: $0, epsilons)) }
    if recipe.reads(.objective) { choices.append((.objective, [1, 2, 4, 5, 10])) }
    guard choices.allSatisfy({ !$0.values.isEmpty }) else { return nil }
    choices = choices.filter { recipe.reads($0.name) || $0.name == .theta }
    guard let search = SheetSearch(lines, choices) else { return nil }
    (self.choices, self.search) = (choices, search)
    context = SlipContext(of: recipe)
    guard let generic = suspects(genericInputs) else { return nil }
    self.generic = generic
  }

  /// Values of a hyper-parameter that are easy to go on with.
  private static func values(of hyper: Recipe.Hyper, _ epsilons: [Double]) -> [Double] {
    let all: [Double] =
      switch hyper.purpose {
      case .rate: [0.1, 0.2, 0.3, 0.4, 0.5, 1, 2]
      case .decay, .momentum: [0.5, 0.5, 0.8, 0.9, 0.75, 0.6, 0.4, 0.2]
      // Mostly it stays out of the way: it is there for zeros alone.
      case .epsilon: hyper.accepts(0) ? epsilons : [1, 2, 3, 4, 5]
      case .weightDecay: [0.1, 0.2, 0.5]
      case .start, nil: [0.5, 0.1, 0.2, 1, 2, 3, hyper.standard]
      }
    return all.filter { hyper.accepts($0) && $0.isEasy }
  }

  // MARK: - Searching

  /// An exercise of a recipe, with an ε that counts now and then.
  static func drill(
    of recipe: Recipe, seed: UInt64, number: Int, stage: Drill.Stage
  ) -> Drill? {
    if number.isMultiple(of: epsilonInterval),
      recipe.hypers.contains(where: { $0.purpose == .epsilon && $0.accepts(0) }),
      let drill = RecipeDrills(recipe, epsilons: [1, 2, 4, 5, 0.5, 0.1, 3, 9])?
        .drill(seed: seed, number: number, stage: stage)
    {
      return drill
    }
    return RecipeDrills(recipe)?.drill(seed: seed, number: number, stage: stage)
  }

  func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    Dice.firstMade(seed: seed, round: number, tries: Self.mostTries) { drill(&$0, number, stage) }
  }

  private func drill(_ dice: inout Dice, _ number: Int, _ stage: Drill.Stage) -> Drill? {
    guard let inputs = search.easyInputs(&dice),
      let sheet = Worksheet(lines, inputs: inputs, before: inputs[.name(.theta)]?[0]),
      sheet.answer != sheet.before, sheet.isEasy,
      suspects(sheet, upTo: 0).tellsApart(generic)
    else { return nil }
    let given = choices.compactMap { choice in
      inputs[.name(choice.name)].map { (name: choice.name, value: $0[0]) }
    }
    return Drill(
      subject: recipe.name, number: number, stage: stage, sheet: sheet,
      asked: .name(.theta), given: given, suspects: { suspects(sheet) }, squares: recipe.squares)
  }

  /// Numbers of which none has anything to do with another, but ε as exercises have it.
  private var genericInputs: [Expression: [Double]] {
    var inputs: [Expression: [Double]] = [:]
    for (index, choice) in choices.enumerated() {
      let generic = choice.values[0] * (1 + 0.0137 * Double(index + 1) + 0.00071 * Double(index))
      inputs[.name(choice.name)] = [choice.values == [0] ? 0 : generic]
    }
    return inputs
  }

  private func suspects(_ inputs: [Expression: [Double]]) -> Suspects? {
    Worksheet(lines, inputs: inputs, before: inputs[.name(.theta)]?[0])
      .map { suspects($0, upTo: 0) }
  }

  private func suspects(_ sheet: Worksheet, upTo rank: Int = 3) -> Suspects {
    var inputs: [(leaf: Expression, numbers: [Double], slip: Slip)] = []
    for state in recipe.states {
      let name = context.notation.text(state.name)
      inputs.append(
        (
          .name(state.name), [0],
          Slip(.state, "with the previous \(name) ignored", line: state.name, .nan, rank: 0)
        ))
    }
    if let step = sheet.inputs[.name(.stepNumber)]?[0] {
      inputs.append(
        (
          .name(.stepNumber), [step - 1],
          Slip(.stepNumber, "with t − 1 for t", line: .stepNumber, .nan, rank: 0)
        ))
    }
    return Suspects(sheet, context, and: sheet.otherLines(context), inputs: inputs, upTo: rank)
  }
}

extension Suspects {
  /// Whether the most usual slips lead to other numbers than the right one and than each other,
  /// wherever they do so with numbers that have nothing to do with each other.
  func tellsApart(_ generic: Suspects) -> Bool {
    // The same can be done in several places by the same words.
    var values = Dictionary(grouping: slips.filter { $0.rank == 0 }, by: \.text)
    var seen: [(generic: Double, here: Double)] = [(generic.answer, answer)]
    for slip in generic.slips where slip.rank == 0 {
      let isGone = values[slip.text]?.isEmpty ?? true
      let here = isGone ? answer : values[slip.text]?.removeFirst().value ?? answer
      let isTold = seen.allSatisfy { other in
        abs(other.generic - slip.value) <= 1e-9 * abs(slip.value)
          || abs(other.here - here) > 0.005 * max(abs(other.here), abs(here))
      }
      guard isTold else { return false }
      seen.append((slip.value, here))
    }
    return true
  }
}

extension Worksheet {
  /// Whether all that is given and all that comes of any part of a formula has few digits.
  var isEasy: Bool {
    lines.indices.allSatisfy { line in
      var isEasy = true
      lines[line].formula.forEach { node in
        guard isEasy, !node.kind.children.isEmpty else { return }
        isEasy = value(node, line)?.isEasy ?? false
      }
      return isEasy
    }
  }
}

/// Looks for numbers that stay easy from line to line.
private struct SheetSearch {
  private let choices: [(name: Name, values: [Double])]
  private let codes: [(code: SheetCode, slot: Int)]
  private let count: Int

  init?(_ lines: [Worksheet.Line], _ choices: [(name: Name, values: [Double])]) {
    self.choices = choices
    var slots: [Expression: Int] = [:]
    for choice in choices { slots[.name(choice.name)] = slots.count }
    var codes: [(code: SheetCode, slot: Int)] = []
    for line in lines {
      guard let code = SheetCode(line.formula, slots: slots) else { return nil }
      let target = Expression.name(line.target)
      slots[target] = slots[target] ?? slots.count
      codes.append((code, slots[target] ?? 0))
    }
    self.codes = codes
    count = slots.count
  }

  /// Numbers drawn for all that is given; nil where a line comes to one with many digits.
  func easyInputs(_ dice: inout Dice) -> [Expression: [Double]]? {
    var frame = choices.map { dice.pick($0.values) }
    let drawn = frame
    // fits: what is drawn is a part of all
    frame += Array(repeating: 0, count: count - frame.count)
    for (code, slot) in codes {
      code.run(&frame, lanes: 1, into: slot)
      guard frame[slot].isEasy, frame[slot] != 0 else { return nil }
    }
    var inputs: [Expression: [Double]] = [:]
    for (choice, number) in zip(choices, drawn) { inputs[.name(choice.name)] = [number] }
    return inputs
  }
}
