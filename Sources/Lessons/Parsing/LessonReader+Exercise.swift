import Formula
import Session
import Tutor

extension LessonReader {
  static let exerciseWords = ["goal", "may", "hint", "solution"]

  /// A `downhill try` block; nil when something in it can't be read, or it lacks a goal or a solution.
  mutating func exercise(_ code: [CodeLine], range: SourceRange, opening: SourceRange) -> Item? {
    let before = losses
    var (exercise, hasGoal) = (Exercise(goals: [], hints: [], solution: []), false)
    var (isInSolution, hasSolution, isUnread) = (false, false, false)
    var index = 0
    while index < code.count {
      let (line, text) = (code[index], code[index].slice.withoutComment)
      index += 1
      guard !text.isEmpty else { continue }
      if isInSolution, line.isIndented {
        if text.firstWord.word.text == CommandTable.optimizerWord {
          let end = code.endOfRecipe(from: index - 1)
          // fits: a recipe has a line at least
          if let recipe = recipe(code[(index - 1)..<end]) {
            exercise.solution.append(.recipe(recipe))
          } else {
            isUnread = true
          }
          index = end
        } else {
          exercise.solution.append(.command(text))
        }
        continue
      }
      let (word, rest) = text.firstWord
      isInSolution = word.text == "solution"
      hasSolution = hasSolution || isInSolution
      do throws(Diagnostic) {
        switch word.text {
        case "goal":
          hasGoal = true
          let goal = try Goal(reading: rest, in: text)
          if goal.isPlain, exercise.goals.contains(where: \.isPlain) {
            reportLoss(LessonMessages.goalTwice(at: text.range))
          }
          exercise.goals.append(goal)
        case "may": exercise.rules.append(try GoalRule(reading: text))
        case "hint":
          guard let (hint, more) = rest.quoted, more.isEmpty, !hint.isEmpty else {
            throw LessonMessages.hintMalformed(at: text.range)
          }
          exercise.hints.append(hint)
        case "solution":
          guard rest.isEmpty else {
            isUnread = true
            throw LessonMessages.solutionOnOneLine(at: rest.range)
          }
        case _ where hasSolution && CommandTable.standard.command(word.text) != nil:
          if !isUnread { reportLoss(LessonMessages.solutionNotIndented(at: text.range)) }
          isUnread = true
        default:
          throw LessonMessages.unknownExerciseLine(
            String(word.text), among: Self.exerciseWords, at: text.range)
        }
      } catch {
        reportLoss(error)
      }
    }
    if !hasGoal { reportLoss(LessonMessages.goalMissing(at: opening)) }
    if exercise.solution.isEmpty, !isUnread {
      reportLoss(LessonMessages.solutionMissing(at: opening))
    }
    // What is left of it might be met by itself, or never.
    guard losses == before else { return nil }
    return Item(kind: .exercise(exercise), range: range)
  }
}

extension Goal {
  /// Whether it is a condition on what is there at the end, of which two can be joined.
  fileprivate var isPlain: Bool {
    if case .condition = kind { true } else { false }
  }
}
