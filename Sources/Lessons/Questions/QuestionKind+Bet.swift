import Formula
import Session
import Tutor

// Bets on a claim.

extension QuestionKind {
  /// `bet false gd on x^2 + 4y^2 settles only if lr <= 1/8`: a claim, and whether it stands by what the
  /// author says; the learner bets before the program tries to refute it.
  static let bet = QuestionKind.line("bet") { written throws(Diagnostic) in
    let (word, claim) = written.rest.firstWord
    guard written.question == nil, let stands = BetQuestion.words[String(word.text)],
      !claim.isEmpty
    else { throw LessonMessages.betMalformed(at: written.line.range) }
    let line = written.line
    return WrittenQuestion([word, claim]) { session, _ throws(Diagnostic) in
      ClosedQuestion(
        BetQuestion(
          claim: claim, stands: stands,
          verdict: try claim.placing { () throws(Diagnostic) in
            try session.writtenClaim(claim, in: line)
          }))
    }
  }
}

/// A claim that a learner bets on, true or false.
struct BetQuestion: AnswerKind {
  var claim: SourceSlice
  /// Whether the author says that it stands.
  var stands: Bool
  /// Tries to refute it.
  var verdict: @Sendable (Host) throws(Diagnostic) -> ClaimReport

  /// What one bets with.
  static let words = ["true": true, "false": false]
}

extension BetQuestion {
  var text: String { asked.text(.short) }

  private var asked: NoteReport.Content {
    .init(.trueOrFalse, ["claim": "\(String(claim.text))"])
  }

  var invitation: NoteReport.Content { .init(.betFirst) }

  func show(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport(asked)))
  }

  func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<Bool> {
    Self.words[line.text.lowercased()].map { .answer($0) } ?? .noAnswer
  }

  func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> Bool {
    guard let bet = Self.words[String(answer.text)] else {
      throw LessonMessages.betMalformed(at: answer.range)
    }
    return bet
  }

  func isRight(_ answer: Bool) -> Bool { answer == stands }

  /// What became of the claim is seen whoever won.
  var isSettledByAnyAnswer: Bool { true }

  func verdict(on answer: Bool) -> NoteReport.Content { .init(.lostBet) }

  func showFeedback(on answer: Bool, by player: LessonPlayer, _ host: Host) { show(host) }

  func showSolution(by player: LessonPlayer, _ host: Host) { show(host) }

  /// Shows what becomes of the claim.
  private func show(_ host: Host) {
    // Its walks are bounded by themselves, and none of the lesson's.
    var own = host
    own.didStep = { _ in }
    do throws(Diagnostic) {
      host.emit(.claim(try verdict(own)))
    } catch {
      host.emit(.error(ErrorReport(error, in: claim.source)))
    }
  }

  var rightLines: [String] { [line(for: stands)] }

  var wrongLines: [(line: String, range: SourceRange?)] { [(line(for: !stands), nil)] }

  func line(for answer: Bool) -> String { "\(answer)" }

  func isToldBy(_ hint: String) -> Bool { Self.words[hint.lowercased()] == stands }

  func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    do throws(Diagnostic) {
      let report = try claim.placing { () throws(Diagnostic) in
        try verdict(Host(emit: { _ in }))
      }
      guard (report.verdict != .refuted) != stands else { return [] }
      let tried = report.tried.counted(report.noun)
      return [LessonMessages.betWrong(stands: stands, tried, at: claim.range)]
    } catch {
      return [error]
    }
  }
}
