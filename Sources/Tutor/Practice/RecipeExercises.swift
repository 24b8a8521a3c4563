import Formula
import Optimizers

/// Exercises of a recipe whose states come from one past.
struct RecipeExercises {
  private let recipe: Recipe
  private let past: RecipePast
  private let lines: [Worksheet.Line]
  private let context: SlipContext
  private let search: SheetSearch
  /// What is given, in the order it is shown, and where the search has it.
  private let given: [(name: Name, slot: Int)]
  /// Where the search has what came before.
  private let origin: RecipePast.Origin?
  /// What the usual slips lead to with numbers that have nothing to do with each other.
  private var generic = Suspects([], answer: 0)

  /// Nil where no hand does what the recipe asks, or where its states have no such past.
  init?(_ recipe: Recipe, _ past: RecipePast, _ epsilons: [Double], isWide: Bool) {
    guard recipe.population == nil, recipe.thetaStart == nil,
      let end = recipe.lines.lastIndex(where: { $0.target == .theta })
    else { return nil }
    (self.recipe, self.past) = (recipe, past)
    context = SlipContext(of: recipe)
    lines = recipe.lines[...end].map { Worksheet.Line($0.target, $0.formula) }
    let numbers = PracticeNumbers(recipe, past, epsilons, isWide: isWide)
    guard numbers.all.allSatisfy({ !$0.values.isEmpty }) else { return nil }
    var search = SheetSearch()
    for hyper in recipe.hypers { search.draw(hyper.name, from: numbers[hyper.name]) }
    guard let origin = past.add(recipe, numbers, to: &search) else { return nil }
    self.origin = past == .any ? nil : origin
    for name in [Name.gradient, .stepNumber, .objective] where recipe.reads(name) {
      search.draw(name, from: numbers[name])
    }
    given = numbers.all.compactMap { choice in
      search.slot(of: choice.name).map { (choice.name, $0) }
    }
    // At the first step what a memory adds is nothing.
    let whole: SheetSearch.Demand = past == .steps(0) ? .easy : .easyAndNotZero
    for line in lines {
      guard
        search.work(out: line.target, by: line.formula, parts: .easy, whole: whole)
      else { return nil }
    }
    self.search = search
    let unrelated = numbers.unrelated
    guard
      let generic = Worksheet(lines, inputs: unrelated, before: unrelated[.name(.theta)]?[0])
    else { return nil }
    self.generic = suspects(generic, upTo: 0)
  }

  /// An exercise; nil where no numbers are found.
  ///
  /// Numbers that tell the usual slips apart come first; then those with which none of them leads to the right
  /// answer; where there are none, easy ones have to do.
  func drill(_ dice: inout Dice, _ number: Int, _ stage: Drill.Stage) -> Drill? {
    var (second, third): (Drill?, Drill?)
    let first: Drill? = search.first(&dice) { frame in
      guard let drill = drill(frame, number, stage) else { return nil }
      let suspects = suspects(drill.sheet, upTo: 0)
      if suspects.tellsApart(generic) { return drill }
      if second == nil, suspects.leadElsewhere(generic) { second = drill }
      third = third ?? drill
      return nil
    }
    return first ?? second ?? third
  }

  private func drill(_ frame: [Double], _ number: Int, _ stage: Drill.Stage) -> Drill? {
    let given = given.map { (name: $0.name, value: frame[$0.slot]) }
    let inputs = Dictionary(given.map { (Expression.name($0.name), [$0.value]) }) { $1 }
    guard let sheet = Worksheet(lines, inputs: inputs, before: inputs[.name(.theta)]?[0]),
      sheet.answer != sheet.before, sheet.isEasy
    else { return nil }
    var drill = Drill(
      subject: recipe.name, number: number, stage: stage, sheet: sheet,
      asked: .name(.theta), given: given, suspects: { suspects(sheet) }, squares: recipe.squares)
    drill.past = origin.map { origin in
      Drill.Past(start: frame[origin.start], gradients: origin.gradients.map { frame[$0] })
    }
    return drill
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
