import Formula

// Functions, and the wrong thing put in.

extension SlipRule {
  static let functions = [
    SlipRule(.degrees, rank: 1) { node, context in
      guard case .call(let function, let arguments) = node.kind,
        [.sin, .cos, .tan].contains(function)
      else { return [] }
      let degrees = Expression.binary(
        .divide, .binary(.multiply, arguments[0], .number(Double.pi)), .number(180))
      return [
        Taken(.call(function, degrees), "with \(context.text(arguments[0])) taken as degrees")
      ]
    },
    SlipRule(.function, rank: 1) { node, context in
      guard case .call(let function, let arguments) = node.kind, arguments.count == 1,
        ![.sqrt, .sum, .mean].contains(function)
      else { return [] }
      return [Taken(arguments[0], "with \(function.rawValue) left out")]
    },
    SlipRule(.function, rank: 2) { node, _ in
      guard case .call(let function, let arguments) = node.kind,
        let (other, text) = mistaken[function]
      else { return [] }
      return [Taken(Expression(.call(other, arguments)), text)]
    },
    SlipRule(.branch, rank: 1) { node, _ in
      guard case .call(.if, let arguments) = node.kind, arguments.count == 3 else { return [] }
      return [
        Taken(.call(.if, arguments[0], arguments[2], arguments[1]), "with the other branch of if")
      ]
    },
  ]

  private static let mistaken: [Function: (Function, String)] = [
    .sin: (.cos, "with cos for sin"), .cos: (.sin, "with sin for cos"),
    .min: (.max, "with the greater for the less"), .max: (.min, "with the less for the greater"),
    .log: (.log10, "with the logarithm to base 10"), .sum: (.mean, "with the mean for the sum"),
    .mean: (.sum, "with the sum for the mean"), .floor: (.ceil, "rounding up, not down"),
    .ceil: (.floor, "rounding down, not up"),
  ]

  static let operands = [
    SlipRule(.operand, rank: 2) { node, context in
      switch node.kind {
      case .name, .component: break
      default: return []
      }
      guard let group = context.groups.first(where: { $0.contains(node) }) else { return [] }
      return group.filter { $0 != node }.map { other in
        Taken(other, "with \(context.text(other)) for \(context.text(node))")
      }
    }
  ]
}
