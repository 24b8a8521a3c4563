import Formula
import Session

extension Rehearsal {
  /// Tries what learners might say at a pause, and then goes on with the right answer.
  mutating func answer(_ player: inout LessonPlayer) {
    let range = player.pauseRange
    if player.isAsking, !isRefused("", by: player) {
      report(LessonMessages.emptyAccepted(at: range))
    }
    switch player.pause {
    case .partEnd, .stopped, .finished: send("", to: &player)
    case .choice(let question): answer(question, at: range, &player)
    case .number(let question): answer(question, at: range, &player)
    case .exercise(let exercise): solve(exercise, &player)
    }
  }

  // MARK: Choices

  private mutating func answer(
    _ question: Question, at range: SourceRange, _ player: inout LessonPlayer
  ) {
    let numbers = question.choices.indices.map { ($0 + 1, question.choices[$0]) }
    let right = numbers.filter { $1.isRight }.map { "\($0.0)" }
    let wrong = numbers.filter { !$1.isRight }
    if wrong.isEmpty { report(LessonMessages.noWrongChoice(at: range)) }
    var seen: Set<String> = []
    for choice in question.choices where !seen.insert(choice.plainText.lowercased()).inserted {
      report(LessonMessages.choiceTwice(at: choice.range))
    }
    for (number, choice) in wrong where !isRefused("\(number)", by: player) {
      report(LessonMessages.wrongAccepted("\(number)", at: choice.range))
    }
    var incomplete = [numbers.map { "\($0.0)" }]
    if right.count > 1 { incomplete += right.map { [$0] } }
    for answer in incomplete where answer != right {
      let line = answer.joined(separator: " ")
      if !isRefused(line, by: player) { report(LessonMessages.wrongAccepted(line, at: range)) }
    }
    accept(right.joined(separator: " "), at: range, &player)
  }

  /// Goes on with an answer that must be right.
  private mutating func accept(
    _ line: String, at range: SourceRange, _ player: inout LessonPlayer
  ) {
    if isRefused(line, by: player) {
      report(LessonMessages.rightRefused(line, at: range))
    } else {
      send(line, to: &player)
    }
  }

  // MARK: Numbers

  private mutating func answer(
    _ question: NumberQuestion, at range: SourceRange, _ player: inout LessonPlayer
  ) {
    let (answer, tolerance) = (question.answer, question.tolerance)
    guard answer.isFinite else {
      return report(LessonMessages.answerNotFinite(answer, at: range))
    }
    if answer == 0, case .relative = tolerance {
      report(LessonMessages.percentOfZero(at: range))
    } else if answer != 0, [0, -answer].contains(where: { tolerance.accepts($0, for: answer) }) {
      report(LessonMessages.toleranceTooWide(question.toleranceText, answer, at: range))
    } else {
      let accepted = question.slips.filter { slip in
        slip.value.isFinite && isAccepted(slip, of: question, at: range, player)
      }
      if !accepted.isEmpty { report(LessonMessages.slipsAccepted(accepted, question, at: range)) }
    }
    let shown = NumberFormat.short.text(answer)
    if isRefused(shown, by: player) {
      report(LessonMessages.shownRefused(shown, question.toleranceText, at: range))
    }
    accept(NumberFormat.roundTrip.text(answer), at: range, &player)
  }

  /// Whether a slip counts against a question, by the rule of ``Rehearsal``.
  private mutating func isAccepted(
    _ slip: Slip, of question: NumberQuestion, at range: SourceRange, _ player: LessonPlayer
  ) -> Bool {
    guard question.tolerance.accepts(slip.value, for: question.answer) else {
      let line = NumberFormat.roundTrip.text(slip.value)
      if !isRefused(line, by: player) { report(LessonMessages.wrongAccepted(line, at: range)) }
      return false
    }
    let standard = NumberQuestion.standardTolerance
    return !slip.isRounding && !standard.accepts(slip.value, for: question.answer)
  }

  // MARK: Exercises

  private mutating func solve(_ exercise: Exercise, _ player: inout LessonPlayer) {
    let goal = exercise.goal
    do throws(Diagnostic) {
      _ = try goal.formula()
    } catch {
      return report(error.within(goal))
    }
    // A goal about what doesn't exist yet is not met.
    if (try? player.own.meets(goal)) == true {
      return report(LessonMessages.goalMetBefore(at: goal.range))
    }
    let place = player.place
    var copy = player
    for command in exercise.solution {
      send(String(command.text), to: &copy)
      if copy.place != place || copy.isFinished {
        player = copy
        return
      }
    }
    // What is wrong with a command itself is reported where it stands.
    var (session, budget, hasFailed) = (player.own, StepBudget(), false)
    _ = session.solve(exercise, &budget, Host(emit: { _ in })) { _ in hasFailed = true }
    guard !hasFailed else { return }
    do {
      try session.check(goal)
    } catch {
      report(LessonMessages.goalNotMet(error))
    }
  }
}
