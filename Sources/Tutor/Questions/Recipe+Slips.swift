import Formula
import Optimizers

/// A recipe with a typical mistake in it.
struct SlippedRecipe {
  /// What was done, to follow "what you get".
  var text: String
  var recipe: Recipe
}

extension Recipe {
  /// The recipe's own formulas with the mistakes people make in them, one in each.
  func slips(_ notation: Notation = Notation()) -> [SlippedRecipe] {
    var result: [SlippedRecipe] = []
    func add(_ text: String, _ change: (Expression) -> Expression) {
      let changed = mapFormulas(change)
      if changed != self { result.append(SlippedRecipe(text: text, recipe: changed)) }
    }
    for hyper in hypers {
      let name = notation.text(hyper.name)
      add("with \(name) and 1 − \(name) swapped") { $0.swappingComplement(of: hyper.name) }
    }
    add("with g not squared") { $0.withoutSquares() }
    add("with the square root forgotten") { $0.withoutRoots() }
    if let hyper = hyper(for: .epsilon, or: Name("eps")) {
      let name = notation.text(hyper.name)
      add("with \(name) left out") { $0.substituting([hyper.name: 0]) }
      add("with \(name) outside the root") { $0.movingOutOfRoot(hyper.name) }
    }
    for state in states {
      let name = notation.text(state.name)
      var changed = self
      for index in changed.lines.indices {
        changed.lines[index].formula = lines[index].formula.substituting([state.name: 0])
        // Later lines read what this one has just set.
        if lines[index].target == state.name { break }
      }
      result.append(SlippedRecipe(text: "with the previous \(name) ignored", recipe: changed))
    }
    if let rate = hyper(for: .rate, or: .learningRate)?.name {
      add("with the learning rate forgotten") { $0.substituting([rate: 1]) }
    }
    add("with the sign of the step wrong") { $0.flippingStep() }
    return result
  }

  private func mapFormulas(_ change: (Expression) -> Expression) -> Recipe {
    var copy = self
    for index in copy.lines.indices { copy.lines[index].formula = change(lines[index].formula) }
    return copy
  }
}

extension Expression {
  private static func one(minus name: Name) -> Expression {
    Expression(.binary(.subtract, .number(1), Expression(.name(name))))
  }

  /// Puts 1 − β for β and β for 1 − β, where both occur.
  fileprivate func swappingComplement(of name: Name) -> Expression {
    let complement = Expression.one(minus: name)
    var hasComplement = false
    forEach { if $0 == complement { hasComplement = true } }
    guard hasComplement else { return self }
    return swapped(complement, name)
  }

  private func swapped(_ complement: Expression, _ name: Name) -> Expression {
    if self == complement { return Expression(.name(name), at: range) }
    if kind == .name(name) { return complement }
    return Expression(kind.mapChildren { $0.swapped(complement, name) }, at: range)
  }

  /// Reads g² as g, in the line that squares it.
  fileprivate func withoutSquares() -> Expression {
    rewritten { node in
      guard case .binary(.power, let base, let exponent) = node.kind, exponent == .number(2) else {
        return node
      }
      return base
    }
  }

  fileprivate func withoutRoots() -> Expression {
    rewritten { node in
      if case .call(.sqrt, let arguments) = node.kind { return arguments[0] }
      return node
    }
  }

  /// √(a + ε) as √a + ε.
  fileprivate func movingOutOfRoot(_ name: Name) -> Expression {
    rewritten { node in
      guard case .call(.sqrt, let arguments) = node.kind,
        case .binary(.add, let inner, let last) = arguments[0].kind, last.kind == .name(name)
      else { return node }
      return Expression(.binary(.add, Expression(.call(.sqrt, [inner])), last), at: node.range)
    }
  }

  /// θ + step where the recipe has θ − step.
  fileprivate func flippingStep() -> Expression {
    guard case .binary(.subtract, let left, let right) = kind, left.kind == .name(.theta) else {
      return self
    }
    return Expression(.binary(.add, left, right), at: range)
  }
}
