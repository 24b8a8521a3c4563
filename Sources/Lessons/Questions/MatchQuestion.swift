package import Formula
package import Session
package import Tutor

/// Things to be matched, written as a table with a box in its first head.
///
///     **Which step belongs to which optimizer?**
///
///     | [ ] optimizer    | its step  | if wrong                |
///     |------------------|-----------|-------------------------|
///     | gradient descent | lr·g      | It remembers nothing.   |
///     | AdaGrad          | lr·g/√G   | Its memory only grows.  |
///     |                  | lr·g²     |                         |
///
/// A row with nothing on its left offers something that belongs to none. An answer gives to each
/// thing on the left, in the file's order, what was matched with it.
package struct MatchQuestion: AnswerKind {
  var prompt: [Prose.Inline]
  var heads: [[Prose.Inline]]
  /// What stands on the left, and what belongs to it.
  var pairs: [Pair]
  /// What is offered on the right, each once.
  var offers: [[Prose.Inline]]
  /// In which order that is shown.
  var order: [Int]

  struct Pair: Hashable, Sendable {
    var text: [Prose.Inline]
    var offer: Int
    /// What is said to those who match it with something else, nil for nothing.
    var feedback: [Prose.Inline]?
  }

  /// Each gets a letter.
  static let mostOffers = 26

  private var right: [Int] { pairs.map(\.offer) }
}

// MARK: - Asking

extension MatchQuestion {
  package var text: String { prompt.map(\.plainText).joined() }

  package var invitation: NoteReport.Content {
    let example = pairs.indices.map { "\($0 + 1)\(String(letterOf: $0))" }.joined(separator: " ")
    return .init(.matchEach, ["example": "\(example)"])
  }

  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> MatchQuestion {
    var copy = self
    copy.order = dice.shuffled(Array(offers.indices))
    // As they stand side by side, they don't match.
    if zip(right, copy.order).allSatisfy({ $0 == $1 }), copy.order.count > 1 {
      copy.order.append(copy.order.removeFirst())
    }
    return copy
  }

  package func show(by player: LessonPlayer, _ host: Host) {
    // fits: counts of things
    let rows = (0..<max(pairs.count, offers.count)).map { row -> [[Prose.Inline]] in
      let left: [Prose.Inline] = row < pairs.count ? [.text("\(row + 1). ")] + pairs[row].text : []
      let right: [Prose.Inline] =
        row < order.count ? [.text("\(String(letterOf: row)). ")] + offers[order[row]] : []
      return [left, right]
    }
    let table = Prose.Block.table(header: heads, rows: rows)
    player.show(Prose(prompt.isEmpty ? [table] : [.paragraph([.strong(prompt)]), table]), host)
  }

  package func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<[Int]> {
    guard !String(line.text).isCommandWord else { return .noAnswer }
    switch MatchQuestion.pairs(in: line.text, count: pairs.count, of: offers.count) {
    case nil: return .noAnswer
    case .some(nil):
      return .unclear(.init(.oneLetterEach, ["pairs": "\(count: pairs.count, "pairs")"]))
    case .some(let letters?): return .answer(letters.map { order[$0] })
    }
  }

  package func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> [Int] {
    guard let letters = MatchQuestion.pairs(in: answer.text, count: pairs.count, of: offers.count),
      let letters
    else { throw LessonMessages.wrongOfMatch(pairs.count, at: answer.range) }
    return letters
  }

  /// Reads `1b 2a 3c`, or the letters alone in the order of the numbers.
  ///
  /// - Returns: a letter's place for each number; nil inside where some are missing or too many; nil
  ///   where the text is something else.
  private static func pairs(in text: Substring, count: Int, of offers: Int) -> [Int]?? {
    var tokens: [(number: Int?, letter: Int?)] = []
    var digits = ""
    func number() -> (Int?, Int?)? { digits.isEmpty ? nil : (Int(digits) ?? 0, nil) }
    for character in text.lowercased().replacing("and", with: " ") {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      if let number = number() { tokens.append(number) }
      digits = ""
      if let letter = String(character).letterPlace {
        tokens.append((nil, letter))
      } else if !" ,;\t:=-–→>.)".contains(character) {
        return nil
      }
    }
    if let number = number() { tokens.append(number) }
    let letters = tokens.compactMap(\.letter)
    guard !letters.isEmpty, letters.allSatisfy({ $0 < offers }) else { return nil }
    if letters.count == tokens.count { return letters.count == count ? letters : .some(nil) }
    var result = [Int?](repeating: nil, count: count)
    guard tokens.count.isMultiple(of: 2) else { return .some(nil) }
    for index in stride(from: 0, to: tokens.count, by: 2) {
      // fits: there is an even number of them
      guard let number = tokens[index].number, let letter = tokens[index + 1].letter,
        result.indices.contains(number - 1), result[number - 1] == nil
      else { return .some(nil) }
      result[number - 1] = letter
    }
    let whole = result.compactMap { $0 }
    return whole.count == count ? whole : .some(nil)
  }

  package func isRight(_ answer: [Int]) -> Bool { answer == right }

  package func verdict(on answer: [Int]) -> NoteReport.Content {
    let good = zip(answer, right).count { $0 == $1 }
    return .init(
      .matchedSome,
      ["good": "\(count: good, "good")", "pairs": "\(count: pairs.count, "pairs")"],
      count: good)
  }

  package func showFeedback(on answer: [Int], by player: LessonPlayer, _ host: Host) {
    for (number, pair) in pairs.enumerated() where answer[number] != pair.offer {
      guard let feedback = pair.feedback else { continue }
      player.show(Prose([.list(start: number + 1, items: [[.paragraph(feedback)]])]), host)
    }
  }

  package func hint(number: Int) -> NoteReport.Content? {
    // The last follows from the others.
    guard number < pairs.count, let letter = order.firstIndex(of: right[number - 1]) else {
      return nil
    }
    return .init(
      .matchHint,
      ["number": "\(count: number, "number")", "letter": "\(String(letterOf: letter))"])
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    let rows = pairs.map { [$0.text, offers[$0.offer]] }
    player.show(Prose([.table(header: heads, rows: rows)]), host)
  }
}

// MARK: - Checking

extension MatchQuestion {
  package var rightLines: [String] {
    let letters = line(for: right).filter { $0.isLetter }.map(String.init)
    return [line(for: right), letters.joined(separator: " ")]
  }

  package var wrongLines: [(line: String, range: SourceRange?)] {
    // fits: one at least
    let shifted = right.map { ($0 + 1) % max(offers.count, 1) }
    return [shifted, order, right.reversed()].filter { $0.count == pairs.count && $0 != right }
      .map { (line(for: $0), nil) }
  }

  package func line(for answer: [Int]) -> String {
    answer.enumerated().compactMap { number, offer in
      order.firstIndex(of: offer).map { "\(number + 1)\(String(letterOf: $0))" }
    }.joined(separator: " ")
  }

  package func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    var mistakes = prompt.isEmpty ? [LessonMessages.promptMissing(at: range)] : []
    if !player.repeated(pairs.map(\.text)).isEmpty || !player.repeated(offers).isEmpty {
      mistakes.append(LessonMessages.matchTwice(at: range))
    }
    return mistakes
  }
}
