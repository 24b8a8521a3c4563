import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons
import Tutor

/// Every kind of question: asked, answered right and wrong, hinted at, skipped, shown, asked again.
struct QuestionKindTests {
  /// A question of one kind, and what people type at it.
  struct Sample: CustomTestStringConvertible {
    var name: String
    var body: String
    var right: [String]
    /// Wrong answers, each with a word of what is said to it.
    var wrong: [(line: String, says: String)]
    /// What isn't taken for an answer.
    var other: [String] = ["help", "x + 1", "show"]
    var hint: String?

    var testDescription: String { name }
  }

  static let setUp = "```downhill\nminimize x^2 from x=4\nuse rmsprop lr=0.1\nstep\n```\n\n"

  static let samples = [
    Sample(
      name: "choices",
      body: "**Which?**\n\n- [ ] a\n  > It crawls.\n- [x] bee\n  > Yes, bee.\n- [ ] c\n\n"
        + "```downhill\nhint \"It flies.\"\nwrong 1 2 \"One of them crawls.\"\n```\n",
      right: ["2", "b", "bee", "2."],
      wrong: [("1", "Not quite."), ("1 2", "One of them crawls."), ("c", "Not quite.")],
      hint: "It flies."),
    Sample(
      name: "order",
      body:
        "**In which order?**\n\n1. [ ] one\n2. [ ] two\n   > It needs one.\n3. [ ] three\n4. [ ] four\n\n"
        + "```downhill\nwrong 4 3 2 1 \"That is backwards.\"\nhint \"Count.\"\n```\n",
      right: ["one two three four"],
      wrong: [
        ("four three two one", "backwards"), ("one three two four", "the first stands"),
        ("two one three four", "something else comes first"),
        ("one two four three", "the first 2 stand"),
      ],
      hint: "Count."),
    Sample(
      name: "match",
      body:
        "**What goes with what?**\n\n| [ ] word | number | if wrong |\n|---|---|---|\n| un | one | French. |\n"
        + "| due | two |  |\n| | three | |\n\n"
        + "```downhill\nwrong 1b 2a \"The other way round.\"\nhint \"Say them aloud.\"\n```\n",
      right: ["un=one due=two"],
      wrong: [
        ("un=two due=one", "The other way round."), ("un=one due=three", "1 of 2 is right"),
      ],
      hint: "Say them aloud."),
    Sample(
      name: "words",
      body:
        "```downhill\nask \"Which one forgets?\" = \"RMSprop\" or \"root mean square propagation\"\n"
        + "  wrong \"AdaGrad\" \"Its sum only grows.\"\n  hint \"Look at its mean.\"\n```\n",
      right: ["RMSprop", "rmsprop", "rms-prop", "RMS Prop", "Root mean square propagation"],
      wrong: [
        ("adagrad", "Its sum only grows."), ("ada grad", "Its sum"), ("momentum", "Not quite."),
        ("0.1", "Not quite."), ("7", "Not quite."),
      ],
      hint: "Look at its mean."),
    Sample(
      name: "interval",
      body:
        "```downhill\nask \"Which lr settles?\" in (0, 2 * 0.5)\n  wrong 1 \"There it jumps for ever.\"\n"
        + "  hint \"Look at the factor.\"\n```\n",
      right: ["0.5", "1e-3", "0.999", "1/3"],
      wrong: [
        ("1", "There it jumps for ever."), ("0", "too small"), ("-1", "too small"),
        ("7", "too large"),
      ],
      other: ["help", "show"], hint: "Look at the factor."),
    Sample(
      name: "line of a recipe",
      body:
        "```downhill\nask \"Which line forgets?\" = line E[g²] of rmsprop\n  wrong step \"It only moves.\"\n"
        + "  hint \"Where does beta stand?\"\n```\n",
      right: ["2", "E[g²]", "E[g^2]", "E[g2]", "E[g²] = beta * E[g²] + (1 - beta) * g²"],
      wrong: [
        ("step", "It only moves."), ("5", "Not quite."), ("g²", "Not quite."), ("θ", "Not quite."),
      ],
      hint: "Where does beta stand?"),
    Sample(
      name: "number",
      body:
        "```downhill\nask \"How far?\" = sqrt(5^2 + 12^2)\n  wrong 17 \"That adds the sides.\"\n"
        + "  hint \"Squares are added.\"\n```\n",
      right: ["13", "13.0", "sqrt(169)"],
      wrong: [("17", "That adds the sides."), ("169", "with the square root left out")],
      other: ["help", "show"], hint: "Squares are added."),
    Sample(
      name: "bet",
      body:
        "```downhill\nbet false gd on x^2 + 4y^2 settles only if lr <= 1/8\n  hint \"Try lr = 0.2.\"\n```\n",
      right: ["false", "False"], wrong: [("true", "The bet is lost.")],
      other: ["help", "show"], hint: "Try lr = 0.2."),
    Sample(
      name: "prediction",
      body:
        "```downhill\npredict E[g²].x\n  wrong 50 \"Fifty is none of it.\"\n  hint \"It keeps nine tenths.\"\n"
        + "step\n```\n",
      right: ["11.1881"], wrong: [("50", "Fifty is none of it."), ("49.5", "swapped")],
      other: ["help", "show"], hint: "It keeps nine tenths."),
  ]

  @Test func everyKindHasASample() {
    #expect(QuestionKind.all.count == Self.samples.count)
  }

  private func learner(_ sample: Sample) throws -> Learner {
    try Learner(body: Self.setUp + sample.body)
  }

  @Test(arguments: samples)
  func aRightAnswerIsTakenHoweverItIsTyped(sample: Sample) throws {
    for line in sample.right {
      var learner = try learner(sample)
      learner.type(learner.line(line))
      #expect(learner.player.isFinished, "\(line): \(learner.notes)")
      #expect(learner.player.answers.map(\.outcome) == [.right])
    }
  }

  @Test(arguments: samples)
  func aWrongAnswerGetsItsWordAndTheQuestionStays(sample: Sample) throws {
    for (line, says) in sample.wrong {
      var learner = try learner(sample)
      let isSettled = learner.player.pause.asked?.isSettledByAnyAnswer == true
      learner.type(learner.line(line))
      #expect(learner.player.isFinished == isSettled)
      #expect(learner.notes.contains { $0.contains(says) }, "\(line): \(learner.notes)")
      #expect(learner.player.answers.map(\.outcome) == [.wrong])
    }
  }

  @Test(arguments: samples)
  func whatIsNoAnswerIsNone(sample: Sample) throws {
    var learner = try learner(sample)
    for line in sample.other + ["", "hint", "step 1", "undo"] { learner.type(line) }
    #expect(learner.player.answers.isEmpty)
    #expect(!learner.player.isFinished)
  }

  @Test(arguments: samples)
  func hintSkipSolutionAndAgainWork(sample: Sample) throws {
    var learner = try learner(sample)
    learner.type("hint")
    #expect(learner.notes.last == sample.hint)
    var more = 0
    while more < 9, learner.notes.last?.hasPrefix("There is no more") != true {
      learner.type("hint")
      more += 1
    }
    #expect(more < 9)
    learner.type("again")
    learner.type("hint")
    #expect(learner.notes.last == sample.hint)
    var skipping = learner
    skipping.type("skip")
    #expect(skipping.player.isFinished)
    #expect(skipping.player.answers.map(\.outcome) == [.skipped])
    learner.type("solution")
    #expect(learner.player.isFinished)
    #expect(learner.player.answers.map(\.outcome) == [.shown])
    #expect(skipping.player.hasSameStates(as: learner.player))
  }

  @Test(arguments: samples)
  func theCheckPassesIt(sample: Sample) throws {
    #expect(try messages(Self.setUp + sample.body) == [])
  }

  private func messages(_ body: String) throws -> [String] {
    let folder = TemporaryFolder()
    let path = folder.write("sample.md", Array(lessonText(body).utf8))
    return try #require(try LessonChecker.standard().check([path]).first).diagnostics
      .map(\.message)
  }

  // MARK: Shuffled

  static let four = "**Which?**\n\n- [x] a1\n- [ ] b1\n- [ ] c1\n- [ ] d1\n"

  private func order(shuffle: String, rounds: Int = 1) throws -> [Int] {
    let text = "---\ntitle: A\n\(shuffle)---\n" + Self.four
    var learner = Learner(try #require(LessonParser.parse(SourceText(name: "a.md", text)).lesson))
    for _ in 1..<rounds { learner.type("again") }
    return try #require(learner.choices).order
  }

  @Test func choicesStandAsInTheFileUnlessTheLessonSaysOtherwise() throws {
    #expect(try order(shuffle: "") == [0, 1, 2, 3])
    #expect(try order(shuffle: "shuffle: false\n") == [0, 1, 2, 3])
  }

  @Test func theOrderDependsOnTheSeedAndOnHowOftenThePartWasPlayed() throws {
    let orders = try (0..<12).map { try order(shuffle: "shuffle: \($0)\n") }
    #expect(Set(orders).count > 4)
    #expect(try order(shuffle: "shuffle: 3\n") == orders[3])
    let rounds = try (1...12).map { try order(shuffle: "shuffle: 3\n", rounds: $0) }
    #expect(Set(rounds).count > 4)
  }

  @Test func aShuffledChoiceIsTheOneThatIsShown() throws {
    for seed in 0..<6 {
      let text = "---\ntitle: A\nshuffle: \(seed)\n---\n" + Self.four
      var learner = Learner(try #require(LessonParser.parse(SourceText(name: "a.md", text)).lesson))
      let shown = try #require(learner.choices?.order.firstIndex(of: 0))
      learner.type("\(shown + 1)")
      #expect(learner.player.isFinished)
    }
  }

  // MARK: Several parts

  static let parts = """
    ```downhill
    minimize x^2 from x=4
    use rmsprop lr=0.1
    step
    ask "Look at the first step."
      part "What is g.x?" = g.x
        wrong 16 "That is f."
      part "Which line divides by it?" = line step of rmsprop
      part "And what forgets?" = "rmsprop"
        hint "It begins with R."
    ```

    """

  @Test func partsAreAskedOneAfterTheOther() throws {
    var learner = try Learner(body: Self.parts)
    #expect(learner.notes.last == "Look at the first step. a) What is g.x? (within 0.1%)")
    learner.type("16")
    #expect(learner.notes.last == "Not quite. That is f.")
    learner.type("8")
    #expect(learner.notes.last?.hasPrefix("b) Which line divides by it?") == true)
    learner.type("skip")
    learner.type("rmsprop")
    #expect(learner.player.isFinished)
    #expect(Set(learner.player.answers.map(\.question)).count == 3)
    #expect(try messages(Self.parts) == [])
  }

  // MARK: Hints

  @Test func aNumberIsNoHint() throws {
    var learner = try Learner(body: "```downhill\nask \"How many?\" = 27.1\n```\n")
    learner.type("hint")
    #expect(learner.notes == ["There is no hint here; solution shows the answer."])
    for line in ["1", "2", "3"] {
      learner.type(line)
      #expect(!learner.notes.contains { $0.contains("27.1") })
    }
  }

  // MARK: Kept apart

  @Test func questionsThatReadTheSameAreKeptApart() throws {
    let two = "```downhill\nask \"How many?\" = 2\nask \"How many?\" = 3\n```\n\n"
    var learner = try Learner(body: two + "- [x] a\n- [ ] b\n\nText.\n\n- [ ] a\n- [x] c\n")
    for line in ["2", "9", "3", "1", "2"] { learner.type(line) }
    #expect(learner.player.isFinished)
    #expect(Set(learner.player.answers.map(\.question)).count == 4)
  }

  // MARK: What the check says

  static let bad: [(body: String, message: String)] = [
    ("- [x] a\n- [ ] b\n", "the question isn't asked"),
    ("1. [ ] a\n2. [ ] b\n", "the question isn't asked"),
    ("| [ ] a | b |\n|---|---|\n| c | d |\n| e | f |\n", "the question isn't asked"),
    ("**Q**\n\n- [] a\n- [x] b\n", "this is no box"),
    ("**Q**\n\n- [x ] a\n- [ ] b\n- [x] c\n", "this is no box"),
    ("**Q**\n\n- [ x] a\n- [ ] b\n- [x] c\n", "this is no box"),
    ("**Q**\n\n- [ ]a\n- [x] b\n", "this is no box"),
    ("**Q**\n\n1. [ ] a\n2. [] b\n3. [x] c\n", "this is no box"),
    ("**Q**\n\n- [x] *a*\n- [ ] a\n- [ ] b\n", "two choices read the same"),
    (
      "```downhill\nparams x=4\n```\n**Q**\n\n- [x] `= x`\n- [ ] `= 2 + 2`\n- [ ] b\n",
      "two choices read the same"
    ),
    ("**Q**\n\n1. [ ] a\n2. [ ] A\n3. [ ] b\n", "two choices read the same"),
    ("**Q**\n\n1. [ ] a\n", "there is nothing to put in order"),
    (
      "**Q**\n\n| [ ] a | b |\n|---|---|\n| c | |\n| d | e |\n| f | g |\n",
      "the row has nothing on its right"
    ),
    ("**Q**\n\n| [ ] a | b |\n|---|---|\n| c | d |\n", "there is too little to match, or too much"),
    ("**Q**\n\n| [ ] a | b |\n|---|---|\n| c | d |\n| C | e |\n", "two rows read the same"),
    (
      "**Q**\n\n- [x] a\n- [ ] b\n\nText.\n\n**Q**\n\n- [x] a\n- [ ] c\n",
      "this part asks the same twice: Q"
    ),
    (
      "```downhill\nask \"Q\" = 2\nask \"Q\" = \"two\"\n```\n", "this part asks the same twice: Q"
    ),
    (
      "```downhill\nask \"Q\" = 2.5\n  hint \"It is 2.5.\"\n```\n",
      "the first hint gives the answer away"
    ),
    (
      "```downhill\nask \"Q\" = \"two\"\n  hint \"It is two.\"\n```\n",
      "the first hint gives the answer away"
    ),
    (
      "```downhill\nask \"Q\" in [2, 3]\n  hint \"Such as 2.5.\"\n```\n",
      "the first hint gives the answer away"
    ),
    (
      "**Q**\n\n- [x] aha\n- [ ] b\n\n```downhill\nhint \"Say aha.\"\n```\n",
      "the first hint gives the answer away"
    ),
    (
      "```downhill\nask \"Q\" = \"two\"\n  wrong \"TWO\" \"No.\"\n```\n",
      "two is taken for right, so that nobody hears this"
    ),
    (
      "```downhill\nask \"Q\" = \"two\"\n  wrong three \"No.\"\n```\n",
      "a word in quotes should stand here"
    ),
    ("```downhill\nask \"Q\" = \"two\" or \"Two\"\n```\n", "two spellings are taken for one"),
    ("```downhill\nask \"Q\" = \"\"\n```\n", "a spelling has no letters"),
    (
      "```downhill\nask \"Q\" = \"two\", \"three\"\n```\n",
      "only or and another spelling in quotes should follow a word"
    ),
    (
      "```downhill\nask \"Q\" in 2, 3\n```\n",
      "in needs a question in quotes before it, and two ends behind it"
    ),
    ("```downhill\nask \"Q\" in [3, 2]\n```\n", "no number lies in this range"),
    ("```downhill\nask \"Q\" in (2, 2]\n```\n", "no number lies in this range"),
    ("```downhill\nask \"Q\" in (-inf, inf)\n```\n", "every number is right"),
    ("```downhill\nask \"Q\" in [2, y]\n```\n", "there is nothing called y here"),
    ("```downhill\nask \"Q\" = line stepp of gd\n```\n", "gd has no line stepp"),
    ("```downhill\nask \"Q\" = line step of gdd\n```\n", "there is no recipe gdd"),
    ("```downhill\nask \"Q\" = line of\n```\n", "line needs the name of a line and a recipe"),
    (
      "**Q**\n\n- [x] a\n- [ ] b\n\n```downhill\nwrong 7 \"No.\"\n```\n",
      "numbers of choices should stand here, from 1 to 2"
    ),
    (
      "**Q**\n\n- [x] a\n- [ ] b\n\n```downhill\nwrong 1 \"No.\"\n```\n",
      "1 is taken for right, so that nobody hears this"
    ),
    (
      "**Q**\n\n- [x] a\n- [ ] b\n\n```downhill\nwrong 2 \"No.\"\nwrong 2 \"Never.\"\n```\n",
      "2 gets what is said to it above"
    ),
    (
      "**Q**\n\n1. [ ] a\n2. [ ] b\n\n```downhill\nwrong 1 \"No.\"\n```\n",
      "all numbers from 1 to 2 should stand here once"
    ),
    ("Text.\n\n```downhill\nhint \"No.\"\n```\n", "there is no question above this"),
  ]

  @Test(arguments: bad)
  func theCheckSaysWhatIsWrong(body: String, message: String) throws {
    #expect(try messages(body) == [message])
  }
}

extension Learner {
  /// The choices as they are shown.
  var choices: ChoiceQuestion? {
    guard case .question(let question) = player.pause else { return nil }
    return (question as? ClosedQuestion<ChoiceQuestion>)?.kind
  }

  /// A line as it is typed at the question: things by their names become what is shown before them.
  func line(_ line: String) -> String {
    guard case .question(let question) = player.pause else { return line }
    if let order = (question as? ClosedQuestion<OrderQuestion>)?.kind {
      let names = order.items.map(\.plainText)
      return order.line(
        for: line.split(separator: " ").compactMap { names.firstIndex(of: String($0)) })
    }
    if let match = (question as? ClosedQuestion<MatchQuestion>)?.kind {
      let offers = match.offers.map { $0.map(\.plainText).joined() }
      let given = line.split(separator: " ").map { String($0.split(separator: "=")[1]) }
      return match.line(for: given.compactMap(offers.firstIndex))
    }
    return line
  }
}
