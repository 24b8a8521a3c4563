import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Tutor

/// Optimizers with values that nobody gives as a rule.
struct WhoseOddValuesTests {
  /// Eight steps of an optimizer, to six digits; of them a report is asked.
  private struct Case: CustomTestStringConvertible {
    var optimizer: String
    var hypers: String
    var function = "minimize x^2 + 10y^2 from x = 4, y = 1"
    var isOfObjectiveAlone = false

    var testDescription: String {
      "\(optimizer) \(hypers)\(isOfObjectiveAlone ? ", from f alone" : "")"
    }

    func report(among others: [String] = []) throws -> WhoseReport {
      let walk = try #require(
        try Session.after(function, "use \(optimizer) \(hypers)", "run 8").walk)
      let format = NumberFormat.significant(6)
      func list(_ values: [Double]) -> String {
        "[\(values.map(format.text).joined(separator: ", "))]"
      }
      let columns =
        isOfObjectiveAlone
        ? "f = \(list((0...8).map { walk.row($0).objective ?? .nan }))"
        : walk.machine.parameters.enumerated().map { part, name in
          "\(name) = \(list((0...8).map { walk.row($0).point[part] }))"
        }.joined(separator: ", ")
      return try WhoseOddValuesTests.report(
        "whose \(columns)", function, [optimizer] + others)
    }
  }

  private static func report(_ line: String, _ function: String, _ recipes: [String]) throws
    -> WhoseReport
  {
    let library = RecipeLibrary(
      Set(recipes + ["gd", "momentum", "rmsprop"]).sorted().compactMap {
        RecipeLibrary.standard[$0]
      })
    var session = Session(library: library, commands: .standard)
    try session.carryOut(function)
    guard case .whose(let report)? = try session.carryOut(line).last else {
      throw Diagnostic("nothing was reported")
    }
    return report
  }

  @Test(arguments: [
    Case(optimizer: "adam", hypers: "lr = 0.00316228"),
    Case(optimizer: "adam", hypers: "lr = 0.1, beta1 = 0.85, beta2 = 0.99"),
    Case(optimizer: "adam", hypers: "lr = 0.1, beta1 = 0.63, beta2 = 0.927"),
    Case(optimizer: "adam", hypers: "lr = 0.1, eps = 0.3"),
    Case(optimizer: "momentum", hypers: "lr = 0.02, beta = 0.87"),
    Case(optimizer: "momentum", hypers: "lr = 0.02, beta = 0.87", isOfObjectiveAlone: true),
    Case(
      optimizer: "torch.sgd.weight_decay", hypers: "lr = 0.02, momentum = 0, weight_decay = 0.3"),
    Case(optimizer: "gd.decay", hypers: "lr = 0.05, decay = 0.3"),
    Case(optimizer: "rmsprop", hypers: "lr = 0.0123457, beta = 0.93"),
    Case(optimizer: "adam", hypers: "lr = 0.0316228, eps = 0.3"),
    Case(optimizer: "adagrad", hypers: "lr = 0.0316228, eps = 0.3"),
    Case(optimizer: "adamw", hypers: "lr = 0.0316228, decay = 0.3"),
    Case(optimizer: "adam", hypers: "lr = 0.00316228", isOfObjectiveAlone: true),
    Case(optimizer: "gd", hypers: "lr = 0.00316228", isOfObjectiveAlone: true),
    Case(
      optimizer: "momentum", hypers: "lr = 0.000316228",
      function: "minimize (1-x)^2+100*(y-x^2)^2 from x = -1, y = 1.5", isOfObjectiveAlone: true),
    Case(
      optimizer: "rmsprop", hypers: "lr = 0.00316228",
      function: "minimize (1-x)^2+100*(y-x^2)^2 from x = -1, y = 1.5", isOfObjectiveAlone: true),
  ])
  private func theyAreRead(_ one: Case) throws {
    let report = try one.report()
    let fit = try #require(report.fits.first, "\(report.misses)")
    #expect(fit.names.contains(one.optimizer) && fit.slip == nil, "\(report.fits)")
    guard fit.optimizer == one.optimizer else { return }
    for given in one.hypers.split(separator: ", ") {
      let parts = given.split(separator: " = ")
      let own = try #require(fit.hypers.first { $0.name.ascii == parts[0] })
      guard case .number(let value) = own.setting, !fit.untold.contains(own.name) else { continue }
      let number = try #require(Double(String(parts[1])))
      // A step of five digits tells a rate to five.
      #expect(abs(value - number) <= 2e-5 * number, "\(own)")
    }
  }

  /// Where a rule of people's own values makes the numbers, no other is made to by odd ones.
  @Test func oddValuesMakeNoRivals() throws {
    let report = try Case(optimizer: "adagrad", hypers: "lr = 0.5").report(
      among: ["torch.adagrad.lr_decay", "torch.asgd", "nadam", "adam"])
    let first = try #require(report.fits.first)
    #expect(report.fits.count == 1 && first.names.contains("adagrad"), "\(report.fits)")
  }

  /// How numbers in float32 are written.
  private enum Single: CaseIterable {
    case whole, shortest, inNineDigits

    func text(_ number: Float) -> String {
      switch self {
      case .whole: "\(Double(number))"
      case .shortest: "\(number)"
      case .inNineDigits: "\(Double(number).rounded(toDigits: 9))"
      }
    }
  }

  /// What is printed of numbers in float32 has more digits than they have, in a file as well.
  @Test(arguments: Single.allCases, [false, true])
  private func numbersInFloat32AreNoDoubles(_ writing: Single, _ isFile: Bool) throws {
    // RMSprop with ε outside the root, as PyTorch has it, every operation rounded to float32.
    var (x, y): (Float, Float) = (4, 1)
    var (u, v): (Float, Float) = (0, 0)
    var rows = [(x, y)]
    for _ in 0..<10 {
      let (g, h) = (2 * x, 20 * y)
      u = 0.99 * u + (0.01 as Float) * g * g
      v = 0.99 * v + (0.01 as Float) * h * h
      x -= 0.03 * (g / (u.squareRoot() + 1e-8))
      y -= 0.03 * (h / (v.squareRoot() + 1e-8))
      rows.append((x, y))
    }
    func list(_ numbers: [Float]) -> String {
      "[\(numbers.map(writing.text).joined(separator: ", "))]"
    }
    let folder = TemporaryFolder()
    let lines = rows.map { "\(writing.text($0)),\(writing.text($1))" }
    folder.write("walk.csv", (["x,y"] + lines).joined(separator: "\n") + "\n")
    let report = try Self.report(
      isFile
        ? "whose \(folder.path)/walk.csv"
        : "whose x = \(list(rows.map(\.0))), y = \(list(rows.map(\.1)))",
      "minimize x^2 + 10y^2 from x = 4, y = 1", ["torch.rmsprop", "adagrad"])
    #expect(
      report.fits.first?.names.contains("torch.rmsprop") == true, "\(report.fits) \(report.misses)")
    #expect(report.fits.first?.hypers.contains { $0.setting == .number(0.03) } == true)
  }

  /// A memory that changes none of the numbers isn't told as if it had been found.
  @Test func whatTheNumbersDontTellIsSaid() throws {
    // Where all gradients are alike, Adam's means are the gradient whatever the memories.
    let report = try Case(
      optimizer: "adam", hypers: "lr = 0.1", function: "minimize x + 2y from x = 4, y = 1"
    ).report()
    let fit = try #require(report.fits.first { $0.optimizer == "adam" })
    #expect(Set(fit.untold.map(\.ascii)).isSuperset(of: ["beta1", "beta2"]))
    let told = try Case(optimizer: "adam", hypers: "lr = 0.1").report()
    #expect(told.fits.first?.untold.map(\.ascii).contains("beta1") == false)
  }

  /// An odd value takes some of what the numbers tell.
  @Test func anOddValueNeedsMoreNumbers() throws {
    let report = try Self.report(
      "whose x = [4, 3.2, 2.5, 2.1]", "minimize x^2 from x = 4", ["adagrad"])
    #expect(report.fits.isEmpty || report.isThin)
  }
}
