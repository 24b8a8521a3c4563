import Formula

// Roots, squares and other powers.

extension SlipRule {
  static let rootsAndSquares = [
    SlipRule(.root, rank: 0) { node, _ in
      guard case .call(.sqrt, let arguments) = node.kind else { return [] }
      return [Taken(arguments[0], "with the square root left out")]
    },
    SlipRule(.square, rank: 0) { node, context in
      guard let base = node.squared else { return [] }
      return [Taken(base, "with \(context.text(base)) not squared")]
    },
    SlipRule(.square, rank: 1) { node, context in
      guard let base = node.squared else { return [] }
      return [
        Taken(
          .binary(.multiply, .number(2), base), "with \(context.text(base)) doubled, not squared")
      ]
    },
    SlipRule(.root, rank: 1) { node, context in
      guard case .call(.sqrt, let arguments) = node.kind else { return [] }
      var taken = [
        Taken(
          .binary(.divide, arguments[0], .number(2)),
          "with half of \(context.text(arguments[0])), not its root")
      ]
      if case .binary(let symbol, let left, let right) = arguments[0].kind,
        [.add, .subtract].contains(symbol)
      {
        taken.append(
          Taken(
            .binary(symbol, .call(.sqrt, left), .call(.sqrt, right)),
            "with the root of each of \(context.text(left)) and \(context.text(right))"))
      }
      return taken
    },
  ]

  static let powers = [
    SlipRule(.square, rank: 2) { node, context in
      guard let base = node.squared,
        case .binary(let symbol, let left, let right) = base.kind,
        [.add, .subtract].contains(symbol)
      else { return [] }
      func squared(_ part: Expression) -> Expression { .binary(.power, part, .number(2)) }
      return [
        Taken(
          .binary(symbol, squared(left), squared(right)),
          "with the square of each of \(context.text(left)) and \(context.text(right))")
      ]
    },
    SlipRule(.power, rank: 1) { node, context in
      guard case .binary(.power, let base, let exponent) = node.kind, node.squared == nil else {
        return []
      }
      return [
        Taken(base, "with \(context.text(base)) not to the power \(context.text(exponent))"),
        Taken(
          .binary(.multiply, base, exponent),
          "with \(context.text(base)) times \(context.text(exponent)), not to that power"),
      ]
    },
    SlipRule(.power, rank: 2) { node, context in
      guard case .binary(.power, let base, let power) = node.kind,
        case .number(let exponent) = power.kind
      else { return [] }
      return [exponent - 1, exponent + 1].filter { $0 > 1 }.map { (other: Double) -> Taken in
        let shown = NumberFormat.short.text(other)
        return Taken(
          .binary(.power, base, .number(other)),
          "with \(context.text(base)) to the power \(shown)")
      }
    },
  ]
}
