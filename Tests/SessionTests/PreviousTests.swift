import Formula
import Optimizers
import Testing

@testable import Session

/// `prev(f)`: what a formula was before the step.
struct PreviousTests {
  @Test func itIsTheValueBeforeTheStep() throws {
    var session = try Session.course("step")
    let f = try session.number("f")
    let g = try session.number("g.y")
    try session.run("step")
    #expect(try session.number("prev(f)") == f)
    #expect(try session.number("prev(g.y)") == g)
    #expect(try session.number("prev(g.y + 2f)") == g + 2 * f)
    #expect(try session.number("prev(steps)") == 1)
    #expect(try session.number("x ~= prev(x) - step.x") == 1)
  }

  @Test func aDefinitionIsTakenBeforeTheStepToo() throws {
    let session = try Session.course("let u = x + y^2", "let fall = prev(f) - f", "step")
    #expect(try session.number("prev(u)") == 5)
    #expect(try session.number("fall") == 26 - session.number("f"))
  }

  @Test func whatWasSetByHandWasThereBeforeTheStep() throws {
    let session = try Session.course("step", "set x = 2", "step")
    #expect(try session.number("prev(x)") == 2)
  }

  @Test(arguments: ["prev(f)", "1 + prev(g.x)"])
  func thereIsNothingBeforeTheFirstStep(_ formula: String) throws {
    let session = try Session.course()
    #expect(throws: Diagnostic.self) { try session.number(formula) }
  }

  @Test(arguments: ["prev(prev(f))", "prev(denominator.x)"])
  func thereIsNoMoreThanTheRowBefore(_ formula: String) throws {
    let session = try Session.course("step")
    #expect(throws: Diagnostic.self) { try session.number(formula) }
  }

  @Test func aRunCanEndByIt() throws {
    var session = try Session.course()
    try session.run("run until f > prev(f) max 300")
    let last = try #require(session.walk?.stepCount)
    var values: [Double] = []
    session.walk?.visit(0...last) { values.append($0[Name("f")]?.first ?? .nan) }
    #expect(values[last] > values[last - 1])
    #expect(zip(values, values.dropFirst().dropLast()).allSatisfy { $0 >= $1 })
  }

  @Test func whatHasNoValueAtTheStartEndsNoRunAfterOneStep() throws {
    var session = try Session.course()
    try session.run("run until prev(denominator.x) < denominator.x max 10")
    #expect(session.walk?.stepCount == 2)
  }

  @Test func noFunctionToMinimizeHasAPast() {
    #expect(throws: Diagnostic.self) {
      try Session("minimize x^2 + prev(x) from x = 1")
    }
  }
}
