import Formula
import Optimizers
import Testing

@testable import Session

/// `precision` beside a walk.
struct PrecisionCommandTests {
  private func report(_ session: inout Session, _ line: String) throws -> PrecisionReport? {
    try session.run(line).compactMap {
      if case .precision(let report) = $0 { report } else { nil }
    }.last
  }

  /// A hand's walk in floats, whatever the program does.
  @Test func theWalkInFloatsIsAHands() throws {
    var session = try Session("minimize x^2 + 10y^2 from x = 4, y = 1", "use gd lr = 0.03")
    #expect(try report(&session, "precision float32") == nil)
    var (x, y): (Float, Float) = (4, 1)
    for step in 1...20 {
      let report = try #require(try report(&session, "step"))
      x -= Float(0.03) * (2 * x)
      y -= Float(0.03) * (20 * y)
      #expect(report.step == step)
      #expect(report.narrow.point == [Double(x), Double(y)])
      let f = x * x + 10 * (y * y)
      #expect(report.narrow.objective == Double(f))
      #expect(report.actual.point == session.walk?.current.point)
    }
  }

  @Test func theDoublesStayAsTheyAre() throws {
    var (plain, session) = (try Session.course(), try Session.course("precision bfloat16"))
    try plain.run("step 30")
    try session.run("step 30")
    #expect(session.walk == plain.walk)
    let walk = try #require(plain.walk)
    var narrow = try NarrowWalk(of: walk, .float64)
    #expect(try narrow.follow(walk))
    #expect(narrow.walk == walk)
  }

  /// Digits are lost where they are: sooner in the narrower format, and in the line that is told.
  @Test func theFirstLossIsTold() throws {
    var session = try Session.course("step 40")
    let wide = try #require(try report(&session, "precision float32"))
    let narrow = try #require(try report(&session, "precision bfloat16"))
    let (bit, digit) = (try #require(narrow.rounding), try #require(narrow.digit))
    #expect(bit.step <= digit.step)
    #expect(digit.step <= wide.digit?.step ?? .max)
    #expect(abs(digit.actual - digit.other) > 0.01 * abs(digit.actual) * 0.99)
    #expect(digit.line != nil || digit.quantity.names.isSubset(of: ["f", "g"].map { Name($0) }))
  }

  /// bfloat16 has eight bits: a step of a thousandth of x is lost altogether.
  @Test func aStepThatIsTooSmallLeavesTheParameter() throws {
    var session = try Session("minimize x^2 from x = 1", "use gd lr = 0.0005", "step 10")
    let report = try #require(try report(&session, "precision bfloat16"))
    #expect(report.move?.step == 1)
    #expect(report.narrow.point == [1])
    #expect(try #require(report.actual.point.first) < 1)
  }

  /// Pictures and comparisons have it beside the walk at hand, wherever that goes.
  @Test func itIsDrawnBesideTheDoubles() throws {
    var session = try Session.course("precision float32", "step 30")
    for line in ["step", "back 5", "set x = 1", "step 2", "step g = 1, 1", "goto 3"] {
      try session.run(line)
      let narrow = try #require(session.namedWalks.first)
      #expect(narrow.name == "float32")
      #expect(narrow.walk.stepCount == session.walk?.stepCount)
      let walk = try #require(session.walk)
      var anew = try NarrowWalk(of: walk, .float32)
      #expect(try anew.follow(walk))
      #expect(narrow.walk == anew.walk, "\(line)")
    }
    try session.run("precision float64")
    #expect(session.namedWalks.isEmpty)
  }

  @Test func itIsSavedAndTakenBack() throws {
    var session = try Session.course("precision float32", "step 2")
    let script = session.script
    #expect(script.last == "precision float32")
    let reports = try session.run("precision float64", "step")
    #expect(!reports.contains { if case .precision = $0 { true } else { false } })
    #expect(try Session.course("precision", "step").precision == .float64)
  }

  @Test(arguments: ["precision float16", "precision 32", "precision float32 now"])
  func whatIsNoFormatIsRefused(_ line: String) throws {
    var session = try Session.course()
    let before = Snapshot(session)
    #expect(throws: Diagnostic.self) { try session.run(line) }
    #expect(Snapshot(session) == before)
  }

  /// Every recipe walks in every format: its numbers are numbers of the format.
  @Test(arguments: RecipeLibrary.standard.names)
  func everyRecipeWalksInFloats(_ name: String) throws {
    let session = try Session(
      "seed 3", "minimize x^2 + 10y^2 + x*y from x = 1.5, y = -1 in -5..5", "use \(name)", "step 4")
    let walk = try #require(session.walk)
    for precision in [Precision.float32, .bfloat16] {
      var narrow = try NarrowWalk(of: walk, precision)
      #expect(try narrow.follow(walk))
      for row in 0...4 {
        for number in narrow.walk.row(row).theta where number.isFinite {
          #expect(precision.rounded(number) == number, "\(name)")
        }
      }
    }
  }
}
