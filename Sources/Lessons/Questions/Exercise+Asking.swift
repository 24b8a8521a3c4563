package import Formula
import Optimizers
package import Session

/// An exercise is answered by commands, so no line is its answer; the player sees when its goal is
/// met.
extension Exercise: LessonQuestion {
  package var text: String { title.text(.short) }

  /// What the goals are, in words.
  private var title: NoteReport.Content {
    goals.dropFirst().reduce(goals[0].title(in: self)) { title, goal in
      "\(part: title); \(part: goal.title(in: self))"
    }
  }

  package mutating func add(_ remark: AuthorsRemark, in session: Session) throws(Diagnostic) {
    throw LessonMessages.remarkWithoutQuestion(at: remark.range)
  }

  package func hint(number: Int) -> NoteReport.Content? {
    hints.indices.contains(number - 1) ? "\(hints[number - 1].text)" : nil
  }

  package func ask(by player: LessonPlayer, _ host: Host) {
    host.emit(.note(NoteReport(.yourTurn, ["goal": title])))
    for rule in rules { host.emit(.note(rule.title)) }
  }

  package func judge(_ line: SourceSlice, by player: LessonPlayer, _ host: Host) -> Judgement {
    .noAnswer
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    var (session, budget) = (player.own, StepBudget())
    for step in solution {
      if case .command(let command) = step { host.emit(.echo(String(command.text))) }
      // What is wrong with it is said when the lesson goes on.
      _ = try? session.carryOut(step, &budget, host)
    }
  }
}

// MARK: - Checking

extension Exercise {
  package func rehearse(
    at range: SourceRange, with player: inout LessonPlayer, in rehearsal: inout Rehearsal
  ) {
    do throws(Diagnostic) {
      try check(in: player.own)
    } catch {
      return rehearsal.report(error)
    }
    if verdict(on: Attempt(session: player.own), from: player.own, isInterrupted: { false }) == .met
    {
      return rehearsal.report(LessonMessages.goalMetBefore(at: goals[0].range))
    }
    tryWithoutWriting(player.own, &rehearsal)
    let place = player.place
    var copy = player
    for step in solution {
      switch step {
      case .command(let command): rehearsal.send(String(command.text), to: &copy)
      case .recipe(let recipe): rehearsal.write(recipe.recipe, to: &copy)
      }
      if copy.place != place || copy.isFinished {
        player = copy
        return
      }
    }
    // What is wrong with a command itself is reported where it stands.
    var (session, budget, hasFailed) = (player.own, StepBudget(), false)
    _ = session.solve(self, &budget, Host(emit: { _ in })) { _, _ in hasFailed = true }
    guard !hasFailed else { return }
    rehearsal.report(failure(of: copy.attempt, from: player.own))
  }

  /// Sees that the goals and the rules can be judged where the exercise begins.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  private func check(in base: Session) throws(Diagnostic) {
    for goal in goals {
      switch goal.kind {
      case .condition(let condition), .always(let condition, _):
        guard try base.isClaim(condition) else {
          throw LessonMessages.goalIsNoCondition(String(condition.text), at: condition.range)
        }
      case .like: break
      }
      guard goal.isAboutARecipe(in: self) else { continue }
      guard let recipe = recipes.last?.recipe else {
        throw LessonMessages.noRecipeWritten(at: goal.range)
      }
      // What can't be tried with the solution can't be tried.
      _ = try goal.trial(of: recipe, from: base) { false }
    }
    for item in rules.flatMap({ $0.resolved(in: base).unknown }) {
      let words = base.commands.names + base.library.generalNames
      throw LessonMessages.ruleUnknown(item.known, among: words, at: item.range)
    }
  }

  /// Sees that the goal asks for something to be written: that neither the recipe it begins with
  /// nor one that does nothing meets it.
  private func tryWithoutWriting(_ base: Session, _ rehearsal: inout Rehearsal) {
    let aboutRecipes = goals.filter { $0.isAboutARecipe(in: self) }
    guard let goal = aboutRecipes.first else { return }
    func meets(_ recipe: Recipe) -> Bool {
      aboutRecipes.allSatisfy { (try? $0.trial(of: recipe, from: base) { false }) == .passed }
    }
    for name in Set(recipes.map(\.recipe.name)).sorted() {
      if let recipe = base.library[name], meets(recipe) {
        return rehearsal.report(LessonMessages.goalMetByFirstRecipe(name, at: goal.range))
      }
    }
    let idle = try? Recipe(parsing: SourceText("optimizer idle\nstep = 0 * g\nθ = θ - step"))
    if let idle, meets(idle) { rehearsal.report(LessonMessages.goalMetByIdling(at: goal.range)) }
  }

  /// Why a solution doesn't lead to the goal.
  private func failure(of attempt: Attempt, from base: Session) -> Diagnostic {
    var attempt = attempt
    attempt.isRecipeNew = true
    let range = goals[0].range
    switch verdict(on: attempt, from: base, isInterrupted: { false }) {
    case .doesNotCount(let why):
      return LessonMessages.solutionDoesNotCount(why.text(.short), at: range)
    case .notYet(let why?): return LessonMessages.recipeNotLike(why.text(.short), at: range)
    case .notYet(nil), .met:
      for goal in goals {
        guard case .condition(let condition) = goal.kind else { continue }
        do throws(Diagnostic) {
          try attempt.session.check(condition)
        } catch {
          return LessonMessages.goalNotMet(error)
        }
      }
      return LessonMessages.noStepMade(at: range)
    }
  }
}
