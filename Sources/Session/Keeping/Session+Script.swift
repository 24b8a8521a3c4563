import Formula
import Optimizers

extension Session {
  /// The session as commands that lead to it again, to the last bit.
  ///
  ///     minimize x^2 + 10*y^2 from x = 4, y = 1
  ///     use rmsprop lr = 0.1, beta = 0.9, eps = 1e-08
  ///     step 12
  ///     set lr = 0.05
  ///     step g = 3, -1
  package var script: [String] { script(after: []) }

  /// The commands that lead to this session from where others have led.
  func script(after earlier: [String]) -> [String] {
    let kept = earlier + keptWalks.lines
    var lines = watchLines.before + keptWalks.lines + recipes.before + dataLines(after: kept)
    lines += definitions(objective?.definitions ?? definitions)
    if !blocks.isEmpty { lines.append(place) }
    // What was named anew since; at the place of the first ones it would change the objective.
    if let objective { lines += definitions(definitions, changedFrom: objective.definitions) }
    if let recipe { lines.append(use(recipe)) }
    if let walk { lines += actions(leadingTo: walk) }
    if let halfStep {
      let fed = halfStep.gradient.map { [SessionScript.feed("line", $0)] } ?? []
      // fits: a fed gradient comes with a line
      lines += fed + Array(repeating: "line", count: halfStep.linesDone - fed.count)
    }
    return lines + watchLines.after + recipes.after
  }

  /// `minimize … from …`, or `params …` where there is no function.
  private var place: String {
    let starts = zip(blocks, blocks.offsets).map { block, offset in
      // fits: a shape has a number at least
      let numbers = start[offset..<offset + block.shape.count]
      return "\(SessionScript.notation.text(block.name)) = "
        + SessionScript.text(numbers, block.shape.dimensions.map(\.count)[...])
    }.joined(separator: ", ")
    guard let objective else { return "params \(starts)" }
    return "minimize \(SessionScript.notation.text(objective.formula)) from \(starts)"
  }

  private func use(_ recipe: Recipe) -> String {
    // A walk has its own beginning; what was set since is one of its actions.
    let values = walk.map { $0.row(0).hypers } ?? hypers
    let settings = recipe.hypers.map {
      SessionScript.assignment($0.name, values[$0.name] ?? $0.standard)
    }
    return "use \(recipe.name) \(settings.joined(separator: ", "))".trimmingSpace
  }
}

// MARK: - Definitions and recipes

extension Session {
  /// A line for each definition, those it needs first.
  ///
  /// In that order, no name stands for itself on the way from other definitions to these.
  private func definitions(
    _ definitions: Definitions, changedFrom old: Definitions = Definitions()
  ) -> [String] {
    definitions.inOrder.filter { definitions[$0] != old[$0] }.compactMap { name in
      definitions[name].map {
        "let \(SessionScript.notation.text(name)) = \(SessionScript.notation.text($0))"
      }
    }
  }

  /// The learner's own recipes: those there are when an optimizer is chosen, and those that took
  /// the place of the one in use since.
  private var recipes: (before: [String], after: [String]) {
    let own = library.ownRecipes
    guard let recipe, !library.isBuiltIn(recipe.name) else {
      return (own.flatMap(SessionScript.lines), [])
    }
    let others = own.filter { $0.name != recipe.name }
    let newer = own.filter { $0.name == recipe.name && $0 != recipe }
    return ((others + [recipe]).flatMap(SessionScript.lines), newer.flatMap(SessionScript.lines))
  }
}

// MARK: - The walk

extension Session {
  /// More steps than this are made by `run`, which shows where they lead and no table.
  private static let tableRows = 40

  /// The recorded walk and the way back, or the walk alone where it is no part of what is recorded.
  private func actions(leadingTo walk: Walk) -> [String] {
    guard let future, future.stepCount > walk.stepCount else { return actions(in: walk) }
    var earlier = future
    earlier.back(to: walk.stepCount)
    guard earlier.history == walk.history else { return actions(in: walk) }
    return actions(in: future) + ["back \(future.stepCount - walk.stepCount)"]
  }

  private func actions(in walk: Walk) -> [String] {
    var made = 0
    return walk.history.map { action in
      switch action {
      case .steps(let count):
        made += count
        // A run ends where θ is no longer finite; a step goes on.
        let isFinite = walk.firstNonFinite.map { $0.step > made } ?? true
        let word = count > Session.tableRows && isFinite ? "run" : "step"
        return count == 1 ? word : "\(word) \(count)"
      case .stepFeeding(let gradient):
        made += 1
        return SessionScript.feed("step", gradient)
      case .reseed(let seed):
        return "seed \(seed)"
      case .set(let name, let value):
        return "set \(SessionScript.assignment(name, value))"
      }
    }
  }
}

/// How a saved session writes things: in characters that every keyboard and editor has.
enum SessionScript {
  static let notation = Notation(alphabet: .ascii)

  static func assignment(_ name: Name, _ value: Double) -> String {
    "\(notation.text(name)) = \(number(value))"
  }

  static func feed(_ command: String, _ gradient: [Double]) -> String {
    "\(command) g = \(gradient.map(number).joined(separator: ", "))"
  }

  /// A number, a list of numbers, or a list of such lists.
  static func text(_ numbers: ArraySlice<Double>, _ counts: ArraySlice<Int>) -> String {
    guard let count = counts.first else { return numbers.first.map(number) ?? "" }
    let size = numbers.count / count
    let parts = (0..<count).map { index in
      // fits: an index of a number
      let first = numbers.startIndex + index * size
      // fits: a size is 1 at least
      return text(numbers[first..<first + size], counts.dropFirst())
    }
    return "[\(parts.joined(separator: ", "))]"
  }

  /// A formula without names, since a parameter may be called `inf`, that comes to these bits.
  static func number(_ value: Double) -> String {
    guard !value.isFinite else { return NumberFormat.roundTrip.text(value) }
    guard value.isNaN else { return value < 0 ? "-1/0" : "1/0" }
    let standard = try? Parser.expression("0/0").value().numbers.first
    return standard?.sign == value.sign ? "0/0" : "-(0/0)"
  }

  /// A recipe as it is typed: without those blank lines that would end it before its end.
  static func lines(_ recipe: Recipe) -> [String] {
    var result: [String] = []
    var hasFormula = false
    let lines = recipe.source.text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, hasFormula || result.last?.allSatisfy(\.isWhitespace) ?? true { continue }
      hasFormula = hasFormula || Recipe.setsQuantity(SourceSlice(String(line)))
      result.append(String(line))
    }
    return result + [""]
  }
}

extension String {
  fileprivate var trimmingSpace: String { hasSuffix(" ") ? String(dropLast()) : self }
}
