import Formula
import Session
import Tutor

// What a check says to an author.

extension LessonMessages {
  // MARK: Files

  static func noLessons(in path: String) -> Diagnostic {
    Diagnostic("there are no lessons in \(shown(path))")
  }

  static func moreErrors(_ count: Int, at range: SourceRange?) -> Diagnostic {
    Diagnostic("\(count) more errors are not shown", at: range)
  }

  static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic("\(shown(path)) is there already", hint: "choose another name")
  }

  static func unwritable(_ path: String, reason: String) -> Diagnostic {
    Diagnostic("can't write \(shown(path)): \(reason)")
  }

  static func changedMeanwhile(_ path: String) -> Diagnostic {
    Diagnostic("\(shown(path)) was changed while it was checked", hint: "check it again")
  }

  static func badLessonName(_ name: String, suggestion: String) -> Diagnostic {
    Diagnostic(
      name.isEmpty ? "a lesson needs a name" : "\(shown(name)) can't name a lesson",
      hint: suggestion.isEmpty
        ? "use lower-case letters, digits and hyphens" : "write \(shown(suggestion))")
  }

  // MARK: Needs and links

  static func needsItself(at range: SourceRange) -> Diagnostic {
    Diagnostic("the lesson needs itself", at: range, hint: "leave it out")
  }

  static func needsCircle(_ names: [String], at range: SourceRange) -> Diagnostic {
    let way = names.map(shown).joined(separator: ", which needs ")
    return Diagnostic(
      "the lesson needs \(way)", at: range, hint: "one of them must come first")
  }

  static func linkEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("the link leads nowhere", at: range, hint: "write [text](file.md)")
  }

  static func linkAbsolute(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the link leads to a place on one machine", at: range,
      hint: "write the path from the lesson's own folder")
  }

  static func linkBroken(
    _ path: String, among names: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "there is no file \(shown(path)) beside the lesson", at: range,
      hint: suggestion(path, among: names))
  }

  static func placeUnknown(
    _ place: String, in lesson: String, among places: [String], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(shown(lesson)) has no part \(shown(place))", at: range,
      hint: suggestion(place, among: places))
  }

  // MARK: Playing through

  static func tooManyPauses(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "more than \(count.counted("pause")); nothing from here on is checked", at: range,
      hint: "make it several lessons")
  }

  static func tooManyStepsInAll(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "more than \(count.counted("step")) so far; nothing from here on is checked", at: range,
      hint: "end the runs sooner, or make it several lessons")
  }

  static func stuck(at range: SourceRange) -> Diagnostic {
    Diagnostic("the lesson does not go on from here", at: range)
  }

  static func otherStates(by word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("answers and \(word) lead to different states", at: range)
  }

  // MARK: Questions

  static func emptyAccepted(at range: SourceRange) -> Diagnostic {
    Diagnostic("an empty line is taken for an answer", at: range)
  }

  static func noWrongChoice(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the question has no wrong choice", at: range, hint: "add one that a learner might believe")
  }

  static func choiceTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic("two choices read the same", at: range)
  }

  static func wrongAccepted(_ answer: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(shown(answer)) is taken for right", at: range)
  }

  static func promptMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the question isn't asked", at: range,
      hint: "put a bold paragraph right before it: **Which of these is true?**")
  }

  static func questionTwice(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "this part asks the same twice: \(shown(text))", at: range,
      hint: "word one of them otherwise, so that people and progress can tell them apart")
  }

  static func matchTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic("two rows read the same", at: range)
  }

  static func hintTellsAll(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the first hint gives the answer away", at: range,
      hint: "begin with where to look; solution shows the answer")
  }

  static func spellingTwice(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "two spellings are taken for one", at: range,
      hint: "capitals, blanks and signs between letters don't count anyway")
  }

  static func intervalEmpty(at range: SourceRange) -> Diagnostic {
    Diagnostic("no number lies in this range", at: range, hint: "write the smaller end first")
  }

  static func intervalTakesAll(at range: SourceRange) -> Diagnostic {
    Diagnostic("every number is right", at: range, hint: "give it an end")
  }

  static func oneLineOnly(_ recipe: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(shown(recipe)) has one line, so that there is nothing to choose", at: range)
  }

  static func remarkTwice(_ answer: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(shown(answer)) gets what is said to it above", at: range, hint: "leave one out")
  }

  static func remarkOnRight(_ answer: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(shown(answer)) is taken for right, so that nobody hears this", at: range)
  }

  static func remarkOnRight(_ value: Double, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(NumberFormat.short.text(value)) is taken for right, so that nobody hears this", at: range)
  }

  static func remarkUnheard(_ value: Double, for other: Double, at range: SourceRange)
    -> Diagnostic
  {
    let number = NumberFormat.short.text
    return Diagnostic(
      "\(number(value)) gets what is said to \(number(other)) above", at: range,
      hint: "they are within the question's tolerance of each other: leave one out")
  }

  static func remarkNotANumber(at range: SourceRange) -> Diagnostic {
    Diagnostic("a wrong answer is a finite number", at: range)
  }

  static func rightRefused(_ answer: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("the right answer, \(shown(answer)), is refused", at: range)
  }

  static func shownRefused(
    _ answer: String, _ tolerance: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "the answer as it is shown, \(answer), is refused \(tolerance)", at: range,
      hint: "people see six digits: make the tolerance wider, such as within 0.1%")
  }

  static func answerNotFinite(_ answer: Double, at range: SourceRange) -> Diagnostic {
    Diagnostic("the answer is \(NumberFormat.short.text(answer))", at: range)
  }

  static func percentOfZero(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the answer is 0, and a percentage of 0 is 0", at: range,
      hint: "say how near is near enough: within 0.001")
  }

  static func toleranceTooWide(
    _ tolerance: String, _ answer: Double, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "the answer is \(NumberFormat.short.text(answer)), and \(tolerance) takes 0 or the wrong sign "
        + "for right", at: range, hint: "make the tolerance narrower")
  }

  static func slipsAccepted(
    _ slips: [Slip], _ question: NumberQuestion, at range: SourceRange
  ) -> Diagnostic {
    let number = NumberFormat.short.text
    let named = slips.prefix(3).map { "\(number($0.value)), what you get \($0.text)" }
    let more = slips.count > 3 ? "; and \(slips.count - 3) more" : ""
    return Diagnostic(
      "\(question.toleranceText.text(.short)) of \(number(question.answer)) takes for right "
        + named.joined(separator: "; ") + more, at: range,
      hint: "make the tolerance narrower, or ask where they lie farther apart")
  }

  // MARK: Bets

  static func betMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a bet says true or false, and a claim", at: range,
      hint: "bet false gd on x^2 + 4y^2 settles only if lr <= 1/8")
  }

  static func betWrong(stands: Bool, _ tried: String, at range: SourceRange)
    -> Diagnostic
  {
    stands
      ? Diagnostic("the claim is said to be true, and a counterexample refutes it", at: range)
      : Diagnostic(
        "the claim is said to be false, and \(tried) did not refute it", at: range)
  }

  // MARK: Exercises

  static func noStepMade(at range: SourceRange) -> Diagnostic {
    recipeNotLike("no step was made", at: range)
  }

  static func goalMetBefore(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the goal is met before the exercise begins", at: range,
      hint: "ask for more, or begin the exercise with a block that sets up its start")
  }

  static func goalNotMet(_ error: Diagnostic) -> Diagnostic {
    Diagnostic("after the solution, \(error.message)", at: error.range, hint: error.hint)
  }

  // MARK: Recorded output

  static func outputMissing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the output is not recorded yet", at: range, hint: "downhill check --update records it")
  }

  static func outputDiffers(now: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      now.map { "the output has changed; now it is: \(shown($0))" }
        ?? "the output has changed; now it ends before this", at: range,
      hint: "downhill check --update records it anew")
  }

  static func outputClosesBlock(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the output has a line that would end its block", at: range,
      hint: "begin and end the block with more marks")
  }
}
