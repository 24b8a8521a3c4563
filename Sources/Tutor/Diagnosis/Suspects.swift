import Formula

/// All the numbers that slips lead to in one question: what a wrong answer is held against.
package struct Suspects: Sendable {
  /// One slip, what it leads to, and how it is made once more along with another.
  struct Suspect: Sendable {
    var slip: Slip
    /// What is done otherwise; nil for a number that no formula gives.
    var change: Worksheet.Change?
    /// The line with the slip in it; nil where it is in none.
    var made: SlippedLine?
  }

  /// A line of a worksheet with a slip.
  struct SlippedLine: Sendable {
    var number: Int
    var formula: Expression
    /// What was done, in words that don't name the line.
    var words: String
  }

  /// Those that lead to another number than the right one, the most usual first.
  private(set) var singles: [Suspect] = []
  let sheet: Worksheet?
  let context: SlipContext
  /// The right answer, and what it is a change of: θ before the step, else 0.
  let answer: Double
  let base: Double

  /// The suspects of numbers worked out elsewhere.
  package init(_ slips: [Slip], answer: Double, base: Double = 0) {
    (sheet, context, self.answer, self.base) = (nil, SlipContext(), answer, base)
    take(slips.map { Suspect(slip: $0) })
  }

  /// The suspects of a worksheet.
  ///
  /// - Parameters:
  ///   - sheet: how the right answer comes about.
  ///   - context: what the words depend on.
  ///   - more: numbers that no change of a formula gives.
  ///   - inputs: what may be taken for the inputs, such as the gradient of the step before.
  ///   - rank: how unusual a slip may be.
  init(
    _ sheet: Worksheet, _ context: SlipContext, and more: [Slip] = [],
    inputs: [(leaf: Expression, numbers: [Double], slip: Slip)] = [], upTo rank: Int = 3
  ) {
    (self.sheet, self.context, answer, base) = (sheet, context, sheet.answer, sheet.before ?? 0)
    var found: [Suspect] = []
    func add(_ slip: Slip, _ change: Worksheet.Change?, _ made: SlippedLine? = nil) {
      guard let change else { return }
      var slip = slip
      slip.value = sheet.answer(with: [change])
      found.append(Suspect(slip: slip, change: change, made: made))
    }
    let last = sheet.lines.count - 1
    for line in sheet.linesNeeded.reversed() {
      let target = sheet.lines[line].target
      let place = line == last ? "" : ", in \(context.notation.text(target))"
      let kept = Expression(.name(target))
      if line < last, sheet.lines[line].formula.reads(target),
        sheet.inputs[kept]?[sheet.lane] ?? 0 != 0
      {
        let text = "with \(context.notation.text(target)) as it was before the step"
        add(
          Slip(.state, text, line: target, .nan, rank: 1), sheet.change(line: line, to: kept),
          SlippedLine(number: line, formula: kept, words: text))
      }
      for slipped in SlipRule.slips(
        in: sheet.lines[line].formula, context.known(sheet, line), upTo: rank)
      {
        add(
          Slip(slipped.kind, slipped.text + place, line: target, .nan, rank: slipped.rank),
          sheet.change(line: line, to: slipped.formula),
          SlippedLine(number: line, formula: slipped.formula, words: slipped.text))
      }
      guard line < last, rank == 3 else { continue }
      for digits in 1...3 {
        let text = "with \(context.notation.text(target)) rounded to \(digits.counted("digit"))"
        add(
          Slip(.rounding, text, line: target, .nan, rank: 3),
          sheet.change(rounding: line, to: digits))
      }
    }
    for input in inputs { add(input.slip, sheet.change(input.leaf, to: input.numbers)) }
    take(found + more.map { Suspect(slip: $0) })
  }

  private mutating func take(_ found: [Suspect]) {
    var found = found
    if base != 0, !found.contains(where: { $0.slip.kind == .before }) {
      found.append(
        Suspect(slip: Slip(.before, "for its value before the step", base, rank: 1)))
    }
    let wrong = (found + anywhere.map { Suspect(slip: $0) }).filter { suspect in
      suspect.slip.value.isFinite && suspect.slip.value != answer
    }
    singles = (0...3).flatMap { rank in wrong.filter { $0.slip.rank == rank } }
  }

  /// What can go wrong with any number that is written down.
  private var anywhere: [Slip] {
    var slips = [
      Slip(.decimal, "with the decimal point one place too far right", answer * 10, rank: 2),
      Slip(.decimal, "with the decimal point one place too far left", answer / 10, rank: 2),
    ]
    if base == 0 {
      slips.append(Slip(.sign, "with the sign wrong", -answer, rank: 0))
    } else {
      slips.append(
        Slip(.line, "for the change alone, not what it leads to", answer - base, rank: 0))
    }
    return slips
  }

  /// The slips, the most usual first.
  package var slips: [Slip] { singles.map(\.slip) }
}

extension SlipContext {
  /// The same for one line: nothing is taken for what isn't known there.
  fileprivate func known(_ sheet: Worksheet, _ line: Int) -> SlipContext {
    var copy = self
    copy.groups = groups.map { $0.filter { sheet.isKnown($0, inLine: line) } }
    return copy
  }
}

// MARK: - Two at once

extension Suspects {
  /// How many of the most usual slips are tried in pairs.
  private static let mostPaired = 120

  /// What two slips at once lead to, the most usual pairs first.
  package func pairs(isInterrupted: () -> Bool = { false }) -> [Finding] {
    guard let sheet else { return [] }
    let paired = singles.filter { $0.change != nil && !$0.slip.isRounding }.prefix(Self.mostPaired)
    var result: [(order: Int, Finding)] = []
    func add(_ first: Suspect, _ second: Suspect, _ order: Int, _ changes: [Worksheet.Change]) {
      let value = sheet.answer(with: changes)
      guard value.isFinite else { return }
      result.append((order, Finding([first.slip, second.slip], value)))
    }
    for (index, first) in paired.enumerated() {
      if isInterrupted() { break }
      guard let change = first.change else { continue }
      // In the line of the first the second is made in what the first has left of it.
      var again: [String: Expression] = [:]
      if let made = first.made {
        for slipped in SlipRule.slips(in: made.formula, context.known(sheet, made.number)) {
          again[slipped.text] = slipped.formula
        }
      }
      for (other, second) in paired.enumerated().dropFirst(index + 1) {
        guard let otherChange = second.change else { continue }
        // fits: two of few
        let order = index + other
        if let made = second.made, made.number == first.made?.number {
          guard let formula = again[made.words],
            let both = sheet.change(line: made.number, to: formula)
          else { continue }
          add(first, second, order, [both])
        } else {
          add(first, second, order, [change, otherChange])
        }
      }
    }
    return result.sorted { $0.order < $1.order }.map(\.1)
  }
}
