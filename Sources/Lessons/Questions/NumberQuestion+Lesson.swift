package import Formula
package import Session
package import Tutor

extension NumberQuestion: LessonQuestion {
  package var mayRepeat: Bool { drill != nil }

  package mutating func add(_ remark: AuthorsRemark, in session: Session) throws(Diagnostic) {
    let words = String(remark.words.text)
    switch remark.kind {
    case .hint: hints.append("\(words)")
    case .wrong(let answer):
      let value = try answer.placing { () throws(Diagnostic) in
        try session.number(try answer.formula())
      }
      remarks.append(Remark(value, "\(words)", at: answer.range))
    }
  }

  package func ask(by player: LessonPlayer, _ host: Host) {
    if var report = drill?.report {
      // A test has numbers of its own.
      if player.takesOneAnswer { report.title = nil }
      host.emit(.drill(report))
    }
    host.emit(.note(NoteReport(invitation)))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    guard !player.live.isCommand(line) else { return .noAnswer }
    do throws(Diagnostic) {
      let verdict = judge(try player.live.answer(line, to: self))
      let attempt = player.wrongAnswers + 1
      let notes = feedback(
        verdict, on: String(line.text), attempt: attempt, hintsTold: player.hintsGiven)
      for note in notes { host.emit(.note(note)) }
      return verdict == .right ? .right : verdict.isUnclear ? .unclear : .wrong
    } catch {
      // In a test nothing helps on.
      let error = player.takesOneAnswer ? error : error.helpingOn(line.text)
      host.emit(.error(ErrorReport(error, in: line.source)))
      return .unclear
    }
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    if explanation == nil { host.emit(.note(NoteReport("\(number: answer, "answer")"))) }
    solution.forEach(host.emit)
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
      let usual = suspects().slips.filter { $0.rank == 0 || $0.isRounding }
      let accepted = usual.filter { isAccepted($0, at: range, player, &rehearsal) }
      if !accepted.isEmpty {
        rehearsal.report(LessonMessages.slipsAccepted(accepted, self, at: range))
      }
    }
    for remark in remarks { hear(remark, &rehearsal) }
    if isToldByFirstHint { rehearsal.report(LessonMessages.hintTellsAll(at: range)) }
    let shown = NumberFormat.short.text(answer)
    if rehearsal.isRefused(shown, by: player) {
      rehearsal.report(LessonMessages.shownRefused(shown, toleranceText.text(.short), at: range))
    }
    rehearsal.accept(NumberFormat.roundTrip.text(answer), at: range, &player)
  }

  /// Sees that a wrong answer that the author foresaw gets the author's words for it.
  private func hear(_ remark: Remark, _ rehearsal: inout Rehearsal) {
    guard remark.value.isFinite else {
      return rehearsal.report(LessonMessages.remarkNotANumber(at: remark.range))
    }
    for format in [NumberFormat.roundTrip, .short] {
      let text = format.text(remark.value)
      switch judge(TypedNumber(text, remark.value)) {
      case .foreseen(remark): continue
      case .foreseen(let other):
        return rehearsal.report(
          LessonMessages.remarkUnheard(remark.value, for: other.value, at: remark.range))
      case .right, .rough, .wrong, .noChoice:
        return rehearsal.report(LessonMessages.remarkOnRight(remark.value, at: remark.range))
      }
    }
  }

  /// Whether the first hint is the answer: the only number in it is taken for right.
  ///
  /// What an exercise that is made says first is none of the author's, and has no number in it but by chance.
  private var isToldByFirstHint: Bool {
    guard drill == nil, let hint = hint(number: 1) else { return false }
    let numbers = hint.text(.short).numbersInside
    return numbers.count == 1 && tolerance.accepts(numbers[0], for: answer)
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
