package import Formula
package import Session
package import Tutor

/// A question whose answer is right or wrong as its author says: all that such kinds have in common.
///
/// What tells one kind from another is its ``AnswerKind``.
package struct ClosedQuestion<Kind: AnswerKind>: LessonQuestion {
  var kind: Kind
  /// The author's hints.
  var hints: [String] = []
  /// Wrong answers that the author foresaw.
  var foreseen: [Foreseen] = []

  struct Foreseen: Sendable {
    var answer: Kind.Answer
    var words: String
    var range: SourceRange
  }

  init(_ kind: Kind) { self.kind = kind }

  package var text: String { kind.text }

  package var isSettledByAnyAnswer: Bool { kind.isSettledByAnyAnswer }

  /// What is right was settled by the author.
  package var isAboutState: Bool { false }

  package func hint(number: Int) -> NoteReport.Content? {
    guard number > hints.count else { return "\(hints[number - 1])" }
    // fits: it is greater
    return kind.hint(number: number - hints.count)
  }

  package mutating func add(_ remark: AuthorsRemark, in session: Session) throws(Diagnostic) {
    switch remark.kind {
    case .hint: hints.append(String(remark.words.text))
    case .wrong(let answer):
      foreseen.append(
        Foreseen(
          answer: try kind.foreseen(answer, in: session), words: String(remark.words.text),
          range: answer.range))
    }
  }

  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> any LessonQuestion {
    var copy = self
    copy.kind = kind.laidOut(&dice, shufflesChoices: shufflesChoices)
    return copy
  }

  package func ask(by player: LessonPlayer, _ host: Host) {
    kind.show(by: player, host)
    host.emit(.note(NoteReport(kind.invitation)))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    switch kind.reading(of: line, by: player) {
    case .noAnswer: return .noAnswer
    case .unclear(let why):
      host.emit(.note(NoteReport(why, tone: .warning)))
      return .unclear
    case .unreadable(let error):
      host.emit(.error(ErrorReport(error, in: line.source)))
      return .unclear
    case .answer(let answer) where kind.isRight(answer):
      // Who reads “Right: …” of the author's need not be told so before.
      let isSaid = kind.onlyFeedback(on: answer).map(player.lesson.language.affirms) ?? false
      if !isSaid { host.emit(.note(NoteReport(.right, tone: .good))) }
      kind.showFeedback(on: answer, by: player, host)
      return .right
    case .answer(let answer):
      if let known = foreseen.first(where: { $0.answer == answer }) {
        host.emit(.note(NoteReport(.wrongRemark, ["remark": "\(known.words)"], tone: .warning)))
      } else {
        let isSaid = kind.onlyFeedback(on: answer).map(player.lesson.language.denies) ?? false
        if !isSaid { host.emit(.note(NoteReport(kind.verdict(on: answer), tone: .warning))) }
        kind.showFeedback(on: answer, by: player, host)
      }
      return .wrong
    }
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    kind.showSolution(by: player, host)
  }
}

/// What a line is to a question.
package enum AnswerReading<Answer: Hashable & Sendable>: Hashable, Sendable {
  case answer(Answer)
  /// An answer that is none yet, and what is missing.
  case unclear(NoteReport.Content)
  /// An answer that can't be read.
  case unreadable(Diagnostic)
  /// Something else, such as a command.
  case noAnswer
}

/// A kind of answer: how it is asked for, read, judged and shown.
package protocol AnswerKind: Sendable {
  associatedtype Answer: Hashable, Sendable

  /// What is asked, as answers remember it.
  var text: String { get }
  /// Whether a wrong answer settles it, too.
  var isSettledByAnyAnswer: Bool { get }
  /// How to answer.
  var invitation: NoteReport.Content { get }
  /// Shows the question.
  func show(by player: LessonPlayer, _ host: Host)
  /// The kind as it is put to a learner: what is shuffled is in an order that the dice make.
  func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> Self

  /// Reads a line of a learner's.
  func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<Answer>
  /// Reads a wrong answer that an author foresaw, which knows nothing of shuffling.
  func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> Answer

  func isRight(_ answer: Answer) -> Bool
  /// What a wrong answer is worth, in a sentence.
  func verdict(on answer: Answer) -> NoteReport.Content
  /// What the author says to an answer, where it is one thing.
  func onlyFeedback(on answer: Answer) -> String?
  /// Shows what the author says to pieces of an answer.
  func showFeedback(on answer: Answer, by player: LessonPlayer, _ host: Host)
  /// A hint of the program's own, each plainer than the one before, counted from 1.
  func hint(number: Int) -> NoteReport.Content?
  func showSolution(by player: LessonPlayer, _ host: Host)

  /// Lines that have to be taken for right, one at least.
  var rightLines: [String] { get }
  /// Lines that must not be.
  var wrongLines: [(line: String, range: SourceRange?)] { get }
  /// The answer as it is typed.
  func line(for answer: Answer) -> String
  /// Whether a hint gives the answer away.
  func isToldBy(_ hint: String) -> Bool
  /// What else the author has to answer for.
  func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic]
}

extension AnswerKind {
  package var isSettledByAnyAnswer: Bool { false }
  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> Self { self }
  package func verdict(on answer: Answer) -> NoteReport.Content { .init(.wrong) }
  package func onlyFeedback(on answer: Answer) -> String? { nil }
  package func showFeedback(on answer: Answer, by player: LessonPlayer, _ host: Host) {}
  package func hint(number: Int) -> NoteReport.Content? { nil }
  package func isToldBy(_ hint: String) -> Bool { false }
  package func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] { [] }
}

// MARK: - Checking

extension ClosedQuestion {
  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    for mistake in kind.mistakes(at: range, player) { rehearsal.report(mistake) }
    if let hint = hints.first, kind.isToldBy(hint) {
      rehearsal.report(LessonMessages.hintTellsAll(at: range))
    }
    func isTakenForRight(_ line: String) -> Bool {
      !kind.isSettledByAnyAnswer && !rehearsal.isRefused(line, by: player)
    }
    for (line, place) in kind.wrongLines where isTakenForRight(line) {
      rehearsal.report(LessonMessages.wrongAccepted(line, at: place ?? range))
    }
    for (index, remark) in foreseen.enumerated() {
      let line = kind.line(for: remark.answer)
      if foreseen[..<index].contains(where: { $0.answer == remark.answer }) {
        rehearsal.report(LessonMessages.remarkTwice(line, at: remark.range))
      } else if isTakenForRight(line) || kind.isRight(remark.answer) {
        rehearsal.report(LessonMessages.remarkOnRight(line, at: remark.range))
      }
    }
    for line in kind.rightLines.dropFirst() where rehearsal.isRefused(line, by: player) {
      rehearsal.report(LessonMessages.rightRefused(line, at: range))
    }
    if let line = kind.rightLines.first { rehearsal.accept(line, at: range, &player) }
  }
}
