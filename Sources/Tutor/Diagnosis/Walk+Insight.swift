import Formula
import Optimizers
import Session

// What there is to say of a number once it is found: a sentence that its formula doesn't say itself.

extension Worksheet {
  /// Why the last line comes to what it does, where there is something to say.
  ///
  /// - Parameter target: what it is about, as it is shown.
  /// - Returns: a sentence, nil where the formula says it all.
  func insight(_ target: Expression) -> NoteReport.Content? {
    let line = lines.count - 1
    let formula = lines[line].formula
    if let (fraction, old, new) = mixture(formula, line) {
      return NoteReport.Content(
        .wentPart,
        [
          "fraction": "\(number: fraction, "fraction")", "from": "\(number: old, "from")",
          "to": "\(number: new, "to")",
        ])
    }
    guard case .binary(let symbol, let left, let right) = formula.kind else { return nil }
    if symbol == .add, left == .name(lines[line].target), right.isSquare(in: self) {
      return NoteReport.Content(.neverFalls)
    }
    guard lines[line].target == .theta, let before,
      let gradient = number(.name(.gradient), inLine: line)
    else { return nil }
    let change = answer - before
    guard change * gradient > 0 else { return nil }
    return NoteReport.Content(
      .upTheSlope,
      [
        "gradient": "\(formula: .name(.gradient), "gradient")",
        "gradientValue": "\(number: gradient, "gradientValue")",
      ])
  }

  /// `β·old + (1 − β)·new` as its parts: which part of the way it goes, from where, and to where.
  private func mixture(_ formula: Expression, _ line: Int)
    -> (fraction: Double, old: Double, new: Double)?
  {
    guard case .binary(.add, let left, let right) = formula.kind,
      case .binary(.multiply, let decay, let old) = left.kind,
      case .binary(.multiply, let rest, let new) = right.kind, rest == decay.complement,
      let beta = value(decay, line), let from = value(old, line), let to = value(new, line),
      from != 0, from != to
    else { return nil }
    return ((1 - beta).rounded(toDigits: 12), from, to)
  }

  /// What a formula comes to in a line, for the lane that is asked for.
  func value(_ formula: Expression, _ line: Int) -> Double? {
    var slots: [Expression: Int] = [:]
    var frame: [Double] = []
    formula.forEach { node in
      if slots[node] == nil, let number = number(node, inLine: line) {
        slots[node] = frame.count
        frame.append(number)
      }
    }
    guard let code = SheetCode(formula, slots: slots) else { return nil }
    frame.append(0)
    code.run(&frame, lanes: 1, into: frame.count - 1)
    return frame[frame.count - 1]
  }
}

extension Expression {
  /// Whether it is a square, or the name of a line that is one.
  fileprivate func isSquare(in sheet: Worksheet) -> Bool {
    if squared != nil { return true }
    return sheet.lines.contains { line in
      Expression.name(line.target) == self && line.formula.squared != nil
    }
  }
}
