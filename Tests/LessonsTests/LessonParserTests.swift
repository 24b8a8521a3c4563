import Formula
import Lessons
import Session
import Testing
import Tutor

struct LessonParserTests {
  /// The lesson of the design.
  static let design = """
    ---
    title: RMSprop, one number at a time
    needs: [adagrad]
    minutes: 10
    ---

    # What RMSprop remembers

    AdaGrad adds up *every* squared gradient. RMSprop forgets.

    ```downhill
    # from the bowl's side
    minimize x^2 + 10y^2 from x=4, y=1
    use rmsprop lr=0.1

    step
    expect E[g²].x ~= 6.4
    ```

    After one step the memory for x is `= E[g²].x`, a tenth of g².

    ```downhill
    predict E[g²].x within 1%
    ask "How long is the step?" = lr / sqrt(E[g²].x) * g.x within 0.01
    ```

    ## Which one {#which}

    **Which of the three shrinks its steps for ever?**

    - [ ] gradient descent
      > Its step is lr·g, whatever happened before.
    - [x] AdaGrad
      > Right: its sum only grows.
    - [ ] RMSprop

    ```downhill try
    goal f < 1e-3 and steps <= 40
    hint "beta decides how long it remembers: try set beta = 0.5"
    hint "a larger lr helps too"
    solution
      set lr = 0.2
      run 30
    ```

    """

  private let lesson: Lesson
  private let diagnostics: [Diagnostic]

  init() throws {
    let parsed = LessonParser.parse(SourceText(name: "lessons/rmsprop.md", Self.design))
    lesson = try #require(parsed.lesson)
    diagnostics = parsed.diagnostics
  }

  @Test func aGoodLessonHasNothingToReport() {
    #expect(diagnostics == [])
  }

  @Test func theFrontMatterAndTheFilesNameSayWhatItIs() {
    #expect(lesson.name == "rmsprop")
    #expect(lesson.title == "RMSprop, one number at a time")
    #expect(lesson.frontMatter.needs == ["adagrad"])
    #expect(lesson.frontMatter.minutes == 10)
    #expect(lesson.frontMatter.format == 1)
  }

  @Test func partsBeginAtHeadingsAndHaveStableNames() {
    #expect(lesson.parts.map(\.id) == ["what-rmsprop-remembers", "which"])
    #expect(lesson.parts.map(\.title) == ["What RMSprop remembers", "Which one"])
    #expect(lesson.parts.map(\.heading?.level) == [1, 2])
    #expect(lesson.partIndex(id: "which") == 1)
  }

  @Test func itemsFollowTheOrderOfTheText() {
    let kinds = lesson.parts.map { part in
      part.items.map { item in
        switch item.kind {
        case .prose: "prose"
        case .statements: "statements"
        case .question: "question"
        case .exercise: "exercise"
        case .output: "output"
        case .unread: "unread"
        }
      }
    }
    #expect(kinds == [["prose", "statements", "prose", "statements"], ["question", "exercise"]])
  }

  @Test func aBlockIsItsStatementsWithoutBlanksAndComments() {
    let texts = lesson.statements.map { statement -> [String] in
      switch statement.kind {
      case .command(let text): ["command", String(text.text)]
      case .recipe(let recipe): ["recipe", String(recipe.firstLine)]
      case .remark(let remark): ["remark", String(remark.words.text)]
      case .expect(let condition): ["expect", String(condition.text)]
      case .question(let question): ["question"] + question.pieces.map { String($0.text) }
      case .unread: ["unread"]
      }
    }
    #expect(
      texts == [
        ["command", "minimize x^2 + 10y^2 from x=4, y=1"],
        ["command", "use rmsprop lr=0.1"],
        ["command", "step"],
        ["expect", "E[g²].x ~= 6.4"],
        ["question", "E[g²].x", "1%"],
        ["question", "How long is the step?", "lr / sqrt(E[g²].x) * g.x", "0.01"],
      ])
  }

  @Test func aTaskListIsAQuestionWithTheBoldParagraphAsItsPrompt() throws {
    let question = try #require(lesson.questions.first)
    #expect(question.prompt == [.text("Which of the three shrinks its steps for ever?")])
    #expect(
      question.choices.map(\.text) == [
        [.text("gradient descent")], [.text("AdaGrad")], [.text("RMSprop")],
      ])
    #expect(question.choices.map(\.isRight) == [false, true, false])
    #expect(
      question.choices[1].feedback == Prose([.paragraph([.text("Right: its sum only grows.")])]))
    #expect(question.choices[2].feedback == nil)
    #expect(!question.hasSeveralRight)
  }

  @Test func anExerciseHasAGoalHintsInOrderAndASolution() throws {
    let exercise = try #require(lesson.exercises.first)
    #expect(exercise.goals.map(\.text) == ["f < 1e-3 and steps <= 40"])
    #expect(
      exercise.hints.map(\.text) == [
        "beta decides how long it remembers: try set beta = 0.5", "a larger lr helps too",
      ])
    #expect(exercise.solution.map(\.text) == ["set lr = 0.2", "run 30"])
  }

  @Test func proseKeepsItsStructureAndItsLiveFormulas() {
    guard case .prose(let first) = lesson.items[0].kind,
      case .prose(let second) = lesson.items[2].kind
    else {
      Issue.record("expected prose")
      return
    }
    #expect(
      first.blocks == [
        .paragraph([
          .text("AdaGrad adds up "), .emphasis([.text("every")]),
          .text(" squared gradient. RMSprop forgets."),
        ])
      ])
    guard case .paragraph(let inlines)? = second.blocks.first else {
      Issue.record("expected a paragraph")
      return
    }
    #expect(inlines.first == .text("After one step the memory for x is "))
    #expect(inlines.last == .text(", a tenth of g²."))
    #expect(lesson.formulas.map(\.text) == ["E[g²].x"])
  }
}
