import Formula

// Products and quotients.

extension SlipRule {
  static let factors = [
    SlipRule(.factor, rank: 1) { node, context in
      switch node.kind {
      case .binary(.multiply, let left, let right):
        return [
          Taken(right, "with \(context.text(left)) left out"),
          Taken(left, "with \(context.text(right)) left out"),
        ]
      case .binary(.divide, let left, let right):
        let text =
          right.isBiasCorrection
          ? "with the bias correction left out" : "without dividing by \(context.text(right))"
        var taken = [Taken(left, text)]
        if left != .number(1) {
          taken.append(
            Taken(.binary(.divide, .number(1), right), "with \(context.text(left)) left out"))
        }
        return taken
      default: return []
      }
    },
    SlipRule(.inverse, rank: 1) { node, context in
      switch node.kind {
      case .binary(.divide, let left, let right):
        let multiplied = Taken(
          .binary(.multiply, left, right), "multiplying by \(context.text(right)), not dividing")
        // Upside down 1 over something is that.
        guard left != .number(1) else { return [multiplied] }
        return [
          multiplied,
          Taken(
            .binary(.divide, right, left),
            "with \(context.text(right)) over \(context.text(left)), which is upside down"),
        ]
      case .binary(.multiply, let left, let right):
        return [
          Taken(
            .binary(.divide, left, right), "dividing by \(context.text(right)), not multiplying")
        ]
      default: return []
      }
    },
    SlipRule(.alone, rank: 1) { node, context in
      let factors = node.factors
      guard factors.count > 2 else { return [] }
      return factors.map { factor in
        Taken(factor, "with \(context.text(factor)) alone for \(context.notation.text(node))")
      }
    },
    SlipRule(.twice, rank: 2) { node, context in
      switch node.kind {
      case .binary(.multiply, let left, let right):
        return [
          Taken(.binary(.multiply, left, node), "with \(context.text(left)) taken twice"),
          Taken(.binary(.multiply, node, right), "with \(context.text(right)) taken twice"),
        ]
      case .binary(.divide, _, let right):
        return [Taken(.binary(.divide, node, right), "dividing by \(context.text(right)) twice")]
      default: return []
      }
    },
  ]
}

extension Expression {
  /// What stands above the line in a product of factors and quotients: lr and g of lr/d·g; itself
  /// where it is no product.
  fileprivate var factors: [Expression] {
    switch kind {
    case .binary(.multiply, let left, let right): left.factors + right.factors
    case .binary(.divide, let left, let right): left.factors + [right]
    default: [self]
    }
  }

  /// Whether it is 1 − β^t.
  var isBiasCorrection: Bool {
    guard let power = complemented, case .binary(.power, _, let exponent) = power.kind
    else { return false }
    return exponent.contains(.name(.stepNumber))
  }
}
