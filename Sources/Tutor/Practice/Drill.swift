package import Formula
package import Session

// fits throughout (range): lines that there are

/// An exercise that was made: formulas, numbers that a hand can do, and what is left to find.
package struct Drill: Sendable {
  /// How much is shown.
  package enum Stage: Int, Hashable, Sendable, CaseIterable {
    /// All lines but the last.
    case last = 1
    /// All but the last two.
    case lastTwo
    /// Only what is given.
    case blank
  }

  /// What the record knows its subject by.
  package var subject: String
  package var number: Int
  package var stage: Stage
  /// The formulas, and the numbers they come to.
  package var sheet: Worksheet
  /// What is shown above them, such as the function to be differentiated.
  var heading: Expression?
  /// What is asked for, as it is written.
  var asked: Expression
  /// What is given, in the order it is shown.
  var given: [(name: Name, value: Double)]
  var suspects: @Sendable () -> Suspects
  /// What the names stand for, where they don't say so.
  var story: NoteReport.Content?
  /// What leads to the answer before its formula does.
  var hints: [NoteReport.Content] = []
  var squares: Set<Name> = []
  /// The steps that the states come from; nil where they may be anything.
  var past: Past?

  /// Steps that were made before, of which nothing is shown.
  struct Past: Sendable {
    /// Where they began.
    var start: Double
    var gradients: [Double]
  }

  /// The lines that the answer rests on and that the learner works out.
  package var hidden: [Int] {
    let needed = sheet.linesNeeded
    switch stage {
    case .last: return needed.suffix(1)
    case .lastTwo: return needed.suffix(2)
    case .blank: return needed
    }
  }

  /// The names of the lines that the learner works out.
  package var hiddenNames: [Name] { hidden.map { sheet.lines[$0].target } }

  /// The most significant digits that anything in it has.
  static let mostDigits = 3

  /// How much likelier a wrong answer to an exercise comes from a slip than elsewhere: its numbers
  /// are exact, and its usual slips lead to numbers of their own.
  private static let trust = 4.0
}

extension Drill {
  /// The exercise as a question for a number.
  package var question: NumberQuestion {
    let answer = sheet.answer
    var question = NumberQuestion(
      invitation, answer: answer,
      tolerance: NumberQuestion.standardTolerance,
      explanation: explanation(ofLine: sheet.lines.count - 1))
    question.subject = asked
    if let before = sheet.before { question.setOut(from: before) }
    question.suspects = suspects
    question.trust = Drill.trust
    question.hints = hints + lineHints
    question.workings = hidden.dropLast().map { explanation(ofLine: $0) }
    question.drill = MadeExercise(report: report, hiddenNames: hiddenNames)
    question.given = Dictionary(given.map { ($0.name, $0.value) }) { first, _ in first }
    let sheet = sheet
    let asked = asked
    question.insight = { sheet.insight(asked) }
    return question
  }

  /// The formulas of the lines on the way to the last one, whose formula is told as that of the answer.
  private var lineHints: [NoteReport.Content] {
    hidden.dropLast().compactMap { line in
      let (target, formula) = (
        Expression(.name(sheet.lines[line].target)), sheet.lines[line].formula
      )
      // g² says by its name what it is.
      let notation = Notation(squares: squares)
      guard notation.text(target) != notation.text(formula) else { return nil }
      return .init(
        .lineIs,
        ["name": "\(formula: target, "name")", "formula": "\(formula: formula, "formula", .loose)"])
    }
  }

  /// What is asked, in words.
  private var invitation: NoteReport.Content {
    let quantity: NoteReport.Content = "\(formula: asked, "quantity")"
    if heading != nil, case .component(let parameter, _) = asked.kind {
      return .init(.whatIsSlope, ["quantity": quantity, "parameter": "\(parameter)"])
    }
    return .init(isStep ? .whatIsAfterStep : .whatIs, ["quantity": quantity])
  }

  /// What is given and has another value once the lines are done.
  private var before: [Name] {
    let targets = Set(sheet.lines.map(\.target))
    return given.map(\.name).filter { targets.contains($0) }
  }

  /// Whether it is a step, after which what was given has another value.
  private var isStep: Bool { !before.isEmpty }

  /// What the given names stand for, where no line shows it.
  private var storyToTell: NoteReport.Content? {
    guard story == nil, stage == .blank, isStep else { return story }
    let names = before.map { name -> NoteReport.Content in
      "\(formula: .name(name), "name", .tight)"
    }
    return .init(
      .drillBefore, ["subject": "\(subject)", "names": .joined(names, by: .andDraw)],
      count: names.count)
  }

  private func explanation(ofLine line: Int) -> ExplanationReport {
    let formula = sheet.lines[line].formula
    var report = ExplanationReport(answer: formula, sheet.number(of: line))
    report.quantity = sheet.lines[line].target
    report.substituted = formula.rewritten { node in
      sheet.number(node, inLine: line).map { .number($0) } ?? node
    }
    return report
  }

  /// The exercise as it is shown.
  package var report: DrillReport {
    let hidden = Set(hidden)
    let lines = sheet.lines.indices.map { line in
      let isHidden = hidden.contains(line)
      return DrillReport.Line(
        target: sheet.lines[line].target, formula: sheet.lines[line].formula,
        value: isHidden ? nil : sheet.number(of: line))
    }
    return DrillReport(
      subject: subject, number: number, stage: stage.rawValue,
      heading: heading, story: storyToTell,
      given: given.map { DrillReport.Given(name: $0.name, value: $0.value) },
      lines: stage == .blank || heading != nil ? [] : lines, asked: asked, squares: squares)
  }
}

extension Double {
  /// Whether it is written with so few digits that a hand can go on with it: 1e-8 beside a root of 2 is what
  /// any hand leaves out.
  var isEasy: Bool {
    guard isFinite, abs(self) < 10_000, self == 0 || abs(self) >= 0.001 else { return false }
    let rounded = rounded(toDigits: Drill.mostDigits)
    return abs(self - rounded) <= 1e-7 * abs(self)
  }
}
