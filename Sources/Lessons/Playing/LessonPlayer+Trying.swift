import Formula
package import Optimizers
package import Session

// What a learner tries: on a copy, and at an exercise judged by its goal.

extension LessonPlayer {
  /// Takes over what a line of the learner's made of their copy.
  mutating func adopt(
    _ session: Session, by text: String, _ command: String, writing recipe: Recipe? = nil
  ) {
    tried.append(
      TriedLine(
        text: text, command: command, before: experiment,
        movesWalk: !session.hasSameState(as: live), beginsAnew: session.hasSameState(as: own),
        recipe: recipe))
    experiment = session
  }

  /// Takes a recipe of the learner's own.
  ///
  /// One of a name that the lesson gives to a recipe is tried like a command, on the copy. Any other
  /// may be used from here on.
  package mutating func add(_ recipe: Recipe, _ host: Host) {
    let host = host.speaking(lesson.language)
    var session = live
    session.library.add(recipe)
    if !lesson.recipeNames.contains(recipe.name) {
      own.library.add(recipe)
      for index in starts.indices { starts[index].library.add(recipe) }
    }
    guard case .exercise = pause else {
      if lesson.recipeNames.contains(recipe.name) {
        adopt(session, by: "optimizer \(recipe.name)", CommandTable.optimizerWord, writing: recipe)
      } else {
        experiment?.library.add(recipe)
      }
      return
    }
    adopt(session, by: "optimizer \(recipe.name)", CommandTable.optimizerWord, writing: recipe)
    judgeExercise(writing: recipe, host)
  }

  /// What the learner did at this pause.
  var attempt: Attempt {
    let lastReturn = tried.lastIndex { $0.beginsAnew && $0.recipe == nil }
    return Attempt(
      session: live, lines: Array(tried.suffix(from: lastReturn.map { $0 + 1 } ?? 0)), looks: looks,
      recipe: tried.last { $0.recipe != nil }?.recipe)
  }

  /// Goes on where the goal is met; says why not where there is something to say.
  mutating func judgeExercise(writing recipe: Recipe? = nil, _ host: Host) {
    guard case .exercise(let exercise) = pause else { return }
    var attempt = attempt
    attempt.isRecipeNew = recipe != nil
    let verdict = exercise.verdict(on: attempt, from: own, isInterrupted: host.isInterrupted)
    switch verdict {
    case .met: break
    case .notYet(let why):
      if let why { remark(.init(.notYet, ["why": why]), host) } else { lastRemark = nil }
      return
    case .doesNotCount(let why):
      remark(.init(.doesNotCount, ["why": why]), host)
      return
    }
    note(exercise, tried.count.counted("command"), .right)
    let solution = exercise.solution.map { String($0.text) }.joined(separator: " · ")
    host.emit(.note(NoteReport(.goalMet, tone: .good)))
    host.emit(.note(NoteReport(.goesOnFromSolution, ["commands": "\(solution)"])))
    tried = []
    goOn(host)
  }

  /// Says what there is to say of a goal, but not twice in a row.
  private mutating func remark(_ content: NoteReport.Content, _ host: Host) {
    guard content != lastRemark else { return }
    lastRemark = content
    host.emit(.note(NoteReport(content, tone: .warning)))
  }
}
