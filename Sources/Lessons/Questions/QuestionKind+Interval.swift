import Formula
import Session
import Tutor

// Questions for any number of a range.

extension QuestionKind {
  /// `ask "QUESTION" in (0, 0.1)`: a number between two, of which a round bracket leaves the end out.
  static let interval = QuestionKind.line(
    "ask", fits: { $0.firstWord.word.text == "in" }
  ) { written throws(Diagnostic) in
    let range = written.rest.firstWord.rest
    let bytes = Array(range.text.utf8)
    guard let question = written.question, bytes.count > 2, let open = bytes.first,
      let close = bytes.last, "([".utf8.contains(open), ")]".utf8.contains(close)
    else { throw LessonMessages.intervalMalformed(at: written.line.range) }
    let ends = range.between(range.range.lower + 1, range.range.upper - 1).separatedByCommas
    guard ends.count == 2, ends.allSatisfy({ !$0.isEmpty }) else {
      throw LessonMessages.intervalMalformed(at: written.line.range)
    }
    return WrittenQuestion([question] + ends) { session, _ throws(Diagnostic) in
      var numbers: [Double] = []
      for end in ends {
        numbers.append(
          try end.placing { () throws(Diagnostic) in try session.number(try end.formula()) })
      }
      return ClosedQuestion(
        IntervalQuestion(
          text: written.text, lower: numbers[0], upper: numbers[1],
          includesLower: open == UInt8(ascii: "["), includesUpper: close == UInt8(ascii: "]")))
    }
  }
}

/// A question that any number of a range answers.
struct IntervalQuestion: AnswerKind {
  var text: String
  var lower: Double
  var upper: Double
  var includesLower: Bool
  var includesUpper: Bool
}

extension IntervalQuestion {
  var invitation: NoteReport.Content { .init(.anyThatFits, ["question": "\(text)"]) }

  func show(by player: LessonPlayer, _ host: Host) {}

  func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<Double> {
    guard !player.live.isCommand(line) else { return .noAnswer }
    // It is read as an answer to a question for a number is.
    let plain = NumberQuestion(.init(text), answer: .nan, tolerance: .nineDigits)
    do throws(Diagnostic) {
      return .answer(try player.live.answer(line, to: plain).value)
    } catch {
      return .unreadable(error)
    }
  }

  func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> Double {
    try answer.placing { () throws(Diagnostic) in try session.number(try answer.formula()) }
  }

  func isRight(_ answer: Double) -> Bool {
    (includesLower ? answer >= lower : answer > lower)
      && (includesUpper ? answer <= upper : answer < upper)
  }

  func verdict(on answer: Double) -> NoteReport.Content {
    if answer.isNaN { return .init(.noNumber) }
    return .init(answer <= lower ? .tooSmall : .tooLarge)
  }

  func showSolution(by player: LessonPlayer, _ host: Host) {
    func bound(_ phrase: Phrase, _ bound: Double) -> NoteReport.Content {
      .init(phrase, ["bound": "\(number: bound, "bound")"])
    }
    let below = lower > -.infinity ? bound(includesLower ? .boundFrom : .boundAbove, lower) : nil
    let above = upper < .infinity ? bound(includesUpper ? .boundUpTo : .boundBelow, upper) : nil
    let content: NoteReport.Content
    if let below, let above {
      content = .init(
        .anyNumberWithin, ["bounds": .init(.boundsBoth, ["lower": below, "upper": above])])
    } else if let bounds = below ?? above {
      content = .init(.anyNumberWithin, ["bounds": bounds])
    } else {
      content = .init(.anyNumber)
    }
    host.emit(.note(NoteReport(content)))
  }

  /// A number well inside.
  private var inside: Double {
    if lower.isFinite, upper.isFinite { return lower + (upper - lower) / 2 }
    if lower.isFinite { return lower + max(1, abs(lower)) }
    return upper.isFinite ? upper - max(1, abs(upper)) : 0
  }

  private var isEmpty: Bool {
    !(lower < upper || lower == upper && includesLower && includesUpper)
  }

  var rightLines: [String] { isEmpty ? [] : [line(for: inside)] }

  var wrongLines: [(line: String, range: SourceRange?)] {
    guard !isEmpty else { return [] }
    var numbers: [Double] = []
    if lower.isFinite {
      numbers.append(lower - max(1, abs(lower)))
      if !includesLower { numbers.append(lower) }
    }
    if upper.isFinite {
      numbers.append(upper + max(1, abs(upper)))
      if !includesUpper { numbers.append(upper) }
    }
    return numbers.map { (line(for: $0), nil) }
  }

  func line(for answer: Double) -> String { NumberFormat.roundTrip.text(answer) }

  func isToldBy(_ hint: String) -> Bool {
    let numbers = hint.numbersInside
    return numbers.count == 1 && isRight(numbers[0])
  }

  func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    guard !isEmpty else { return [LessonMessages.intervalEmpty(at: range)] }
    let takesAll = lower == -.infinity && upper == .infinity
    return takesAll ? [LessonMessages.intervalTakesAll(at: range)] : []
  }
}

extension String {
  /// The decimal numbers that stand in a text.
  var numbersInside: [Double] {
    split { !$0.isNumber && !".−-".contains($0) }
      .compactMap { word in
        let text = String(word).replacing("−", with: "-")
        let digits = text.hasSuffix(".") ? String(text.dropLast()) : String(text)
        return digits.contains(where: \.isNumber) ? Double(digits) : nil
      }
  }
}
