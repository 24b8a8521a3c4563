import Formula
import Session

extension Expression {
  /// The rules that a derivative takes, from the outermost on, as hints: a sum's, a product's, a quotient's,
  /// the chain rule, a power's.
  func rulesOfDerivative(by name: Name) -> [NoteReport.Content] {
    let leaf = Expression.name(name)
    guard self != leaf, contains(leaf) else { return [] }
    switch kind {
    case .negate(let operand): return operand.rulesOfDerivative(by: name)
    case .binary(.add, _, _), .binary(.subtract, _, _):
      let rules = terms.map { ($0, $0.rulesOfDerivative(by: name)) }
      // Of the term that takes most.
      guard let most = rules.max(by: { $0.1.count < $1.1.count }), !most.1.isEmpty else {
        return []
      }
      return [.rule(.sumRule, ["term": most.0])] + most.1
    case .binary(.multiply, let left, let right):
      guard left.contains(leaf) else { return right.rulesOfDerivative(by: name) }
      guard right.contains(leaf) else { return left.rulesOfDerivative(by: name) }
      return [.rule(.productRule, ["first": left, "second": right])]
    case .binary(.divide, let left, let right):
      guard right.contains(leaf) else { return left.rulesOfDerivative(by: name) }
      return [.rule(.quotientRule, ["first": left, "second": right])]
    case .binary(.power, let base, let power):
      let rule = NoteReport.Content.rule(.powerRule, ["power": power])
      return base.chainRule(around: leaf) + [rule]
    case .call(_, let arguments) where arguments.count == 1:
      return arguments[0].chainRule(around: leaf)
    default: return []
    }
  }

  /// What is added and subtracted, from the left to the right.
  private var terms: [Expression] {
    switch kind {
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      left.terms + right.terms
    default: [self]
    }
  }

  private func chainRule(around leaf: Expression) -> [NoteReport.Content] {
    self == leaf ? [] : [.rule(.chainRule, ["inner": self])]
  }
}

extension NoteReport.Content {
  fileprivate static func rule(_ phrase: Phrase, _ parts: [String: Expression]) -> Self {
    .init(
      phrase,
      Dictionary(
        uniqueKeysWithValues: parts.map { name, part in
          (name, "\(formula: part, name, .loose)")
        }))
  }
}
