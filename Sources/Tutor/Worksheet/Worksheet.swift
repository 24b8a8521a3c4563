package import Formula

// fits throughout (range): lines and slots that there are

/// Formulas worked out one after the other over given numbers, as one does it by hand: a step of a
/// recipe for one parameter, or a single formula.
///
/// Any of its formulas can be worked out with something else in its place, at the price of the lines
/// from there on.
package struct Worksheet: Sendable {
  package struct Line: Hashable, Sendable {
    package var target: Name
    package var formula: Expression

    package init(_ target: Name, _ formula: Expression) {
      (self.target, self.formula) = (target, formula)
    }
  }

  /// The lines in the order in which they are worked out, up to the one that is asked for.
  package let lines: [Line]
  /// What is given: a number a lane, by name or by name and parameter.
  package let inputs: [Expression: [Double]]
  /// What the answer was before, nil where it wasn't anything.
  package let before: Double?
  /// Which of the lanes is asked for.
  let lane: Int
  let lanes: Int
  let slots: [Expression: Int]
  private let codes: [SheetCode]
  /// The numbers before each line, and behind the last.
  private let frames: [[Double]]

  /// Works formulas out; nil where they ask for more than numbers, such as f elsewhere or a draw.
  ///
  /// - Parameters:
  ///   - lines: the formulas; the last one's result is the answer.
  ///   - inputs: what is given, a number for each of so many lanes.
  ///   - before: what the answer's quantity was before.
  ///   - lane: which of the lanes is asked for.
  package init?(
    _ lines: [Line], inputs: [Expression: [Double]], before: Double? = nil, lane: Int = 0
  ) {
    let lanes = inputs.values.map(\.count).max() ?? 1
    guard !lines.isEmpty, lane < lanes, inputs.values.allSatisfy({ $0.count == lanes }) else {
      return nil
    }
    self.lines = lines
    self.inputs = inputs
    self.before = before
    (self.lane, self.lanes) = (lane, lanes)
    var slots: [Expression: Int] = [:]
    var frame: [Double] = []
    func take(_ leaf: Expression, _ numbers: [Double]) {
      slots[leaf] = slots.count
      frame += numbers
    }
    for (leaf, numbers) in inputs.sorted(by: { Notation().text($0.key) < Notation().text($1.key) })
    { take(leaf, numbers) }
    var codes: [SheetCode] = []
    for line in lines {
      guard let code = SheetCode(line.formula, slots: slots) else { return nil }
      codes.append(code)
      let target = Expression(.name(line.target))
      if slots[target] == nil { take(target, Array(repeating: 0, count: lanes)) }
    }
    self.slots = slots
    self.codes = codes
    var frames = [frame]
    for (line, code) in zip(lines, codes) {
      code.run(&frame, lanes: lanes, into: slots[Expression(.name(line.target))] ?? 0)
      frames.append(frame)
    }
    self.frames = frames
  }

  /// The number that is asked for.
  package var answer: Double { number(of: lines.count - 1) }

  /// What a line comes to.
  package func number(of line: Int) -> Double {
    number(at: lines[line].target, in: frames[line + 1])
  }

  private func number(at target: Name, in frame: [Double]) -> Double {
    slots[Expression(.name(target))].map { frame[$0 * lanes + lane] } ?? .nan
  }

  /// What a name stands for in a line, nil where it stands for nothing yet.
  func number(_ leaf: Expression, inLine line: Int) -> Double? {
    guard isKnown(leaf, inLine: line), let slot = slots[leaf] else { return nil }
    return frames[line][slot * lanes + lane]
  }

  /// Whether a line may read a name: what is given, or set by a line before it.
  func isKnown(_ leaf: Expression, inLine line: Int) -> Bool {
    inputs[leaf] != nil || lines[..<line].contains { Expression(.name($0.target)) == leaf }
  }
}

// MARK: - With something else in its place

extension Worksheet {
  /// What is done otherwise.
  struct Change: Sendable {
    /// The first line that notices.
    var line: Int
    fileprivate var kind: Kind

    fileprivate enum Kind: Sendable {
      case formula(SheetCode)
      case input(slot: Int, [Double])
      case rounding(slot: Int, digits: Int)
    }
  }

  /// Another formula in a line.
  func change(line: Int, to formula: Expression) -> Change? {
    var known = slots
    for later in lines[line...] where !isKnown(Expression(.name(later.target)), inLine: line) {
      known[Expression(.name(later.target))] = nil
    }
    return SheetCode(formula, slots: known).map { Change(line: line, kind: .formula($0)) }
  }

  /// Other numbers for what is given.
  func change(_ leaf: Expression, to numbers: [Double]) -> Change? {
    guard inputs[leaf] != nil, numbers.count == lanes, let slot = slots[leaf] else { return nil }
    let first = lines.firstIndex { line in
      var reads = false
      line.formula.forEach { if $0 == leaf { reads = true } }
      return reads
    }
    return first.map { Change(line: $0, kind: .input(slot: slot, numbers)) }
  }

  /// The result of a line rounded to so many significant digits.
  func change(rounding line: Int, to digits: Int) -> Change? {
    guard line < lines.count - 1, let slot = slots[Expression(.name(lines[line].target))] else {
      return nil
    }
    return Change(line: line + 1, kind: .rounding(slot: slot, digits: digits))
  }

  /// The answer where some things are done otherwise.
  func answer(with changes: [Change]) -> Double {
    let first = changes.map(\.line).min() ?? lines.count
    var frame = frames[first]
    for change in changes {
      if case .input(let slot, let numbers) = change.kind {
        for lane in 0..<lanes { frame[slot * lanes + lane] = numbers[lane] }
      }
    }
    for index in first..<lines.count {
      var code = codes[index]
      for change in changes where change.line == index {
        switch change.kind {
        case .formula(let other): code = other
        case .rounding(let slot, let digits):
          for lane in 0..<lanes {
            frame[slot * lanes + lane] = frame[slot * lanes + lane].rounded(toDigits: digits)
          }
        case .input: break
        }
      }
      let slot = slots[Expression(.name(lines[index].target))] ?? 0
      code.run(&frame, lanes: lanes, into: slot)
    }
    return number(at: lines[lines.count - 1].target, in: frame)
  }

  /// The lines that the answer rests on, in their order.
  package var linesNeeded: [Int] {
    var wanted: Set<Name> = [lines[lines.count - 1].target]
    var result: [Int] = []
    for index in lines.indices.reversed() where wanted.contains(lines[index].target) {
      result.append(index)
      wanted.formUnion(lines[index].formula.names)
    }
    return result.reversed()
  }
}

extension Double {
  /// The number rounded to so many significant digits.
  package func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let place = digits - 1 - decade
    // Multiplying by whole powers of ten alone keeps a short decimal what it is.
    let scale = Double.tenTo(abs(place))
    let result = place >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
    return result.isFinite ? result : self
  }

  /// The power of ten of its first digit: 2 of 169, −1 of 0.25.
  package var decade: Int {
    guard self != 0, isFinite else { return 0 }
    var decade = 0
    var rest = abs(self)
    while rest >= 10, decade < 400 { (rest, decade) = (rest / 10, decade + 1) }
    while rest < 1, decade > -400 { (rest, decade) = (rest * 10, decade - 1) }
    return decade
  }

  static func tenTo(_ exponent: Int) -> Double {
    (0..<min(max(exponent, 0), 308)).reduce(1) { power, _ in power * 10 }
  }
}
