import Formula
import Optimizers
import Session
import Testing

@testable import Tutor

/// What wrong numbers are put down to, and what they are not.
struct DiagnosisTests {
  @Test(arguments: [
    ("sqrt(5^2 + 12^2)", "169", "with the square root left out"),
    ("0.9*20 + (1 - 0.9)*91", "83.9", "with 0.9 and 1 − 0.9 swapped"),
    ("sin(30)", "0.5", "with 30 taken as degrees"),
    ("3/4", "1.33333", "with 4 over 3, which is upside down"),
    ("7 - 2*5", "17", "with a plus before (2·5)"),
  ])
  func anAuthorsFormulaIsLookedInto(_ formula: String, _ typed: String, _ words: String) throws {
    let session = try Session.course()
    let found = try session.findings(typed, to: session.ask(formula))
    #expect(found?.contains(words) == true, "\(found ?? [])")
  }

  @Test(arguments: [
    ("E[g²].x", "49.5", "with beta and 1 − beta swapped"),
    ("E[g²].x", "5.42807", "with the previous E[g²] ignored"),
    ("denominator.x", "11.1881", "with the square root left out"),
    ("x", "3.9040", "with the sign of the step wrong"),
    ("x", "x - 0.1", "with lr alone for lr / denominator · g, in step"),
    ("g.x", "2*x^2", "with the exponent 2 kept"),
    ("step.x", "2.20265", "with the decimal point one place too far right"),
  ])
  func aStepIsLookedInto(_ quantity: String, _ typed: String, _ words: String) throws {
    let session = try Session.course()
    let found = try session.findings(typed, to: session.predict(quantity))
    #expect(found?.contains { $0.hasPrefix(words) } == true, "\(found ?? [])")
  }

  /// In step 2 a mean can be forgotten to be new, and a parameter to be moved.
  @Test(arguments: [
    ("x", "3.392544", "with E[g²] as it was before the step"),
    ("x", "3.6837722", "for x before this step"), ("y", "0.6837722", "for y before this step"),
  ])
  func whatStoodThereBeforeIsNamed(_ quantity: String, _ typed: String, _ words: String) throws {
    let session = try Session.after(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1", "step")
    let found = try session.findings(typed, to: session.predict(quantity))
    #expect(found == [words])
  }

  /// Over data no formula of a derivative is at hand, and its mistakes are the same.
  @Test(arguments: [
    ("g.w", "-140", "with the sum for the mean"),
    ("g.w", "-17.5", "with the 2 of the square left out"),
    ("g.w", "-12", "with the inner derivative left out"), ("g.b", "-6", "with the 2 of the square"),
    ("g.b", "-48", "with the sum for the mean"),
  ])
  func aMeanOverDataIsDerived(_ quantity: String, _ typed: String, _ words: String) throws {
    let session = try Session.after("objective line", "use gd")
    let found = try session.findings(typed, to: session.predict(quantity))
    #expect(found?.contains { $0.hasPrefix(words) } == true, "\(found ?? [])")
  }

  /// Where a square stands in a root, its 2 is left out in the same place.
  @Test func aMistakeKeepsWhatItIsMadeIn() throws {
    let formula = try Parser.expression("sqrt(mean((w*[1, 2] - [3, 5])^2))")
    let slipped = try #require(
      SlippedObjective.all(of: formula, by: Name("w"), at: 1).first { $0.text.contains("2 of the") }
    )
    func value(_ formula: Expression, _ w: Double) throws -> Double {
      guard case .scalar(let value) = try formula.value([Name("w"): w]) else { return .nan }
      return value
    }
    #expect(abs(try value(slipped.formula, 1) - value(formula, 1)) <= 1e-12)
    func slope(_ formula: Expression) throws -> Double {
      (try value(formula, 1 + 1e-5) - value(formula, 1 - 1e-5)) / 2e-5
    }
    // By central differences, which are good to some 1e-10 here.
    #expect(abs(try slope(slipped.formula) - slope(formula) / 2) <= 1e-8)
  }

  /// A step that is short beside x isn't lost in what x may be off by.
  @Test(arguments: [
    ("adam", "4", false), ("adam", "4.001", false), ("adam", "3.99683772", false),
    ("adam", "3.999", true), ("adam", "3.99901", true), ("gd lr = 0.0001", "4.0008", false),
    ("gd lr = 0.0001", "3.9992", true), ("rmsprop lr = 0.1", "4", false),
    ("rmsprop lr = 0.1", "3.684", true),
  ])
  func theWayCountsAndNotThePlace(_ use: String, _ typed: String, _ isRight: Bool) throws {
    let session = try Session.after("minimize x^2 + 10y^2 from x = 4, y = 1", "use \(use)")
    let number = try #require(Double(typed))
    let verdict = try session.predict("x").judge(TypedNumber(typed, number))
    #expect((verdict == .right) == isRight, "\(verdict)")
    #expect(verdict != .rough)
  }

  /// An answer is right as far below the one wanted as above it, and no further.
  @Test(arguments: [(6.4, 0.001), (1, 0.5), (-3, 0.2), (1e-7, 0.1)])
  func bothSidesHaveOneTolerance(_ wanted: Double, _ part: Double) {
    for (factor, isRight) in [(0.999, true), (1, true), (1.001, false), (1.4, false)] {
      let off = factor * part * abs(wanted)
      for side in [-off, off] {
        #expect(Tolerance.relative(part).accepts(wanted + side, for: wanted) == isRight)
        #expect(
          Tolerance.absolute(part * abs(wanted)).accepts(wanted + side, for: wanted) == isRight)
      }
    }
  }

  /// θ is so much greater than its change that what is near it to a percent may be anything.
  @Test func theChangeIsComparedAndNotWhatItLeadsTo() throws {
    let session = try Session.course()
    let question = try session.predict("x")
    for typed in ["x - 0.1", "3.583", "3.6"] {
      let found = try #require(try session.findings(typed, to: question))
      #expect(!found.contains { $0.contains("swapped") }, "\(typed): \(found)")
    }
    #expect(try session.findings("3.41", to: question) == [])
  }

  /// Where the slope is the same everywhere, the old gradient is the right one.
  @Test(arguments: ["2", "1.9", "1.98"])
  func whatTheRightAnswerDoesIsNoSlip(_ typed: String) throws {
    let session = try Session("minimize 2x from x = 4", "use gd lr=0.5", "step")
    let question = try session.predict("x")
    let found = try session.findings(typed, to: question) ?? []
    #expect(!found.contains { $0.contains("g of step") || $0.contains("behind") })
    for slip in question.suspects().slips where slip.kind == .gradient {
      #expect(!question.tolerance.accepts(slip.value, for: question.answer))
    }
  }

  /// A hyper-parameter is known by what it is for.
  @Test(arguments: [
    ("keras.rmsprop", "epsilon", "learning_rate"), ("torch.rmsprop", "eps", "lr"),
    ("optax.rmsprop", "eps", "learning_rate"),
  ])
  func frameworksHaveTheirNames(_ recipe: String, _ epsilon: String, _ rate: String) throws {
    let session = try Session("minimize x^2 from x = 4", "use \(recipe)", "step")
    let texts = try session.predict("x").suspects().slips.map(\.text)
    #expect(texts.contains { $0.contains(epsilon) })
    #expect(texts.contains { $0.contains("with \(rate) left out") })
  }

  @Test(arguments: ["6.3936", "6.4064"])
  func theToleranceIsTheSameOnBothSides(_ typed: String) throws {
    let session = try Session.course("back")
    let question = try session.predict("E[g²].x")
    #expect(try session.findings(typed, to: question) == nil)
    #expect(try session.findings("6.5", to: question) == [])
  }

  @Test func twoSlipsAtOnceAreNamedWhereManyDigitsWereTyped() throws {
    let session = try Session.course()
    let question = try session.predict("step.x")
    // Without the root, and with the gradient squared twice over.
    let pair = try #require(
      question.suspects().pairs().first {
        $0.text.contains("square root") && $0.text.contains("swapped")
      })
    let typed = NumberFormat.short.text(pair.value)
    let found = try #require(try session.findings(typed, to: question))
    #expect(found.contains(pair.text), "\(found)")
    #expect(try session.findings("0.9", to: question)?.contains(pair.text) == false)
  }

  @Test(arguments: [
    ("49.5", 3, 0.05), ("169", 3, 0.5), ("0.0040", 2, 0.00005), ("-1e-3", 1, 0.0005),
    ("−2.50", 3, 0.005), ("3", 1, 0.5),
  ])
  func theDigitsTypedTellHowExactANumberIs(_ text: String, _ digits: Int, _ half: Double) {
    let typed = TypedNumber(text, 1)
    #expect(typed.digits == digits)
    #expect(abs(typed.halfUnit - half) < 1e-12)
  }

  @Test func aRoundedAnswerIsNoWrongOne() throws {
    let session = try Session.course()
    #expect(try session.findings("0.22", to: session.predict("step.x")) == ["rough"])
  }

  /// Of several explanations another case tells; it is the same case each time.
  @Test func anotherCaseTellsExplanationsApart() throws {
    let session = try Session.course()
    let question = try session.ask("2^2 + 3*2")
    // Both 2·2 for 2² … and nothing else: 4 + 6.
    let both = Suspects([], answer: 10)
    #expect(both.differing([]).isEmpty)
    let sheet = try #require(
      Worksheet(
        [Worksheet.Line(Name("z"), try Parser.expression("a*b + a"))],
        inputs: [.name(Name("a")): [2], .name(Name("b")): [2]]))
    let suspects = Suspects(sheet, SlipContext())
    let found = suspects.findings(for: TypedNumber("4", 4), trust: 10) { $0 == 6 }
    #expect(found.count > 1)
    let telling = try #require(suspects.question(telling: found, about: .name(Name("z"))))
    let values = found.map { finding in
      telling.suspects().slips.first { $0.text == finding.text }?.value
    }
    #expect(Set(values).count == found.count)
    #expect(!values.contains(telling.answer))
    let again = try #require(suspects.question(telling: found, about: .name(Name("z"))))
    #expect(again.text == telling.text)
    #expect(question.telling(.right) == nil)
  }
}
