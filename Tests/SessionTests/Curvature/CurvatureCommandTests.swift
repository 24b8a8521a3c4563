import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct CurvatureCommandTests {
  private func report(_ lines: String...) throws -> CurvatureReport {
    var session = Session(library: .standard, commands: .standard)
    guard case .curvature(let report)? = try session.run(lines).last else {
      throw Diagnostic("no curvature")
    }
    return report
  }

  @Test func itSaysAllThereIsOfABowl() throws {
    let report = try report("minimize x^2 + 10y^2 from x = 4, y = 1", "curvature")
    #expect(report.curvature.point == [4, 1])
    #expect(report.curvature.hessian == [2, 0, 0, 20])
    #expect(report.curvature.eigen?.values == [20, 2])
    #expect(report.curvature.eigen?.directions == [[0, 1], [1, 0]])
    #expect(report.curvature.condition == 10)
    #expect(report.curvature.largestRate == 0.1)
    #expect(report.curvature.modelCenter == [0, 0])
    #expect(!report.curvature.isStationary)
  }

  /// Functions of which one knows what their points are.
  @Test(
    arguments: [
      ("x^2 + 10y^2", "at x = 0, y = 0", Curvature.Kind.minimum, true),
      ("-(x^2) - 10y^2", "at x = 0, y = 0", .maximum, true),
      ("x^2 - y^2", "at x = 0, y = 0", .saddle, true), ("x*y", "at x = 0, y = 0", .saddle, true),
      ("x^3 - 3x*y^2", "at x = 0, y = 0", .flat, true),
      ("(x + y)^2", "at x = 1, y = -1", .valley, true),
      ("-((x + y)^2)", "at x = 1, y = -1", .ridge, true),
      ("x^2 + y^4", "at x = 0, y = 0", .valley, true),
      ("x^2 + y^2", "at y = 0", .minimum, false), ("2x + 3y", "", .flat, false),
      ("(1-x)^2 + 100(y-x^2)^2", "at x = 1, y = 1", .minimum, true),
      // Both are the same point but for a rounding, far below 6e-6.
      ("(x - 1/3)^2 + (y - 0.1)^2", "at x = 0.3333333333, y = 0.1", .minimum, true),
      // Sizes don't matter.
      ("1e12*(x^2 - y^2)", "at x = 0, y = 0", .saddle, true),
      ("1e-12*(x^2 + y^2)", "at x = 0, y = 0", .minimum, true),
    ])
  func pointsAreWhatTheyAre(formula: String, place: String, kind: Curvature.Kind, isStill: Bool)
    throws
  {
    let report = try report("minimize \(formula) from x = 4, y = 1", "curvature \(place)")
    #expect(report.curvature.kind == kind)
    #expect(report.curvature.isStationary == isStill)
  }

  /// At 2/λmax plain gradient descent neither comes nears nor goes away; a little below it settles,
  /// a little above it leaves.
  @Test(arguments: [("x^2 + 10y^2", 10.0), ("2x^2 + 3x*y + 4y^2", 5), ("50(x-y)^2 + (x+y)^2/2", 3)])
  func theLargestRateIsTheBorder(formula: String, start: Double) throws {
    let setUp = "minimize \(formula) from x = \(start), y = 1"
    let rate = try #require(try report(setUp, "curvature").curvature.largestRate)
    for (factor, settles) in [(0.99, true), (1.01, false)] {
      let session = try Session(setUp, "use gd lr = \(rate * factor)", "run 2000")
      let value = try session.number("f")
      #expect((value < 1e-3) == settles)
    }
  }

  @Test func whatIsNotNamedIsWhereTheWalkIs() throws {
    let report = try report(
      "minimize x^4 + y^4 from x = 1, y = 1", "use gd lr = 0.25", "step", "curvature at y = 1/2")
    #expect(report.curvature.point == [0, 0.5])
    #expect(report.curvature.hessian == [0, 0, 0, 3])
  }

  @Test func listsAreTakenWholeAndByElement() throws {
    let setUp = "minimize sum(w^4) from w = [1, 2]"
    #expect(try report(setUp, "curvature at w = [2, 1]").curvature.hessian == [48, 0, 0, 12])
    #expect(try report(setUp, "curvature at w[2] = 1").curvature.hessian == [12, 0, 0, 12])
  }

  /// It is about f, not about the rows that a step happens to see.
  @Test func allRowsOfTheDataCount() throws {
    let setUp = ["data u = [1, 2, 3, 4]", "batch 2", "minimize mean((w*u)^2) from w = 1"]
    var session = Session(library: .standard, commands: .standard)
    guard case .curvature(let report)? = try session.run(setUp + ["curvature"]).last else {
      Issue.record("no curvature")
      return
    }
    #expect(report.curvature.hessian == [15])
  }

  @Test func cornersAreTold() throws {
    let report = try report("minimize abs(x) + x^2 from x = 0", "curvature")
    #expect(report.inspection?.corners.isEmpty == false)
    #expect(report.curvature.hessian == [2])
  }

  @Test(
    arguments: [
      ("curvature at z = 1", "z is no parameter", "z"),
      ("curvature at x", "a name and = should stand here", ""),
      ("curvature at x = [1, 2]", "x is 1 number, and this is 2", "[1, 2]"),
      ("curvature at x = q", "there is nothing called q", "q"),
      ("curvature here", "", "here"),
    ])
  func whatIsWrongIsPointedAt(line: String, message: String, part: String) throws {
    var session = try Session("minimize x^2 from x = 4", "use gd", "step 3")
    let before = Snapshot(session)
    let error = #expect(throws: Diagnostic.self) { try session.run(line) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    if !part.isEmpty, let range = error?.range {
      let bytes = Array(line.utf8)
      #expect(String(decoding: bytes[range.lower..<range.upper], as: UTF8.self) == part)
    }
    #expect(error?.hint != nil)
    #expect(Snapshot(session) == before)
  }

  @Test func withoutAFunctionThereIsNothingToBend() throws {
    var session = try Session("params x = 1")
    #expect(throws: Diagnostic.self) { try session.run("curvature") }
  }
}
