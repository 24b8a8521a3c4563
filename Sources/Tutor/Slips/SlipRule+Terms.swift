import Formula

// Sums and differences, and signs.

extension SlipRule {
  static let terms = [
    SlipRule(.sign, rank: 0) { node, context in
      switch node.kind {
      case .binary(.subtract, let left, let right) where left == .name(.theta):
        return [Taken(.binary(.add, left, right), "with the sign of the step wrong")]
      case .negate(let operand):
        return [Taken(operand, "with the minus before \(context.text(operand)) left out")]
      default: return []
      }
    },
    SlipRule(.term, rank: 1) { node, context in
      switch node.kind {
      case .binary(.add, let left, let right):
        return [
          Taken(right, "with \(context.text(left)) left out"),
          Taken(left, "with \(context.text(right)) left out"),
        ]
      case .binary(.subtract, let left, let right):
        return [
          Taken(left, "with \(context.text(right)) left out"),
          Taken(
            Expression(.negate(right)),
            left.isPlainNumber
              ? "with −\(context.text(right)) for \(context.notation.text(node))"
              : "with \(context.text(left)) left out"),
        ]
      default: return []
      }
    },
    SlipRule(.sign, rank: 1) { node, context in
      switch node.kind {
      case .binary(.add, let left, let right):
        return [
          Taken(
            .binary(.subtract, left, right), "with a minus before \(context.text(right))")
        ]
      case .binary(.subtract, let left, let right):
        return [
          Taken(.binary(.add, left, right), "with a plus before \(context.text(right))"),
          Taken(
            .binary(.subtract, right, left),
            "with \(context.text(right)) − \(context.text(left)), the wrong way round"),
        ]
      default: return []
      }
    },
    SlipRule(.product, rank: 2) { node, context in
      guard case .binary(.add, let left, let right) = node.kind else { return [] }
      return [
        Taken(
          .binary(.multiply, left, right),
          "with \(context.text(left)) times \(context.text(right)), not their sum")
      ]
    },
  ]
}
