import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// Which optimizer made some numbers.
struct WhoseTests {
  private static let function = "minimize x^2 + 10y^2 from x = 4, y = 1"

  /// By default some of the recipes are tried, all in a long run.
  private static let library = RecipeLibrary(
    LongRun.sample(
      RecipeLibrary.standard.names, 8,
      always: ["gd", "momentum", "rmsprop", "adagrad", "keras.rmsprop", "torch.rmsprop"]
    ).compactMap { RecipeLibrary.standard[$0] })

  private static func session(_ lines: String...) throws -> Session {
    var session = Session(library: library, commands: .standard)
    try session.carryOut(lines)
    return session
  }

  private func report(_ line: String, _ function: String = Self.function) throws -> WhoseReport {
    var session = try Self.session(function)
    guard case .whose(let report)? = try session.carryOut(line).last else {
      throw Diagnostic("nothing was reported")
    }
    return report
  }

  /// The numbers of a walk as one types them, to six digits.
  private func numbers(_ lines: [String], digits: Int = 6) throws -> String {
    let walk = try #require(try Session.after([Self.function] + lines).walk)
    let format = NumberFormat.significant(digits)
    let columns = walk.machine.parameters.indices.map { part in
      let values = (0...walk.stepCount).map { format.text(walk.row($0).point[part]) }
      return "\(walk.machine.parameters[part]) = [\(values.joined(separator: ", "))]"
    }
    return columns.joined(separator: ", ")
  }

  @Test(arguments: [
    ("momentum", "lr = 0.02, beta = 0.85"), ("rmsprop", "lr = 0.1"),
    ("keras.rmsprop", "learning_rate = 0.2, rho = 0.95"),
  ])
  func theMakerIsAmongThoseThatAreNamed(_ name: String, _ hypers: String) throws {
    let report = try report("whose \(try numbers(["use \(name) \(hypers)", "run 8"]))")
    let fit = try #require(
      report.fits.first { $0.names.contains(name) }, "\(report.fits)")
    #expect(fit.slip == nil)
    for (own, value) in fit.optimizer == name ? fit.hypers : [] {
      guard let given = hypers.split(separator: ", ").first(where: { $0.hasPrefix("\(own) =") })
      else { continue }
      #expect(value == .number(try #require(Double(given.split(separator: " ").last ?? ""))))
    }
  }

  @Test func aForgottenRootIsFound() throws {
    var session = try Self.session(Self.function)
    session.library.add(
      try Recipe(
        parsing: SourceText(
          """
          optimizer rooted
          hyper lr = 0.1
          hyper beta = 0.9
          state m = 0
          m = beta * m + (1 - beta) * g^2
          θ = θ - lr / (m + 1e-8) * g
          """)))
    try session.carryOut("use rooted", "run 6")
    let walk = try #require(session.walk)
    let format = NumberFormat.significant(7)
    let columns = ["x", "y"].enumerated().map { part, name in
      let values = (0...6).map { format.text(walk.row($0).point[part]) }
      return "\(name) = [\(values.joined(separator: ", "))]"
    }
    let report = try report("whose \(columns.joined(separator: ", "))")
    #expect(report.fits.first?.slip?.contains("root") == true, "\(report.fits)")
    #expect(!report.misses.isEmpty)
  }

  @Test func numbersOfFAloneWillDo() throws {
    let walk = try #require(try Session.after(Self.function, "use adagrad lr = 0.5", "run 9").walk)
    let values = (0...9).map { NumberFormat.significant(8).text(walk.row($0).objective ?? .nan) }
    let report = try report("whose f = \(values.joined(separator: ", "))")
    #expect(report.fits.contains { $0.names.contains("adagrad") })
  }

  /// Gradients of no function that the program knows, each beside the place that it is of.
  @Test(arguments: [0, 1])
  func aFileOfGradientsAndPlacesWillDo(_ shift: Int) throws {
    let folder = TemporaryFolder()
    var session = try Session.after("params x = 1, y = -2", "use rmsprop lr = 0.05")
    var gradients: [(Double, Double)] = []
    for step in 0..<8 {
      let number = Double(step)
      gradients.append((number - 3.5, 0.25 * number * number - 2))
    }
    for gradient in gradients { try session.carryOut("step g = \(gradient.0), \(gradient.1)") }
    let walk = try #require(session.walk)
    var rows = ["step,x,y,g.x,g.y"]
    for step in 0...8 {
      let point = walk.row(step).point
      // The gradient of the place, or the one that led there.
      let found = gradients[min(max(step - shift, 0), 7)]
      rows.append("\(step),\(point[0]),\(point[1]),\(found.0),\(found.1)")
    }
    folder.write("walk.csv", rows.joined(separator: "\n") + "\n")
    var other = try Self.session("params x = 1, y = -2")
    guard case .whose(let report)? = try other.carryOut("whose \(folder.path)/walk.csv").last else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.fits.contains { $0.names.contains("rmsprop") })
  }

  /// A row without a number is no step; beside the start a log may have no gradient.
  @Test func gapsInAFileAreSaid() throws {
    let folder = TemporaryFolder()
    folder.write("gap.csv", "x,y\n3,-1\n2.7,abc\n2.43,-0.36\n")
    folder.write("one.csv", "x,y\n3,-1\n")
    var session = try Self.session("minimize x^2 + 4y^2 from x = 3, y = -1")
    for (file, words) in [("gap.csv", "line 3"), ("one.csv", "one row")] {
      let error = #expect(throws: Diagnostic.self) {
        try session.carryOut("whose \(folder.path)/\(file)")
      }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
    #expect(throws: Diagnostic.self) {
      try session.carryOut("whose x = [3, 2], y = [1, 1], x = [3, 2]")
    }
    let walker = try Session.after(
      "minimize x^2 + 4y^2 from x = 3, y = -1", "use rmsprop lr = 0.1", "run 7")
    let walk = try #require(walker.walk)
    var rows = ["step,x,y,g.x,g.y"]
    for step in 0...7 {
      let row = walk.row(step)
      let gradient = step == 0 ? ["", ""] : row[.gradient]?.map { "\($0)" } ?? []
      rows.append(
        (["\(step)", "\(row.point[0])", "\(row.point[1])"] + gradient).joined(separator: ","))
    }
    folder.write("own.csv", rows.joined(separator: "\n") + "\n")
    guard case .whose(let report)? = try session.carryOut("whose \(folder.path)/own.csv").last
    else {
      throw Diagnostic("nothing was reported")
    }
    #expect(report.steps == 7)
    #expect(report.fits.contains { $0.names.contains("rmsprop") })
  }

  /// A program that writes so many decimals or digits leaves the zeros at the end of some out.
  @Test func zerosThatAFileLeavesOutCount() {
    let decimals = Observations.Column(.objective, writtenByProgram: [4, 3.5, 3.4625, 0.0125, 0])
    #expect(decimals.slacks.allSatisfy { abs($0 - 0.00005) < 1e-9 })
    let digits = Observations.Column(.objective, writtenByProgram: [40, 3.5, 3.4625, 0.012566])
    let expected = [0.0005, 0.00005, 0.00005, 0.0000005]
    for (slack, expected) in zip(digits.slacks, expected) { #expect(abs(slack - expected) < 1e-9) }
    // Nobody types so.
    #expect(
      Observations.Column(.objective, [3.5, 3.4625], texts: ["3.5", "3.4625"]).slacks[0] > 0.04)
  }

  /// Rounded as everything else in a file, the start is still where the session's walk begins.
  @Test func aRoundedStartIsTheSessions() throws {
    let function = "minimize x^4 + 3y^2 - x*y from x = 4/3, y = -2.123456789"
    let folder = TemporaryFolder()
    let walk = try #require(try Session.after(function, "use rmsprop lr = 0.1", "run 12").walk)
    let rows = (0...12).map { step in
      walk.row(step).point.map { NumberFormat.significant(5).text($0) }.joined(separator: ",")
    }
    folder.write("walk.csv", "x,y\n" + rows.joined(separator: "\n") + "\n")
    var other = try Self.session(function)
    guard case .whose(let report)? = try other.carryOut("whose \(folder.path)/walk.csv").last else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.fits.contains { $0.names.contains("rmsprop") }, "\(report.fits)")
  }

  @Test func whatNoRuleMakesIsToldSo() throws {
    let report = try report("whose x = [4, 3.1, 3.7, 2.2, 2.9], y = [1, 0.2, 1.4, -3, 0.01]")
    #expect(report.fits.isEmpty && !report.misses.isEmpty)
  }

  /// Numbers that hardly move in the digits given say of nobody for sure.
  @Test(arguments: [
    "x = [4, 4, 4, 3.99999], y = [1, 0.999999, 0.999997, 0.999996]", "x = 4, 3.2, 2.6",
  ])
  func fewDigitsAreNotSure(_ numbers: String) throws {
    #expect(try report("whose \(numbers)").isThin)
  }

  /// As many digits as are typed count, zeros at the end included, and whole numbers of many digits
  /// may have been rounded.
  @Test func theDigitsTypedCount() throws {
    let function = "minimize x^2 from x = 4"
    #expect(try report("whose x = 4, 3.1, 2.4, 1.9, 1.4", function).fits.count > 0)
    #expect(try report("whose x = 4, 3.1000, 2.4000, 1.9000, 1.4000", function).fits.count == 0)
    let far = "minimize -x^2 from x = -1"
    // 3001 to the power of the step, in six digits.
    for numbers in [
      "-1, -3001, -9.00600e6, -2.70270e10, -8.11081e13", "-1, -3001, -9006000, -27027000000",
    ] {
      let report = try report("whose x = \(numbers)", far)
      #expect(report.fits.contains { $0.optimizer == "gd" }, "\(report.misses)")
    }
  }

  @Test func aWeightDecayIsFound() throws {
    let use = "torch.sgd.weight_decay lr = 0.02, weight_decay = 0.1, momentum = 0.8"
    var session = Session(library: .standard, commands: .standard)
    session.library = RecipeLibrary(
      ["torch.sgd.weight_decay", "gd", "momentum"].compactMap { RecipeLibrary.standard[$0] })
    try session.carryOut(Self.function)
    guard
      case .whose(let report)? = try session.carryOut("whose \(numbers(["use \(use)", "run 8"]))")
        .last
    else { throw Diagnostic("nothing was reported") }
    #expect(report.fits.map(\.optimizer) == ["torch.sgd.weight_decay"])
  }

  /// Several rules that the numbers don't tell apart are all named, with what would.
  @Test func severalAreAllNamed() throws {
    let report = try report("whose x = [4, 3.2], y = [1, -1]")
    #expect(report.fits.count > 1)
    #expect(report.telling?.step == 2)
  }

  @Test(arguments: [
    "whose⟦⟧ ", "whose ⟦z⟧ = 1, 2", "whose ⟦x⟧ = 1", "whose x = [1, 2], ⟦y⟧ = [1, 2, 3]",
    "whose x = [⟦[1, 2]⟧]", "whose x = 1, ⟦q⟧",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.after(Self.function)
    let error = #expect(throws: Diagnostic.self) { try session.carryOut(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }

  @Test func itNeedsSomethingToWalkOn() throws {
    var session = Session(library: .standard, commands: .standard)
    #expect(throws: Diagnostic.self) { try session.carryOut("whose x = 1, 2") }
    try session.carryOut("params x = 1")
    #expect(throws: Diagnostic.self) { try session.carryOut("whose x = 1, 2") }
  }
}
