import Formula
import Optimizers
import Testing

@testable import Session

/// f at other points, in all formulas about a walk.
struct PointTests {
  @Test(arguments: [
    ("f(2, 1)", 14), ("f([2, 1])", 14), ("f(θ)", 26), ("f(x, y)", 26), ("f(0, 0)", 0),
    ("f(x - 1, y) - f", -7),
  ])
  func fIsWorkedOutThere(_ formula: String, _ value: Double) throws {
    let session = try Session.course()
    #expect(try session.number(formula) == value)
  }

  @Test func theStepsQuantitiesLeadThere() throws {
    let session = try Session.course("step")
    // From the start, at 4 and 1, a tenth of the gradient leads to 3.2 and −1; 1e-12 for rounding.
    #expect(abs(try session.number("f(θ + step - 0.1g)") - 20.24) < 1e-12 * 26)
  }

  @Test func oneParameterTakesOneNumber() throws {
    let session = try Session("minimize (x - 1)^2 from x = 4")
    #expect(try session.number("f(3)") == 4)
    #expect(try session.number("f([3])") == 4)
  }

  @Test func dataAndDefinitionsAreThere() throws {
    var session = try Session(
      "data u = [1, 2, 3], v = [2, 4, 6]", "let r = v - w*u", "minimize mean(r^2) from w = 0")
    #expect(try session.number("f(2)") == 0)
    #expect(try session.number("f(1)") == (1 + 4 + 9) / 3.0)
    try session.run("let loss(a) = f(a)", "let now = f(w)")
    #expect(try session.number("loss(1)") == (1 + 4 + 9) / 3.0)
    #expect(try session.number("now") == (4 + 16 + 36) / 3.0)
  }

  @Test func watchesTracesAndBreaksTakeIt() throws {
    var session = try Session.course("watch f(0, y)", "break when f(0, y) < 5", "run 100")
    #expect(try session.number("f(0, y)") < 5)
    #expect(try session.number("prev(f(0, y))") >= 5)
    try session.run("trace f(0, y)")
  }

  @Test(arguments: [
    ("f(3)", "f needs 2 numbers here, one for x, y, not 1"),
    ("f(1, 2, 3)", "f needs 2 numbers here, one for x, y, not 3"),
    ("f([1, 2, 3])", "f needs 2 numbers here, one for x, y, not 3"),
  ])
  func thePointFits(_ formula: String, _ message: String) throws {
    let session = try Session.course()
    let error = try #require(throws: Diagnostic.self) { try session.number(formula) }
    #expect(error.message == message)
  }

  @Test(arguments: [[], ["params x = 4", "use gd"]])
  func withoutAFunctionThereIsNone(_ lines: [String]) throws {
    let session = try Session(lines)
    let error = try #require(throws: Diagnostic.self) { try session.number("f(3)") }
    #expect(error.message == "there is no function here")
  }
}
