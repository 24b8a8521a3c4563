import Formula
import Session
import Tutor

// Questions whose answer is a word or a name.

extension QuestionKind {
  /// `ask "QUESTION" = "WORD" or "OTHER SPELLING"`.
  static let words = QuestionKind.line(
    "ask", fits: { $0.behindEquals?.text.hasPrefix("\"") == true }
  ) { written throws(Diagnostic) in
    var (rest, spellings) = (written.rest.behindEquals ?? written.rest, [SourceSlice]())
    while let (spelling, more) = rest.quoted {
      guard !WordsQuestion.plain(spelling.known).isEmpty else {
        throw LessonMessages.spellingEmpty(at: written.line.range)
      }
      spellings.append(spelling)
      guard !more.isEmpty else { rest = more; break }
      guard more.firstWord.word.text == "or", !more.firstWord.rest.isEmpty else {
        throw LessonMessages.wordsMalformed(at: more.range)
      }
      rest = more.firstWord.rest
    }
    guard let question = written.question, rest.isEmpty else {
      throw LessonMessages.wordsMalformed(at: rest.range)
    }
    let accepted = spellings
    return WrittenQuestion([question] + accepted) { _, _ throws(Diagnostic) in
      ClosedQuestion(
        WordsQuestion(text: written.text, spellings: accepted.map(\.known), range: question.range))
    }
  }
}

/// A question for a word or a name.
///
/// Capitals, blanks and signs between letters don't count: `RMSprop`, `rms-prop` and `RMS Prop` are
/// one spelling. An answer is what is left.
struct WordsQuestion: AnswerKind {
  var text: String
  /// What is accepted; the first is shown.
  var spellings: [String]
  /// Where the question stands.
  var range: SourceRange

  /// A spelling without what doesn't count.
  static func plain(_ text: String) -> String {
    let kept = text.lowercased().filter { $0.isLetter || $0.isNumber }
    return kept.isEmpty ? text.filter { !$0.isWhitespace } : kept
  }

  private var accepted: [String] { spellings.map(WordsQuestion.plain) }
}

extension WordsQuestion {
  var invitation: NoteReport.Content { .init(.aWord, ["question": "\(text)"]) }

  func show(by player: LessonPlayer, _ host: Host) {}

  func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<String> {
    let plain = WordsQuestion.plain(line.known)
    if accepted.contains(plain) || player.foresees(plain) { return .answer(plain) }
    // A command stays one, and what has a value is a look at it, but for a number, which is but
    // another answer.
    guard !player.live.isCommand(line) else { return .noAnswer }
    if Double(line.text) == nil, let formula = try? line.formula(),
      (try? player.live.value(of: formula)) != nil
    {
      return .noAnswer
    }
    return .answer(plain)
  }

  func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> String {
    guard let (word, more) = answer.quoted, more.isEmpty,
      !WordsQuestion.plain(word.known).isEmpty
    else { throw LessonMessages.wrongOfWords(at: answer.range) }
    return WordsQuestion.plain(word.known)
  }

  func isRight(_ answer: String) -> Bool { accepted.contains(answer) }

  func hint(number: Int) -> NoteReport.Content? {
    let letters = spellings.first?.filter { $0.isLetter || $0.isNumber } ?? ""
    // Of a very short word its length says too much.
    guard letters.count > 3, let first = letters.first else { return nil }
    switch number {
    case 1:
      return .init(
        .hasLetters, ["letters": "\(count: letters.count, "letters")"], count: letters.count)
    case 2: return .init(.beginsWith, ["letter": "\(String(first))"])
    default: return nil
    }
  }

  func showSolution(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport("\(spellings.first ?? "")")))
  }

  var rightLines: [String] { spellings }

  var wrongLines: [(line: String, range: SourceRange?)] {
    [("\(accepted.joined())zz", nil), ("zz", nil)]
  }

  func line(for answer: String) -> String { answer }

  func isToldBy(_ hint: String) -> Bool {
    let words = hint.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      .map { WordsQuestion.plain(String($0)) }
    let all = WordsQuestion.plain(hint)
    return accepted.contains { words.contains($0) || $0.count > 6 && all.contains($0) }
  }

  func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    Set(accepted).count == accepted.count ? [] : [LessonMessages.spellingTwice(at: self.range)]
  }
}

extension LessonPlayer {
  /// Whether the question that waits foresees a word as a wrong answer.
  fileprivate func foresees(_ word: String) -> Bool {
    guard case .question(let question) = pause,
      let question = question as? ClosedQuestion<WordsQuestion>
    else { return false }
    return question.foreseen.contains { $0.answer == word }
  }
}
