package import Formula

/// An exercise of `practice` as it is put.
package struct DrillReport: Sendable {
  /// What is practised.
  package var subject: String
  /// Which exercise it is, from 1.
  package var number: Int
  /// How much is left to the learner: 1 the last line, 2 the last two, 3 everything.
  package var stage: Int
  /// What is practised and how much of it is left, in words; nil where that goes without saying.
  package var title: NoteReport.Content?
  /// The function that is differentiated; nil where there is none.
  package var heading: Expression?
  /// What is to be looked at, in a sentence; nil where it is formulas.
  package var story: NoteReport.Content?
  package var given: [Given]
  /// The lines of the recipe; none where they are left to the learner.
  package var lines: [Line]
  /// Numbers by step.
  package var rows: [Row] = []
  /// What there is to choose from, by number from 1; none where a number is asked for.
  package var choices: [NoteReport.Content] = []
  /// What is asked for; nil where one of the choices is.
  package var asked: Expression?
  /// Names such as `g²` that are quantities.
  package var squares: Set<Name>

  package struct Given: Sendable {
    package var name: Name
    package var value: Double

    package init(name: Name, value: Double) { (self.name, self.value) = (name, value) }
  }

  package struct Line: Sendable {
    package var target: Name
    package var formula: Expression
    /// Nil where it is to be found.
    package var value: Double?

    package init(target: Name, formula: Expression, value: Double?) {
      (self.target, self.formula, self.value) = (target, formula, value)
    }
  }

  package struct Row: Sendable {
    package var name: Name
    package var values: [Double]

    package init(_ name: Name, _ values: [Double]) { (self.name, self.values) = (name, values) }
  }

  package init(
    subject: String, number: Int, stage: Int, heading: Expression?,
    story: NoteReport.Content? = nil, given: [Given], lines: [Line], asked: Expression,
    squares: Set<Name>
  ) {
    self.story = story
    self.subject = subject
    self.number = number
    self.stage = stage
    self.heading = heading
    self.given = given
    self.lines = lines
    self.asked = asked
    self.squares = squares
    // Of a function that is differentiated no line is shown at any stage.
    let phrase: Phrase =
      switch stage {
      case _ where heading != nil: .drillChoice
      case 1: .drillLast
      case 2: .drillLastTwo
      default: .drillBlank
      }
    title = NoteReport.Content(
      phrase, ["subject": "\(subject)", "number": "\(count: number, "number")"])
  }

  /// An exercise whose answer is one of several.
  package init(
    subject: String, number: Int, story: NoteReport.Content, rows: [Row],
    choices: [NoteReport.Content]
  ) {
    (self.subject, self.number, stage) = (subject, number, 3)
    (self.story, self.rows, self.choices) = (story, rows, choices)
    (given, lines, squares) = ([], [], [])
    title = NoteReport.Content(
      .drillChoice, ["subject": "\(subject)", "number": "\(count: number, "number")"])
  }
}
