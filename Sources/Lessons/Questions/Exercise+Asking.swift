package import Formula
package import Session

/// An exercise is answered by commands, so no line is its answer; the player sees when its goal is
/// met.
extension Exercise: LessonQuestion {
  package var text: String { String(goal.text) }

  package func hint(number: Int) -> NoteReport.Content? {
    hints.indices.contains(number - 1) ? "\(hints[number - 1].text)" : nil
  }

  package func ask(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport(.yourTurn, ["goal": "\(goal.text)"])))
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    .noAnswer
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    var (session, budget) = (player.own, StepBudget())
    for command in solution {
      host.emit(.echo(String(command.text)))
      // What is wrong with it is said when the lesson goes on.
      _ = try? session.execute(command, &budget, host)
    }
  }

  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    do throws(Diagnostic) {
      _ = try goal.formula()
    } catch {
      return rehearsal.report(error.within(goal))
    }
    // A goal about what doesn't exist yet is not met.
    if (try? player.own.meets(goal)) == true {
      return rehearsal.report(LessonMessages.goalMetBefore(at: goal.range))
    }
    let place = player.place
    var copy = player
    for command in solution {
      rehearsal.send(String(command.text), to: &copy)
      if copy.place != place || copy.isFinished {
        player = copy
        return
      }
    }
    // What is wrong with a command itself is reported where it stands.
    var (session, budget, hasFailed) = (player.own, StepBudget(), false)
    _ = session.solve(self, &budget, Host(emit: { _ in })) { _ in hasFailed = true }
    guard !hasFailed else { return }
    do {
      try session.check(goal)
    } catch {
      rehearsal.report(LessonMessages.goalNotMet(error))
    }
  }
}
