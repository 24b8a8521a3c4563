import Formula
import Testing

@testable import Optimizers

struct RowFormulasTests {
  private static let formulas = [
    "f", "step.x", "g", "θ", "x", "t", "steps", "prev(f)", "prev(step.x)", "E[g²] + step",
    "f / prev(f)", "lr", "prev(lr)", "prev(E[g²].y)", "u", "prev(u)", "if(t < 1, f, prev(f))",
  ]

  private static func compiled(_ walk: Walk) throws -> RowFormulas {
    var definitions = Definitions()
    try definitions.define(Name("u"), as: Parser.expression("x + denominator.y"))
    return try RowFormulas(
      formulas.map { try Parser.expression($0) }, on: walk.machine, definitions: definitions)
  }

  private static func walk() throws -> Walk {
    var walk = try Walk(
      "rmsprop", minimizing: "x^2 + 10y^2", from: ["x", "y"], [4, 1], hypers: [.learningRate: 0.1])
    for step in 1...40 {
      if step == 3 { walk.set(try walk.quantity("θ"), parameter: 1, to: -2) }
      if step == 7 { walk.set(try walk.quantity("lr"), to: 0.05) }
      walk.step(feeding: step == 5 ? [1, -1] : nil)
    }
    return walk
  }

  /// The values at a row alone, which know nothing of how steps follow each other.
  private static func values(_ walk: Walk, _ formulas: RowFormulas, _ step: Int) -> [Value?] {
    let previous = step == 0 ? nil : walk.rowWithChanges(after: step - 1)
    return formulas.values(at: walk.row(step), previous: previous)
  }

  @Test(arguments: [0...40, 0...0, 1...1, 2...9, 17...40])
  func manyStepsReadAsOneByOne(_ steps: ClosedRange<Int>) throws {
    let walk = try RowFormulasTests.walk()
    let formulas = try RowFormulasTests.compiled(walk)
    var read: [Int] = []
    walk.read(formulas, at: steps) { reader in
      read.append(reader.step)
      #expect(reader.values == RowFormulasTests.values(walk, formulas, reader.step))
    }
    #expect(read == Array(steps))
  }

  @Test func whatHasNoValueYetIsSaidInOneWay() throws {
    let walk = try RowFormulasTests.walk()
    let formulas = try RowFormulasTests.compiled(walk)
    let names = RowFormulasTests.formulas
    func missing(_ step: Int) -> [String] {
      zip(names, RowFormulasTests.values(walk, formulas, step)).filter { $1 == nil }.map { $0.0 }
    }
    #expect(
      missing(0) == [
        "step.x", "prev(f)", "prev(step.x)", "E[g²] + step", "f / prev(f)", "prev(lr)",
        "prev(E[g²].y)", "u", "prev(u)", "if(t < 1, f, prev(f))",
      ])
    #expect(missing(1) == ["prev(step.x)", "prev(u)"])
    #expect(missing(2).isEmpty)
  }

  @Test func aChangeIsReadBesideWhatTheStepBeganWith() throws {
    let walk = try RowFormulasTests.walk()
    let formulas = try RowFormulasTests.compiled(walk)
    var seen: [Int] = []
    walk.readChanges(of: formulas, over: 3...8) { step, before, after in
      seen.append(step)
      let began = walk.rowWithChanges(after: step - 1)
      let earlier = walk.rowWithChanges(after: step - 2)
      #expect(before == formulas.values(at: began, previous: earlier))
      #expect(after == RowFormulasTests.values(walk, formulas, step))
    }
    #expect(seen == Array(3...8))
  }

  @Test func readingStopsWhenAsked() throws {
    var walk = try RowFormulasTests.walk()
    _ = walk.run(5000)
    let formulas = try RowFormulasTests.compiled(walk)
    var (asked, read) = (0, 0)
    let stopped = walk.read(formulas, at: 0...walk.stepCount) {
      asked += 1
      return asked == 2
    } _: { _ in
      read += 1
    }
    #expect(stopped == read - 1)
    #expect(read < 1000)
    asked = 0
    var changes = 0
    let last = walk.readChanges(of: formulas, over: 1...walk.stepCount) {
      asked += 1
      return asked == 2
    } _: { _, _, _ in
      changes += 1
    }
    #expect(last == changes)
  }

  @Test(arguments: ["zz", "prev(zz)", "prev(prev(f))", "g.zz", "prev(prev(u))"])
  func whatIsUnknownIsRefused(_ formula: String) throws {
    let walk = try RowFormulasTests.walk()
    let error = #expect(throws: Diagnostic.self) {
      try RowFormulas([try Parser.expression(formula)], on: walk.machine)
    }
    #expect(error?.message.isEmpty == false)
  }
}

// MARK: - Seeds

struct SeedTests {
  private static let recipe = "optimizer noisy\nhyper lr = 0.1\nθ = θ - lr * g + normal()\n"

  @Test(arguments: [0, 1, 1 << 32, (1 << 53) + 1, .max] as [UInt64])
  func everyBitOfASeedIsKept(_ seed: UInt64) throws {
    let recipe = try Recipe(SeedTests.recipe)
    let objective = Objective(formula: try Parser.expression("x^2"), parameters: [Name("x")])
    let machine = try Machine(recipe: recipe, objective: objective, parameters: [Name("x")])
    var walk = try Walk(machine, from: [4], hypers: recipe.standardValues, seed: seed)
    #expect(walk.current.seed == seed)
    for _ in 1...40 { walk.step() }
    walk.reseed(~seed)
    for _ in 1...40 { walk.step() }
    #expect(walk.current.seed == ~seed)
    #expect(walk.row(20).seed == seed)
    #expect(walk.row(70).bits.count == walk.current.bits.count)
    #expect(walk.history == [.steps(40), .reseed(~seed), .steps(40)])
    let draw = Chance(seed: ~seed).normal(.recipe, step: 80, index: 0)
    let before = walk.rowWithChanges(after: 79).point[0]
    #expect(walk.current.point == [before - 0.1 * (2 * before) + draw])
    #expect(try walk.current.value(of: Parser.expression("seed")) == .scalar(Double(~seed)))
  }
}
