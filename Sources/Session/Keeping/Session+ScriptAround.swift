import Formula
import Optimizers

// What a saved session has around its walk: kept walks, data and seeds before it, breaks behind it.

extension Session {
  /// What is watched comes first, where a formula needs no walk to be taken.
  ///
  /// A break would stop the steps that lead here, so it stands behind them. One that this walk
  /// can't be asked stands before them, unless it might stop the steps of a kept walk.
  var watchLines: (before: [String], after: [String]) {
    var (before, after): ([String], [String]) = ([], [])
    for item in watches.items {
      let formula = SessionScript.notation.text(item.formula)
      switch item.kind {
      case .always: before.append("watch \(formula)")
      case .changes: before.append("watch \(formula) changed")
      case .stop where canAsk(item.formula): after.append("break when \(formula)")
      case .stop where comparison.kept.isEmpty: before.append("break when \(formula)")
      case .stop: break
      }
    }
    return (before, after)
  }

  /// What random numbers depend on, the data, and which rows a step sees.
  ///
  /// Lines before these may have left others.
  func dataLines(after earlier: [String]) -> [String] {
    func had(_ command: String) -> Bool { earlier.contains { $0.hasPrefix(command + " ") } }
    // A walk has its own beginning; a seed chosen since is one of its actions.
    let first = walk?.row(0).seed ?? seed
    var lines = first == 0 && !had("seed") ? [] : ["seed \(first)"]
    guard !data.isEmpty else { return lines + (had("data") ? ["data none"] : []) }
    let columns = data.columns.map { column in
      "\(SessionScript.notation.text(column.name)) = "
        + SessionScript.text(column.values[...], [column.values.count])
    }
    lines.append("data \(columns.joined(separator: ", "))")
    if let batch {
      let order = batch.isShuffled ? " shuffled" : ""
      lines.append("batch \(batch.size)\(order) seed \(batch.seed)")
    } else if had("batch") {
      lines.append("batch all")
    }
    return lines
  }

  private func canAsk(_ formula: Expression) -> Bool {
    guard let walk else { return false }
    let condition = try? StopCondition(
      breaks: [formula], on: walk.machine, definitions: definitions)
    return condition != nil
  }

  /// The walks kept by hand, each made anew and kept again, and the names of those that can't be.
  ///
  /// While one of them is at hand, its names can be neither definitions nor, where they are the
  /// optimizer's, parameters of what follows.
  var keptWalks: (lines: [String], leftOut: [String]) {
    var lines: [String] = []
    var leftOut: [String] = []
    var earlier: [Machine] = []
    for kept in comparison.kept {
      let session = Session(remaking: kept.walk, library.withoutOwn)
      let follows = earlier.allSatisfy(session.canFollow)
      guard follows, canFollow(kept.walk.machine) else {
        leftOut.append(kept.name)
        continue
      }
      earlier.append(kept.walk.machine)
      lines += session.script(after: lines) + ["keep \(kept.name)"]
    }
    return (lines, leftOut)
  }

  private func canFollow(_ machine: Machine) -> Bool {
    let defined = Set(definitions.names + (objective?.definitions.names ?? []))
    let taken =
      machine.blocks.map(\.name) + machine.parameters + machine.layout.quantities.map(\.name)
    return defined.union(data.columns.map(\.name)).isDisjoint(with: taken)
      && blocks.allSatisfy { (try? machine.recipe.check(parameter: $0.name)) != nil }
  }

  /// A session that has come to where a walk is, and nothing else.
  private init(remaking walk: Walk, _ library: RecipeLibrary) {
    self.init(library: library)
    objective = walk.machine.objective
    definitions = objective?.definitions ?? Definitions()
    blocks = walk.machine.blocks
    data = objective?.data ?? DataTable()
    batch = objective?.batch
    seed = walk.current.seed ?? 0
    start = walk.row(0).theta
    recipe = walk.machine.recipe == .none ? nil : walk.machine.recipe
    hypers = walk.current.hypers
    self.walk = walk
  }
}
