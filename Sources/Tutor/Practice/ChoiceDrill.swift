import Formula
import Session

/// An exercise that was made, whose answer is one of several, by its number.
struct ChoiceDrill {
  var subject: String
  var number: Int
  /// What is to be looked at, in a sentence.
  var story: NoteReport.Content
  /// Numbers in rows below it, by step.
  var rows: [DrillReport.Row] = []
  var choices: [NoteReport.Content]
  /// The place of the right one.
  var right: Int
  /// What is said to each that is wrong, by place; none where there is nothing to say but hints.
  var remarks: [NoteReport.Content]
  /// What leads to the right one.
  var hints: [NoteReport.Content]
  /// Why the right one is.
  var reason: NoteReport.Content

  /// The exercise as a question for a number.
  var question: NumberQuestion {
    // fits: a place among few
    var question = NumberQuestion(
      .init(.whichOfThem), answer: Double(right + 1), tolerance: .absolute(0))
    question.choiceCount = choices.count
    // fits: places that there are
    question.remarks = remarks.indices.filter { $0 != right }.map { place in
      NumberQuestion.Remark(Double(place + 1), remarks[place], at: SourceRange(0, 0))
    }
    question.hints = hints
    question.drill = MadeExercise(
      report: DrillReport(
        subject: subject, number: number, story: story, rows: rows, choices: choices),
      hiddenNames: [Name(subject)])
    let reason = reason
    question.insight = { reason }
    return question
  }
}
