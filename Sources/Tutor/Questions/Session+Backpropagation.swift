import Formula
import Optimizers
import Session

// Questions about a line of how f and ∂f come about.

extension Session {
  /// The question for a part of f, `v3`, or for ∂f by it, `g.v3`; nil where there is no such part.
  func question(ofPass quantity: Expression, _ tolerance: Tolerance) throws(Diagnostic)
    -> NumberQuestion?
  {
    let name: Name
    switch quantity.kind {
    case .name(let part) where !names.contains(part): name = part
    case .component(let part, of: .gradient) where !parameters.contains(part):
      name = Backpropagation.derivative(by: part)
    default: return nil
    }
    guard let pass = try backpropagation() else { return nil }
    let element = name.element.flatMap { $0.indices.count == 1 ? $0 : nil }
    guard let line = pass.line(name) ?? element.flatMap({ pass.line($0.whole) }) else { return nil }
    let index = pass.line(name) == nil ? element.map { $0.indices[0] } : nil
    let numbers = line.value.numbers
    // fits: elements count from 1
    let lane = (index ?? 1) - 1
    guard numbers.indices.contains(lane), index != nil || numbers.count == 1 else {
      throw .predictsOnePart(name, numbers.count, at: quantity.range)
    }
    var asked: NoteReport.Content = "\(formula: .name(name), "part")"
    if let formula = line.formula, line.variable == nil {
      asked = "\(part: asked) = \(formula: formula, "formula")"
    }
    var question = NumberQuestion(
      .init(.whatIs, ["quantity": asked]), answer: numbers[lane], tolerance: tolerance)
    question.subject = quantity
    if let formula = line.formula {
      var explanation = ExplanationReport(answer: formula, numbers[lane])
      explanation.quantity = name
      explanation.substituted = pass.substituted(line)
      question.explanation = explanation
    }
    question.given = pass.numbers
    question.suspects = { Suspects(line, of: pass, lane: lane) }
    return question
  }
}

extension Backpropagation {
  /// The single numbers by their names.
  fileprivate var numbers: [Name: Double] {
    var result: [Name: Double] = [:]
    for (name, value) in leaves.map({ ($0.key, $0.value) }) + lines.map({ ($0.name, $0.value) }) {
      if case .scalar(let number) = value { result[name] = number }
    }
    return result
  }
}

extension Suspects {
  /// What a line leads to with one of the usual slips in its formula, or in taking the derivative.
  fileprivate init(_ line: Backpropagation.Line, of pass: Backpropagation, lane: Int) {
    let answer = line.value.numbers[lane]
    guard let formula = line.formula else {
      self.init([], answer: answer)
      return
    }
    var inputs: [Expression: [Double]] = [:]
    for name in formula.names {
      if let value = pass.number(name) { inputs[.name(name)] = value.numbers }
    }
    let lanes = inputs.values.map(\.count).max() ?? 1
    inputs = inputs.filter { $0.value.count == lanes || $0.value.count == 1 }
      .mapValues { $0.count == lanes ? $0 : Array(repeating: $0[0], count: lanes) }
    let own = min(lane, lanes - 1)
    guard let sheet = Worksheet([.init(line.name, formula)], inputs: inputs, lane: own),
      sheet.agrees(with: answer)
    else {
      self.init([], answer: answer)
      return
    }
    let slips = line.variable.map { Self.derivativeSlips(line, by: $0, pass, inputs, own) } ?? []
    self.init(sheet, SlipContext(), and: slips)
  }

  /// The slips in the derivative of the one part that reads a variable, times what that part gets.
  private static func derivativeSlips(
    _ line: Backpropagation.Line, by variable: Name, _ pass: Backpropagation,
    _ inputs: [Expression: [Double]], _ lane: Int
  ) -> [Slip] {
    let readers = pass.lines.filter {
      $0.variable == nil && $0.formula?.reads(variable) == true
    }
    guard readers.count == 1, let reader = readers[0].formula,
      let slipped = SlippedDerivative(of: reader, by: variable)
    else { return [] }
    let outer = Expression.name(Backpropagation.derivative(by: readers[0].name))
    var known = inputs
    for name in reader.names.union([variable]) where known[.name(name)] == nil {
      guard case .scalar(let number)? = pass.number(name) else { return [] }
      known[.name(name)] = [number]
    }
    let hasOuter = known[outer] != nil
    return slipped.slipped.compactMap { wrong in
      let formula = hasOuter ? .binary(.multiply, outer, wrong.formula) : wrong.formula
      guard let sheet = Worksheet([.init(line.name, formula)], inputs: known, lane: lane) else {
        return nil
      }
      return Slip(wrong.kind, wrong.text, line: line.name, sheet.answer, rank: wrong.rank)
    }
  }
}

extension Diagnostic {
  fileprivate static func predictsOnePart(_ name: Name, _ count: Int, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(name) is \(count.counted("number")), and one is asked for", at: range,
      hint: "name one by its place: [1] behind it")
  }
}
