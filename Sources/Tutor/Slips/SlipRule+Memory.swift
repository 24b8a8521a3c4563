import Formula

// What optimizers remember: β and 1 − β, ε, and the correction for the start.

extension SlipRule {
  static let complements = [
    // The whole formula is one place: where 1 − β occurs, both change.
    SlipRule(.swapped, rank: 0) { node, context in
      guard case .binary(let symbol, _, _) = node.kind, [.add, .subtract].contains(symbol) else {
        return []
      }
      return node.allComplemented.compactMap { part in
        let swapped = node.swapping(part, part.complement)
        let name = context.text(part)
        guard swapped != node, node.standsAlone(part) else { return nil }
        return Taken(swapped, "with \(name) and 1 − \(name) swapped")
      }
    },
    SlipRule(.complement, rank: 1) { node, context in
      guard let part = node.complemented else { return [] }
      let name = context.text(part)
      return [Taken(part, "with \(name) for 1 − \(name)")]
    },
    SlipRule(.complement, rank: 2) { node, context in
      guard case .binary(.multiply, let left, let right) = node.kind else { return [] }
      let name = context.text(left)
      guard case .name(let hyper) = left.kind, context.isDecay(hyper) else { return [] }
      return [Taken(.binary(.multiply, left.complement, right), "with 1 − \(name) for \(name)")]
    },
  ]

  static let epsilons = [
    SlipRule(.epsilon, rank: 0) { node, context in
      guard let epsilon = context.epsilon.map({ Expression.name($0) }) else { return [] }
      let name = context.text(epsilon)
      if case .call(.sqrt, let arguments) = node.kind,
        case .binary(.add, let inner, epsilon) = arguments[0].kind
      {
        return [Taken(.binary(.add, .call(.sqrt, inner), epsilon), "with \(name) outside the root")]
      }
      if case .binary(.add, let root, epsilon) = node.kind,
        case .call(.sqrt, let arguments) = root.kind
      {
        return [
          Taken(.call(.sqrt, .binary(.add, arguments[0], epsilon)), "with \(name) under the root")
        ]
      }
      return []
    }
  ]

  static let corrections = [
    SlipRule(.correction, rank: 0) { node, context in
      guard case .binary(.divide, let left, let right) = node.kind, right.isBiasCorrection else {
        return []
      }
      return [Taken(left, "with the bias correction left out")]
    }
  ]
}

extension SlipContext {
  /// Whether a name is that of a memory's decay: where a recipe doesn't say, by what most call it.
  fileprivate func isDecay(_ name: Name) -> Bool {
    if decays.contains(name) { return true }
    return !otherHypers.contains(name)
      && ["beta", "rho", "alpha", "decay", "gamma", "mu"].contains { name.text.hasPrefix($0) }
  }
}

extension Expression {
  /// What occurs as 1 − something in it.
  fileprivate var allComplemented: Set<Expression> {
    var result: Set<Expression> = []
    forEach { node in
      if let part = node.complemented { result.insert(part) }
    }
    return result
  }

  /// Puts each of two formulas for the other.
  fileprivate func swapping(_ one: Expression, _ other: Expression) -> Expression {
    if self == other { return one }
    if self == one { return other }
    return Expression(kind.mapChildren { $0.swapping(one, other) }, at: range)
  }

  /// Whether something stands in it other than as what 1 is less by.
  fileprivate func standsAlone(_ part: Expression) -> Bool {
    if self == part { return true }
    if self == part.complement { return false }
    return kind.children.contains { $0.standsAlone(part) }
  }
}
