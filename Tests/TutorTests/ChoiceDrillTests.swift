import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// Exercises whose answer is one of several.
struct ChoiceDrillTests {
  static let seeds = Array(UInt64(0)..<120)

  private func question(_ subject: String, _ seed: UInt64) throws -> NumberQuestion {
    let subject = try #require(PracticeSubject(subject, .standard))
    return try #require(subject.question(seed: seed, number: 1, stage: .blank))
  }

  /// The rules of the four as a hand works them out (the sources are the recipes').
  private static let rules: [@Sendable (inout [Double], Double, Double) -> Double] = [
    { _, g, lr in lr * g },
    { memory, g, lr in
      memory[0] = 0.9 * memory[0] + lr * g
      return memory[0]
    },
    { memory, g, lr in
      memory[0] += g * g
      return lr * g / memory[0].squareRoot()
    },
    { memory, g, lr in
      memory[0] = 0.9 * memory[0] + 0.1 * g * g
      return lr * g / memory[0].squareRoot()
    },
  ]

  /// Each of the four, worked out by hand, agrees with the walk where it is the right one and with
  /// no other; 1e-6, since the recipes add ε = 1e-8 to what is 1 at least.
  @Test func theOptimizerThatMadeTheWalkIsRight() throws {
    var right: Set<Double> = []
    for seed in Self.seeds {
      let question = try question("walks", seed)
      let report = try #require(question.drill).report
      let story = try #require(report.story)
      let numbers = story.pieces.compactMap { piece -> (String, Double)? in
        if case .numbers(let name, let values) = piece { (name, values[0]) } else { nil }
      }
      let given = Dictionary(uniqueKeysWithValues: numbers)
      let (start, lr) = (try #require(given["start"]), try #require(given["lr"]))
      let fits = Self.rules.indices.filter { rule in
        var (memory, x) = ([0.0], start)
        return zip(report.rows[0].values, report.rows[1].values).allSatisfy { g, place in
          x -= Self.rules[rule](&memory, g, lr)
          return abs(x - place) < 1e-6
        }
      }
      #expect(fits.map { Double($0 + 1) } == [question.answer], "seed \(seed)")
      right.insert(question.answer)
    }
    #expect(right == [1, 2, 3, 4])
  }

  /// Of gradient descent the product of lr and curvature decides (for f = a·x², 2a·lr); RMSprop at
  /// a constant rate ends by hopping.
  @Test func theEndOfTheWalkIsRight() throws {
    var right: Set<Double> = []
    for seed in Self.seeds.prefix(60) {
      let question = try question("minimum", seed)
      let story = try #require(question.drill?.report.story).text(.roundTrip)
      let words = story.split(separator: " ").map(String.init)
      let factor = words[3] == "x²" ? 1 : try #require(Double(words[3]))
      let lr = try #require(
        words.first { $0.hasPrefix("0.") && words.last != $0 && story.contains("lr = \($0)") }
          ?? words.first { story.contains("lr = \($0) ") })
      right.insert(question.answer)
      guard words[0] == "gd" else {
        #expect(words[0] == "adagrad" || question.answer == 4, "seed \(seed): \(story)")
        continue
      }
      let product = 2 * factor * (try #require(Double(lr)))
      let expected: Double =
        if abs(product - 2) < 1e-9 { 3 } else if product < 1 { 1 } else { product < 2 ? 2 : 5 }
      #expect(question.answer == expected, "seed \(seed): \(story)")
    }
    #expect(right == [1, 2, 3, 4, 5])
  }

  /// Either each has its own remark, or the first hint is heard.
  @Test(arguments: ["walks", "minimum"])
  func eachWrongChoiceLeadsOnAndOthersAreNone(_ subject: String) throws {
    for seed in Self.seeds.prefix(20) {
      let question = try question(subject, seed)
      let count = try #require(question.drill).report.choices.count
      for number in 1...count {
        let verdict = question.judge(Double(number))
        if Double(number) == question.answer {
          #expect(verdict == .right)
        } else if case .foreseen(let remark) = verdict {
          #expect(!remark.text.text(.short).isEmpty)
        } else {
          let notes = question.feedback(verdict, on: "\(number)", attempt: 1, hintsTold: 0)
          #expect(verdict == .wrong([]) && notes.last?.content == question.hint(number: 1))
        }
      }
      for number in [0, Double(count + 1), 1.5, -1, .infinity, .nan] {
        #expect(question.judge(number) == .noChoice(count))
      }
      #expect(question.insight() != nil)
    }
  }

  @Test(arguments: ["walks", "minimum", "averages"], [UInt64(0), 7, .max])
  func theSameSeedMakesTheSame(_ subject: String, _ seed: UInt64) throws {
    func look(_ seed: UInt64) throws -> [String] {
      let question = try question(subject, seed)
      let report = try #require(question.drill).report
      return [report.story?.text(.short) ?? "", "\(question.answer)"]
        + report.rows.map { "\($0.name) \($0.values)" } + report.choices.map { $0.text(.short) }
        + report.given.map { "\($0.name) \($0.value)" }
    }
    #expect(try look(seed) == look(seed))
    #expect(try look(seed) != look(seed ^ 5))
  }

  /// E[g²] after two gradients, worked out by hand; nine digits, as formulas may be written in
  /// another order.
  @Test(arguments: Drill.Stage.allCases)
  func theAverageIsRight(_ stage: Drill.Stage) throws {
    for seed in UInt64(0)..<500 {
      let subject = try #require(PracticeSubject("averages", .standard))
      let drill = try #require(subject.drill(seed: seed, number: 1, stage: stage))
      let (beta, first, second) = (
        drill.given[0].value, drill.given[1].value, drill.given[2].value
      )
      let between = (1 - beta) * first * first
      let after = beta * between + (1 - beta) * second * second
      #expect(Tolerance.nineDigits.accepts(drill.question.answer, for: after))
      // The slips that teachers see: β and 1 − β swapped, the square forgotten.
      let swapped = (1 - beta) * (beta * first * first) + beta * second * second
      guard case .wrong(let findings) = drill.question.judge(swapped), beta != 0.5 else { continue }
      #expect(findings.isEmpty == false || abs(swapped - after) < 0.01 * after, "seed \(seed)")
    }
  }

  /// A choice is named by its number or by its words, in any case; anything else is no choice.
  @Test(arguments: ["walks", "minimum"])
  func aChoiceTakesItsWords(_ subject: String) throws {
    let question = try question(subject, 7)
    let choices = try #require(question.drill).report.choices.map { $0.text(.short) }
    for (place, words) in choices.enumerated() {
      for line in [words, words.uppercased(), "\(place + 1)"] {
        let typed = try Session(library: .standard, commands: .standard)
          .answer(SourceSlice(line), to: question)
        #expect(typed.value == Double(place + 1), "\(line)")
      }
    }
    for line in ["nobody", "adam?", "1 2", "0", "-1", "1.5", "lr"] {
      let typed = try Session(library: .standard, commands: .standard)
        .answer(SourceSlice(line), to: question)
      #expect(question.judge(typed) == .noChoice(choices.count), "\(line)")
    }
  }
}
