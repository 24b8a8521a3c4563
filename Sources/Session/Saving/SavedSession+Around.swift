import Formula
import Optimizers

// What a saved session has around its walk: recipes, what is watched, and kept walks.

extension Session {
  /// The learner's own recipes: those there are when an optimizer is chosen, and those that took
  /// the place of the one in use since.
  var savedRecipes: (before: [String], after: [String]) {
    let own = library.ownRecipes
    guard let recipe, !library.isBuiltIn(recipe.name) else {
      return (own.flatMap(SavedText.lines), [])
    }
    let others = own.filter { $0.name != recipe.name }
    let newer = own.filter {
      $0.name == recipe.name && $0.source.text != recipe.source.text
    }
    return ((others + [recipe]).flatMap(SavedText.lines), newer.flatMap(SavedText.lines))
  }

  /// What is watched, by where it has to stand, and the breaks that can't be set again.
  ///
  /// What is shown comes first, where a formula needs no walk to be taken. A break would stop the
  /// steps that lead here, so it stands behind them. One that this walk can't be asked is set
  /// before there is a walk, where it can't stop the steps of one.
  var savedWatches: (first: [String], before: [String], after: [String], leftOut: [String]) {
    var (first, before, after): ([String], [String], [String]) = ([], [], [])
    var leftOut: [String] = []
    for item in watches.items {
      let formula = SavedText.notation.text(item.formula)
      switch item.kind {
      case .always: first.append("watch \(formula)")
      case .changes: first.append("watch \(formula) changed")
      case .stop where canAsk(item.formula, definitions): after.append("break when \(formula)")
      case .stop where canAsk(item.formula, objective?.definitions ?? definitions):
        leftOut.append("break \(item.number)")
      case .stop: before.append("break when \(formula)")
      }
    }
    return (first, before, after, leftOut)
  }

  private func canAsk(_ formula: Expression, _ definitions: Definitions) -> Bool {
    guard let walk else { return false }
    let condition = try? StopCondition(
      breaks: [formula], on: walk.machine, definitions: definitions)
    return condition != nil
  }

  /// A session that has come to where a walk is, and nothing else.
  init(remaking walk: Walk, _ library: RecipeLibrary) {
    self.init(library: library)
    let objective = walk.machine.objective
    setup.objective = objective
    setup.definitions = objective?.definitions ?? Definitions()
    setup.blocks = walk.machine.blocks
    setup.data = objective?.data ?? DataTable()
    setup.batch = objective?.batch
    setup.seed = walk.current.seed ?? 0
    setup.start = walk.start
    setup.recipe = walk.machine.recipe == .none ? nil : walk.machine.recipe
    setup.hypers = walk.current.hypers
    position.walk = walk
  }
}
