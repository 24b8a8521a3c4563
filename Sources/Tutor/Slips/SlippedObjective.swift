import Formula

/// Functions whose derivative, taken rightly, is what one gets of another function with a mistake.
///
/// So mistakes are made in a mean over data too, of whose derivative no formula is taken here.
struct SlippedObjective {
  var text: String
  var rank: Int
  var formula: Expression

  /// - Parameters:
  ///   - formula: the function, without definitions.
  ///   - name: the parameter that it is derived by.
  ///   - place: where that stands.
  /// - Returns: those in which something is changed.
  static func all(of formula: Expression, by name: Name, at place: Double) -> [SlippedObjective] {
    let leaf = Expression.name(name)
    /// A square's base as it is at the place, whatever the parameter.
    func held(_ base: Expression) -> Expression {
      base.rewritten { $0 == leaf ? .number(place) : $0 }
    }
    func square(_ base: Expression) -> Expression { .binary(.power, base, .number(2)) }
    func squares(_ change: (Expression) -> Expression) -> Expression {
      formula.rewritten { node in
        guard case .binary(.power, let base, let power) = node.kind, power == .number(2),
          base.contains(leaf)
        else { return node }
        return change(base)
      }
    }
    let all = [
      SlippedObjective(
        text: "with the sum for the mean", rank: 1,
        formula: formula.rewritten { node in
          if case .call(.mean, let arguments) = node.kind {
            Expression(.call(.sum, arguments))
          } else {
            node
          }
        }),
      SlippedObjective(
        text: "with the 2 of the square left out", rank: 0,
        formula: squares { base in
          .binary(.divide, .binary(.add, square(base), square(held(base))), .number(2))
        }),
      SlippedObjective(
        text: "with the inner derivative left out", rank: 0,
        formula: squares { base in
          guard base != leaf else { return square(base) }
          let way = Expression.binary(.subtract, leaf, .number(place))
          return square(.binary(.add, held(base), way))
        }),
      SlippedObjective(
        text: "with the sign of the inner derivative lost", rank: 1,
        formula: squares { base in
          square(.binary(.subtract, .binary(.multiply, .number(2), held(base)), base))
        }),
    ]
    return all.filter { $0.formula != formula }
  }
}
