import Formula
import Session
import Tutor

extension LessonReader {
  static let exerciseWords = ["goal", "hint", "solution"]

  /// A `downhill try` block; nil when it lacks a goal or a solution.
  mutating func exercise(_ code: [CodeLine], range: SourceRange, opening: SourceRange) -> Item? {
    var (goal, hints, solution) = (SourceSlice?.none, [SourceSlice](), [SourceSlice]())
    var (isInSolution, hasSolution, isMisplaced) = (false, false, false)
    for line in code {
      let text = line.slice.withoutComment
      guard !text.isEmpty else { continue }
      if isInSolution, line.isIndented {
        solution.append(text)
        continue
      }
      let (word, rest) = text.firstWord
      isInSolution = word.text == "solution"
      hasSolution = hasSolution || isInSolution
      switch word.text {
      case "goal":
        if goal != nil { reportLoss(LessonMessages.goalTwice(at: text.range)) }
        if rest.isEmpty { reportLoss(LessonMessages.goalEmpty(at: text.range)) }
        goal = goal ?? rest
      case "hint":
        if let (hint, more) = rest.quoted, more.isEmpty, !hint.isEmpty {
          hints.append(hint)
        } else {
          reportLoss(LessonMessages.hintMalformed(at: text.range))
        }
      case "solution":
        if !rest.isEmpty {
          reportLoss(LessonMessages.solutionOnOneLine(at: rest.range))
          isMisplaced = true
        }
      case _ where hasSolution && CommandTable.standard.command(word.text) != nil:
        if !isMisplaced { reportLoss(LessonMessages.solutionNotIndented(at: text.range)) }
        isMisplaced = true
      default:
        reportLoss(
          LessonMessages.unknownExerciseLine(
            String(word.text), among: Self.exerciseWords, at: text.range))
      }
    }
    if goal == nil { reportLoss(LessonMessages.goalMissing(at: opening)) }
    if solution.isEmpty, !isMisplaced { reportLoss(LessonMessages.solutionMissing(at: opening)) }
    guard let goal, !goal.isEmpty, !solution.isEmpty else { return nil }
    let exercise = Exercise(goal: goal, hints: hints, solution: solution)
    return Item(kind: .exercise(exercise), range: range)
  }
}
