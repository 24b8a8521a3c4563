package import Formula
package import Session
package import Tutor

extension NumberQuestion: LessonQuestion {
  /// The question as it is put, with how near an answer has to come.
  package var invitation: NoteReport.Content { "\(part: content) (\(part: toleranceText))" }

  package var reminder: NoteReport.Content { "\(part: invitation) Or hint, solution, skip." }

  package func hint(number: Int) -> NoteReport.Content? { explanation?.hint(number: number) }

  package func ask(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport(invitation)))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    guard !player.live.isCommand(line) else { return .noAnswer }
    do throws(Diagnostic) {
      let verdict = judge(try player.live.answer(line, to: self))
      host.emit(.note(feedback(verdict, on: String(line.text))))
      guard verdict != .right else { return .right }
      // Where no slip fits, the line is shown with the numbers put in, but without its result.
      if verdict == .wrong([]), let hint = explanation?.hint(number: 2) {
        host.emit(.note(NoteReport(hint)))
      }
      return .wrong
    } catch {
      host.emit(.error(ErrorReport(error, in: line.source)))
      return .unclear
    }
  }

  /// What to say to an answer.
  package func feedback(_ verdict: Verdict, on text: String) -> NoteReport {
    switch verdict {
    case .right:
      return NoteReport("Right: \(number: answer, "answer").", tone: .good)
    case .wrong(let slips) where slips.isEmpty:
      return NoteReport("Not quite.", tone: .warning)
    case .wrong(let slips):
      var names: [String] = []
      for slip in slips where !names.contains(slip.text) { names.append(slip.text) }
      return NoteReport(
        "Not quite: \(text) is what you get \(names.joined(separator: ", or ")).", tone: .warning)
    }
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    if let explanation {
      host.emit(.explanation(explanation))
    } else {
      host.emit(.note(NoteReport("\(number: answer, "answer")")))
    }
  }
}

extension ExplanationReport {
  /// A hint of growing plainness: first the formula, then the numbers put in.
  fileprivate func hint(number: Int) -> NoteReport.Content? {
    switch number {
    case 1: symbolic.map { "It is \(formula: $0, "formula", .loose)." }
    case 2: substituted.map { "It is \(formula: $0, "formula", .substituted)." }
    default: nil
    }
  }
}

// MARK: - Checking

extension NumberQuestion {
  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    guard answer.isFinite else {
      return rehearsal.report(LessonMessages.answerNotFinite(answer, at: range))
    }
    if answer == 0, case .relative = tolerance {
      rehearsal.report(LessonMessages.percentOfZero(at: range))
    } else if answer != 0, [0, -answer].contains(where: { tolerance.accepts($0, for: answer) }) {
      rehearsal.report(
        LessonMessages.toleranceTooWide(toleranceText.text(.short), answer, at: range))
    } else {
      let accepted = slips.filter { slip in
        slip.value.isFinite && isAccepted(slip, at: range, player, &rehearsal)
      }
      if !accepted.isEmpty {
        rehearsal.report(LessonMessages.slipsAccepted(accepted, self, at: range))
      }
    }
    let shown = NumberFormat.short.text(answer)
    if rehearsal.isRefused(shown, by: player) {
      rehearsal.report(LessonMessages.shownRefused(shown, toleranceText.text(.short), at: range))
    }
    rehearsal.accept(NumberFormat.roundTrip.text(answer), at: range, &player)
  }

  /// Whether a slip counts against the question, by the rule of ``Rehearsal``.
  private func isAccepted(
    _ slip: Slip, at range: SourceRange, _ player: LessonPlayer, _ rehearsal: inout Rehearsal
  ) -> Bool {
    guard tolerance.accepts(slip.value, for: answer) else {
      let line = NumberFormat.roundTrip.text(slip.value)
      if !rehearsal.isRefused(line, by: player) {
        rehearsal.report(LessonMessages.wrongAccepted(line, at: range))
      }
      return false
    }
    let standard = NumberQuestion.standardTolerance
    return !slip.isRounding && !standard.accepts(slip.value, for: answer)
  }
}
