package import Formula
import Optimizers

/// How derivatives of f came about: all lines, those of one, or a single line with its numbers put in.
package struct BackpropagationReport: Sendable {
  package enum Part: Hashable, Sendable {
    case all
    /// What one derivative rests on.
    case one(Name)
    /// One line of all, by its number from 1.
    case line(Int, of: Int)
  }

  package var part: Part
  package var objective: Expression
  package var parameters: [Name]
  package var point: [Double]
  package var lines: [Backpropagation.Line]
  /// The formula of a single line with the numbers put in.
  package var substituted: Expression?

  package init(
    _ part: Part, _ objective: Expression, _ parameters: [Name], at point: [Double],
    _ lines: [Backpropagation.Line], substituted: Expression? = nil
  ) {
    (self.part, self.objective, self.parameters) = (part, objective, parameters)
    (self.point, self.lines, self.substituted) = (point, lines, substituted)
  }
}

extension Backpropagation {
  /// A line's formula with numbers in place of its names, as far as they are single numbers.
  package func substituted(_ line: Line) -> Expression? {
    guard let formula = line.formula else { return nil }
    var isWhole = true
    let result = formula.rewritten { node in
      guard case .name(let name) = node.kind, Scope.constants[name] == nil || value(name) != nil
      else { return node }
      guard case .scalar(let number)? = number(name) else {
        isWhole = false
        return node
      }
      return .number(number)
    }
    return isWhole && result != formula ? result : nil
  }

  /// What a name stands for, be it an element of a list.
  package func number(_ name: Name) -> Value? {
    if let value = value(name) { return value }
    guard let (whole, indices) = name.element, let value = value(whole) else { return nil }
    let rows = value.rows
    let isMatrix = rows.count > 1
    let row = isMatrix ? indices[0] : 1
    let column = indices.last ?? 1
    // fits: indices count from 1
    guard indices.count == (isMatrix ? 2 : 1), rows.indices.contains(row - 1),
      rows[row - 1].indices.contains(column - 1)
    else { return nil }
    return .scalar(rows[row - 1][column - 1])
  }
}
