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
    case .binary(.add, let left, let right), .binary(.subtract, let left, let right):
      let rules = [left, right].map { $0.rulesOfDerivative(by: name) }
      return [.init(.sumRule)] + (rules.max { $0.count < $1.count } ?? [])
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
