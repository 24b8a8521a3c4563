import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// Exercises that are made from a seed.
struct PracticeTests {
  private func hold(_ drill: Drill, _ name: String) {
    let question = drill.question
    #expect(question.answer.isFinite)
    #expect(drill.sheet.isEasy, "\(name)")
    for given in drill.given { #expect(given.value.isEasy, "\(name): \(given.name)") }
    for line in drill.sheet.lines.indices { #expect(drill.sheet.number(of: line).isEasy) }
    #expect(question.judge(TypedNumber(exactly: question.answer)) == .right)
    // Whoever types the answer as it is shown is right.
    let shown = NumberFormat.roundTrip.text(question.answer.rounded(toDigits: 3))
    #expect(question.judge(TypedNumber(shown, question.answer.rounded(toDigits: 3))) == .right)
  }

  /// 10,000 seeds where all are taken: of gradient descent and its kin, whose numbers are found at once;
  /// see below for the others.
  @Test func everySeedMakesAnExerciseThatCanBeSolved() throws {
    let subjects = try ["gd", "momentum", "rmsprop", "adagrad"].map { name in
      try #require(RecipeLibrary.standard[name].flatMap { RecipeDrills($0) })
    }
    for seed in 0..<(LongRun.count(600, long: 10_000)) {
      let stage = Drill.Stage.allCases[seed % 3]
      for (index, subject) in subjects.enumerated() where LongRun.isOn || seed % 4 == index {
        let drill = subject.drill(seed: UInt64(seed), number: 1, stage: stage)
        hold(try #require(drill, "\(index) \(seed)"), "\(index) \(seed)")
      }
    }
    for seed in 0..<LongRun.count(1_500, long: 10_000) {
      let stage = Drill.Stage.allCases[seed % 3]
      let drill = DerivativeDrills.mixed(seed: UInt64(seed), number: 1, stage: stage)
      hold(try #require(drill, "derivatives \(seed)"), "derivatives \(seed)")
    }
  }

  @Test(arguments: [
    "adam", "adadelta", "nesterov", "lion", "sign", "torch.sgd.momentum", "keras.rmsprop",
  ])
  func otherRecipesHaveThem(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    let subject = PracticeSubject.recipe(recipe)
    let drill = try #require(subject.drill(seed: 3, number: 1, stage: .blank))
    hold(drill, name)
  }

  /// No exercise gives a mean of squares below zero.
  @Test(arguments: RecipeLibrary.standard.names)
  func meansOfSquaresAreNeverNegative(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    for state in recipe.states where state.name.text.contains("g²") {
      #expect(recipe.statesNeverNegative.contains(state.name), "\(state.name)")
    }
    for state in recipe.statesNeverNegative {
      let drill = RecipeDrills(recipe)?.drill(seed: 63, number: 1, stage: .blank)
      let given = drill?.given.first { $0.name == state }
      #expect(given?.value ?? 0 >= 0)
    }
  }

  @Test func aMeanOfGradientsMayBeNegative() throws {
    let adam = try #require(RecipeLibrary.standard["adam"])
    #expect(adam.statesNeverNegative == [Name("v")])
  }

  @Test(arguments: ["rmsprop", "derivatives", "himmelblau"])
  func theSameSeedMakesTheSameExercise(_ name: String) throws {
    let subject = try #require(PracticeSubject(name, .standard))
    func text(_ seed: UInt64, _ number: Int) throws -> String {
      let drill = try #require(subject.drill(seed: seed, number: number, stage: .blank))
      return "\(drill.given) \(drill.sheet.lines.map(\.formula.kind)) \(drill.sheet.answer)"
    }
    #expect(try text(5, 1) == text(5, 1))
    #expect(try Set((1...8).map { try text(5, $0) }).count > 4)
    #expect(try Set((1...8).map { try text(UInt64($0), 1) }).count > 4)
  }

  /// What people do most leads to numbers of its own, and is named.
  @Test(arguments: 0..<10)
  func theUsualSlipsAreToldApart(_ seed: UInt64) throws {
    let subject = try #require(PracticeSubject("rmsprop", .standard))
    let drill = try #require(subject.drill(seed: seed, number: 1, stage: .blank))
    let question = drill.question
    let usual = question.suspects().slips.filter { $0.rank == 0 && $0.kind != .epsilon }
    let words = ["square root left out", "swapped", "previous E[g²] ignored", "g not squared"]
    for word in words {
      let slip = try #require(usual.first { $0.text.contains(word) }, "\(word)")
      #expect(!question.tolerance.accepts(slip.value, for: question.answer))
      guard case .wrong(let findings) = question.judge(slip.value) else {
        Issue.record("\(word) is taken for right")
        continue
      }
      #expect(findings.contains { $0.text == slip.text }, "\(slip.text): \(findings)")
    }
  }

  /// Every third exercise has an ε that counts, and where it stands is told apart.
  @Test(arguments: ["rmsprop", "torch.rmsprop", "adagrad"])
  func someExercisesHaveAnEpsilon(_ name: String) throws {
    let subject = try #require(PracticeSubject(name, .standard))
    for number in 1...6 {
      let drill = try #require(subject.drill(seed: 2, number: number, stage: .blank))
      hold(drill, "\(name) \(number)")
      let epsilon = try #require(drill.given.first { $0.name == Name("eps") }?.value)
      #expect((epsilon != 0) == number.isMultiple(of: 3), "\(name) \(number)")
      let slips = drill.question.distinguishableSlips.filter { $0.kind == .epsilon }
      #expect(slips.isEmpty == (epsilon == 0), "\(name) \(number)")
    }
  }

  /// A function with data is one over its first rows.
  @Test func aFunctionOfDataIsWrittenOut() throws {
    let subject = try #require(PracticeSubject("line", .standard))
    for seed in 0..<20 {
      let drill = try #require(subject.drill(seed: UInt64(seed), number: 1, stage: .last))
      hold(drill, "line \(seed)")
      func given(_ name: String) throws -> Double {
        try #require(drill.given.first { $0.name == Name(name) }?.value)
      }
      let (w, b) = (try given("w"), try given("b"))
      let rests = [w + b - 3, 2 * w + b - 5]
      let isByW = drill.asked == .component(Name("w"), of: .gradient)
      #expect(drill.question.answer == (isByW ? rests[0] + 2 * rests[1] : rests[0] + rests[1]))
    }
  }

  @Test func stagesFade() throws {
    let subject = try #require(PracticeSubject("rmsprop", .standard))
    func report(_ stage: Drill.Stage) throws -> DrillReport {
      try #require(subject.drill(seed: 1, number: 1, stage: stage)).report
    }
    #expect(try report(.last).lines.map { $0.value == nil } == [false, false, false, false, true])
    #expect(
      try report(.lastTwo).lines.map { $0.value == nil } == [false, false, false, true, true])
    #expect(try report(.blank).lines.isEmpty)
  }

  @Test(arguments: ["swarm", "nonsense", "xor"])
  func whatNoHandCanDoHasNone(_ name: String) {
    let subject = PracticeSubject(name, .standard)
    #expect(subject?.drill(seed: 1, number: 1, stage: .last) == nil)
  }
}
