package import Formula
import Optimizers
import Session

// The wording of everything that can be wrong with what is asked of the tutor.

// MARK: - Questions

extension Diagnostic {
  static func otherSubject(_ subject: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the question is about \(Notation().text(subject))", at: range,
      hint: "type the number alone, or \(Notation().text(subject)) = …")
  }

  /// The error of an answer that couldn't be read, with what helps on where nothing else is said, or where
  /// somebody spoke, who has mistyped no formula.
  ///
  /// - Parameter answer: what was typed.
  /// - Returns: the error.
  package func helpingOn(_ answer: some StringProtocol) -> Diagnostic {
    let isSpoken = answer.contains(" ") && answer.allSatisfy { $0.isLetter || " '’".contains($0) }
    guard hint == nil || isSpoken else { return self }
    var result = self
    result.hint = "an answer is a number or a formula; hint, solution and skip help on"
    return result
  }

  static func decimalComma(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a decimal point is a point here", at: range,
      hint: "write \(text.replacing(",", with: "."))")
  }

  /// - Parameters:
  ///   - one: one of the numbers that were asked for; nil where they are no quantity's.
  ///   - range: where they were.
  /// - Returns: an error with a line that asks for that one.
  static func predictsOne(_ one: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic("a prediction is one number", at: range, hint: one.map { "predict \($0)" })
  }

  static func predictsADraw(_ formula: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(Notation().text(formula)) is drawn at random in the step", at: range,
      hint: "ask for what comes of it; explain shows the draw afterwards")
  }

  static func predictsManyDraws(
    _ formula: Expression, _ count: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(Notation().text(formula)) rests on \(count.counted("drawn number"))", at: range,
      hint: "ask for one particle's, as in velocity[1].x")
  }
}

// MARK: - What might have been

extension Diagnostic {
  static func expectedHypothesis(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what was otherwise should stand here", at: range,
      hint: "what if lr = 0.05 from step 6, what if without step 5, what if start x = 3")
  }

  static func nothingHappened() -> Diagnostic {
    Diagnostic("no step was made yet", hint: "step, or run 10, and then ask what if")
  }

  static func noSuchStep(_ step: Int, of count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the walk has no step \(step)", at: range,
      hint: "it has \(count.counted("step")), from 1 on")
  }

  static func drawsNothing(_ recipe: String, isShuffled: Bool, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(recipe) draws no numbers, so that a seed changes nothing", at: range,
      hint: isShuffled ? "the rows' order has a seed of its own: batch 1 shuffled seed 2" : nil)
  }

  static func noParameter(_ name: Name, _ parameters: [Name], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(name) is no parameter", at: range,
      hint: "there \(parameters.count == 1 ? "is" : "are") "
        + parameters.map(\.text).joined(separator: ", "))
  }

  static func whichStep(of assignment: Assignment, at range: SourceRange) -> Diagnostic {
    let name = assignment.parameter.map { "\(assignment.name).\($0)" } ?? assignment.name.text
    return Diagnostic(
      "every step has a \(assignment.name) of its own", at: range,
      hint: "say at which: what if \(name) = 0 at 3")
  }

  static func nothingOfThatName(_ assignment: Assignment, _ settable: [Name], _ recipe: Recipe)
    -> Diagnostic
  {
    let known = settable + recipe.lines.map(\.target)
    let name = assignment.name
    let nearest = Spelling.nearest(to: name.text, among: known.map(\.text))
    return Diagnostic(
      "\(name) can't be otherwise here", at: assignment.nameRange,
      hint: nearest.map { "did you mean \($0)?" }
        ?? "hyper-parameters, starts and the recipe's lines can; states and g at a step: "
        + "what if g.x = 0 at 3")
  }

  static func oneEach(_ parameters: [Name], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a number for each parameter should stand here", at: range,
      hint: "[\(parameters.map { _ in "1" }.joined(separator: ", "))]")
  }

  static func noEpsilon(_ recipe: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(recipe) has no ε", at: range)
  }

  static func epsilonIsThere(_ name: Name, isInside: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      isInside
        ? "no \(name) stands beside a root, to be moved into it"
        : "no \(name) stands in a root, to be moved out of it", at: range)
  }
}

// MARK: - Blame

extension Diagnostic {
  static func blamedStep(_ parameter: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "every step has a g.\(parameter) of its own", at: range,
      hint: "say at which: on g.\(parameter) at 3")
  }

  static func blamedAlways(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is blamed with all its values; each step's part is listed", at: range,
      hint: "leave the step out: on \(name)")
  }

  static func blamedSchedule(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is set by a formula in every step", at: range,
      hint: "what if \(name) = … shows what another formula leads to")
  }

  static func blamedNothing(
    _ formula: Expression, _ hypers: [Name], _ parameters: [Name], at range: SourceRange
  ) -> Diagnostic {
    let first = parameters.first.map { ", start \($0), g.\($0) at 3" } ?? ""
    return Diagnostic(
      "an outcome can't be blamed on \(Notation().text(formula))", at: range,
      hint: "but on \(hypers.map(\.text).joined(separator: ", "))\(first)")
  }
}

// MARK: - Practice

extension Diagnostic {
  static func practiceNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what is to be practised should stand here", at: range,
      hint: "an optimizer, a function of the gallery, derivatives or review, as in practice rmsprop"
    )
  }

  /// The error for a name that is nothing to practise.
  package static func practiceUnknown(
    _ name: String, among known: [String], at range: SourceRange
  ) -> Diagnostic {
    if (try? Gallery.entry(name)) != nil { return practiceTooHard(name, at: range) }
    let nearest = Spelling.nearest(to: name, among: known)
    return Diagnostic(
      "there is nothing called \(name) to practise", at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? "an optimizer, a function of the gallery, a lesson, derivatives or review")
  }

  /// The error for what no numbers were found for that a hand can do.
  package static func practiceTooHard(_ name: String, at range: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      "\(name) comes to no numbers that a hand can do", at: range,
      hint: "a step of any optimizer can be guessed: see predict")
  }
}

// MARK: - Whose numbers

extension Diagnostic {
  static func expectedNumbers(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "numbers by step should stand here, or a file of them", at: range,
      hint: "whose x = 4, 3.6838, 3.4635")
  }

  static func noWalkOfNumbers() -> Diagnostic {
    Diagnostic(
      "there is no function whose gradient led to the numbers",
      hint: "minimize x^2 + 10y^2 from x = 4, y = 1, or params x = 4 and numbers with the gradients"
    )
  }

  static func noSuchColumn(_ name: Name, _ parameters: [Name], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(name) is neither a parameter nor f nor a gradient", at: range,
      hint: "there are \((parameters.map(\.text) + ["f"]).joined(separator: ", "))")
  }

  static func columnLength(_ count: Int, _ other: Int?, at range: SourceRange) -> Diagnostic {
    guard let other, count > 1 else {
      return Diagnostic(
        "one number tells nothing", at: range, hint: "the first is the start: x = 4, 3.6838")
    }
    return Diagnostic(
      "\(count.counted("number")) stand here, and \(other) of the first", at: range,
      hint: "one of each a step")
  }

  static func numbersStandStill() -> Diagnostic {
    Diagnostic(
      "the numbers stand still in the digits given, as those of many rules would",
      hint: "more digits tell more, and so do more steps")
  }

  static func oneRowOfWalk(at range: SourceRange) -> Diagnostic {
    Diagnostic("the file has one row of numbers, which is no step", at: range)
  }

  static func gapInWalk(_ name: Name, line: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "line \(line) of the file has no number for \(name), and so a step is missing", at: range,
      hint: "give the rows before it, or those behind it")
  }

  static func columnTwice(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) is there twice", at: range)
  }

  static func noColumnOfWalk(_ parameters: [Name], at range: SourceRange) -> Diagnostic {
    let names = parameters.map(\.text) + parameters.map { "g.\($0)" } + ["f"]
    return Diagnostic(
      "no column of the file is of this function's walk", at: range,
      hint: "columns are called \(names.prefix(6).joined(separator: ", "))")
  }
}
