package import Formula
package import Session
import Tutor

extension QuestionKind {
  /// A claim, and whether the author says that it stands.
  ///
  /// `bet false gd on x^2 + 4y^2 settles only if lr <= 1/8`: the learner bets before the program tries to
  /// refute it.
  static let bet = QuestionKind(word: "bet") { rest, line throws(Diagnostic) in
    let (word, claim) = rest.firstWord
    guard let stands = BetQuestion.words[String(word.text)], !claim.isEmpty else {
      throw LessonMessages.betMalformed(at: line.range)
    }
    return WrittenQuestion([word, claim]) { session, _ throws(Diagnostic) in
      BetQuestion(
        claim: claim, stands: stands,
        verdict: try claim.placing { () throws(Diagnostic) in
          try session.writtenClaim(claim, in: line)
        })
    }
  }
}

/// A claim that a learner bets on.
package struct BetQuestion: LessonQuestion {
  let claim: SourceSlice
  /// Whether the author says that it stands.
  let stands: Bool
  /// Tries to refute it.
  let verdict: @Sendable (Host) throws(Diagnostic) -> ClaimReport

  /// What one bets with.
  static let words = ["true": true, "false": false]

  package var text: String { "true or false: \(claim.text)" }

  package var reminder: NoteReport.Content { "type true or false; or solution, skip" }

  package func hint(number: Int) -> NoteReport.Content? { nil }

  package func ask(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport("True or false? \(claim.text)")))
    host.emit(.note(NoteReport("Bet first: type true or false.")))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    guard let bet = Self.words[line.text.lowercased()] else { return .noAnswer }
    guard show(host) else { return .unclear }
    let isRight = bet == stands
    host.emit(
      .note(NoteReport(isRight ? "A good bet." : "A lost bet.", tone: isRight ? .good : .warning)))
    return isRight ? .right : .wrong
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) { _ = show(host) }

  /// Shows what becomes of the claim; false where somebody stopped it.
  private func show(_ host: Host) -> Bool {
    // Its walks are bounded by themselves, and none of the lesson's.
    var own = host
    own.didStep = { _ in }
    do throws(Diagnostic) {
      let report = try verdict(own)
      host.emit(.claim(report))
      return !report.isInterrupted
    } catch {
      host.emit(.error(ErrorReport(error, in: claim.source)))
      return false
    }
  }

  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    do throws(Diagnostic) {
      let report = try claim.placing { () throws(Diagnostic) in
        try verdict(Host(emit: { _ in }))
      }
      if (report.verdict != .refuted) != stands {
        let tried = report.tried.counted(report.noun)
        return rehearsal.report(
          LessonMessages.betWrong(stands: stands, tried, at: claim.range))
      }
    } catch {
      return rehearsal.report(error)
    }
    if !rehearsal.isRefused("\(!stands)", by: player) {
      rehearsal.report(LessonMessages.wrongAccepted("\(!stands)", at: range))
    }
    rehearsal.accept("\(stands)", at: range, &player)
  }
}

extension LessonMessages {
  fileprivate static func betMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a bet says true or false, and a claim", at: range,
      hint: "bet false gd on x^2 + 4y^2 settles only if lr <= 1/8")
  }

  fileprivate static func betWrong(stands: Bool, _ tried: String, at range: SourceRange)
    -> Diagnostic
  {
    stands
      ? Diagnostic("the claim is said to be true, and a counterexample refutes it", at: range)
      : Diagnostic(
        "the claim is said to be false, and \(tried) did not refute it", at: range)
  }
}
