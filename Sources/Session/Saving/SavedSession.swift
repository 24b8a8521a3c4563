import Formula
import Optimizers

/// A session as commands that lead to it again, to the last bit.
///
///     minimize x^2 + 10*y^2 from x = 4, y = 1
///     use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08
///     step 12
///     set lr = 0.05
///     step g = 3, -1
///
/// Carried out in a new session they give the same ``Setup`` and the same ``Position``.
struct SavedSession {
  private(set) var lines: [String] = []
  /// What can't be had again, in words.
  private(set) var leftOut: [String] = []

  init(_ session: Session) {
    let watches = session.savedWatches
    leftOut = watches.leftOut
    lines += watches.first
    for kept in session.comparison.kept {
      lines += SavedSession(Session(remaking: kept.walk, session.library.withoutOwn)).lines
      lines += ["keep \(kept.name)", "reset all"]
    }
    lines += watches.before
    let recipes = session.savedRecipes
    lines += recipes.before + session.setup.savedLines(for: session.position)
    lines += session.position.savedLines
    lines += Array(repeating: "line f", count: session.linesOfPass)
    lines += watches.after + recipes.after
    if session.precision != .float64 { lines.append("precision \(session.precision.rawValue)") }
  }
}

extension Session {
  /// The session as the lines of a file of commands.
  package var script: [String] { SavedSession(self).lines }
}

// MARK: - What is set up

extension Setup {
  /// The commands that set it up, from where nothing is, before the first step.
  ///
  /// The objective comes with the definitions and the data that it was made from, and what is newer
  /// behind it.
  func savedLines(for position: Position) -> [String] {
    let first = position.walk?.row(0)
    // A walk has its own beginning; a seed or a number chosen since is one of its actions.
    let firstSeed = first?.seed ?? seed
    var lines = firstSeed == 0 ? [] : ["seed \(firstSeed)"]
    let usesData = objective?.data.isEmpty == false
    if usesData { lines += savedData }
    let older = objective?.definitions ?? definitions
    lines += SavedText.definitions(older)
    if !blocks.isEmpty { lines.append(savedPlace) }
    if !usesData { lines += savedData }
    lines += savedBatch
    lines += SavedText.definitions(definitions, changedFrom: older)
    if let recipe {
      let firstRecipe = position.walk?.firstRecipe ?? recipe
      lines.append(SavedText.use(firstRecipe, first?.hypers ?? hypers))
    }
    return lines
  }

  private var savedData: [String] {
    guard !data.isEmpty else { return [] }
    if let source = data.source,
      data.columns.count.saturatingProduct(data.rowCount) > SavedText.largestTable
    {
      return ["data \(source.command)"]
    }
    let columns = data.columns.map { column in
      "\(SavedText.notation.text(column.name)) = "
        + SavedText.list(column.values[...], [column.values.count])
    }
    return ["data \(columns.joined(separator: ", "))"]
  }

  private var savedBatch: [String] {
    guard let batch else { return [] }
    return ["batch \(batch.size)\(batch.isShuffled ? " shuffled" : "") seed \(batch.seed)"]
  }

  /// `minimize … from …`, or `params …` where there is no function.
  private var savedPlace: String {
    let starts = zip(blocks, blocks.offsets).map { block, offset in
      // fits: a shape has a number at least
      let numbers = start[offset..<offset + block.shape.count]
      return "\(SavedText.notation.text(block.name)) = "
        + SavedText.list(numbers, block.shape.dimensions.map(\.count)[...])
    }.joined(separator: ", ")
    guard let objective else { return "params \(starts)" }
    return "minimize \(SavedText.notation.text(objective.formula)) from \(starts)\(savedBox)"
  }

  /// ` in x = -5..5, …`, nothing where there are no bounds.
  private var savedBox: String {
    let ranges = parameters.compactMap { name in
      objective?.bounds[name].map { range in
        "\(SavedText.notation.text(name)) = "
          + "\(SavedText.number(range.lowerBound))..\(SavedText.number(range.upperBound))"
      }
    }
    return ranges.isEmpty ? "" : " in \(ranges.joined(separator: ", "))"
  }
}

// MARK: - How far it has come

extension Position {
  /// More steps than this are made by `run`, which shows where they lead and no table.
  private static let tableRows = 40

  /// The commands that lead here from the start: the recorded walk and the way back in it.
  var savedLines: [String] {
    var lines: [String] = []
    if let walk { lines += Position.actions(in: future ?? walk) }
    if stepsAhead > 0 { lines.append("back \(stepsAhead)") }
    if let halfStep {
      let fed = halfStep.gradient.map { [SavedText.feed("line", $0)] } ?? []
      // fits: a fed gradient comes with a line
      lines += fed + Array(repeating: "line", count: halfStep.linesDone - fed.count)
    }
    return lines
  }

  private static func actions(in walk: Walk) -> [String] {
    var made = 0
    return walk.history.map { action in
      switch action {
      case .steps(let count):
        made += count
        // A run ends where θ is no longer finite; a step goes on.
        let isFinite = walk.firstNonFinite.map { $0.step > made } ?? true
        let word = count > tableRows && isFinite ? "run" : "step"
        return count == 1 ? word : "\(word) \(count)"
      case .stepFeeding(let gradient):
        made += 1
        return SavedText.feed("step", gradient)
      case .reseed(let seed):
        return "seed \(seed)"
      case .schedule(let name, let formula):
        return "set \(SavedText.schedule(name, formula))"
      case .set(let name, let parameter, let value):
        return "set \(SavedText.assignment(name, parameter, value))"
      }
    }
  }
}
