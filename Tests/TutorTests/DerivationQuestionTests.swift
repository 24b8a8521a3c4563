import Formula
import Session
import Testing

@testable import Tutor

/// Lines of a derivation can be asked for, and a wrong answer is looked into.
struct DerivationQuestionTests {
  private static let course = ["minimize sin(x^2) + 10y^2 from x = 1.5, y = 1"]

  @Test(arguments: Gallery.names)
  func everyLineCanBeAskedFor(_ name: String) throws {
    let session = try Session("objective \(name)")
    let pass = try #require(try session.backpropagation())
    for line in pass.lines where !line.isLeaf && line.name != .objective {
      let suffix = line.value.numbers.count > 1 ? "[1]" : ""
      guard case .scalar = line.value else {
        if case .matrix = line.value { continue }
        let quantity = line.variable.map { "g.\($0)\(suffix)" } ?? "\(line.name)\(suffix)"
        if line.variable == nil, session.names.contains(line.name) { continue }
        guard let formula = try? Parser.expression(quantity) else { continue }
        let question = try session.prediction(of: formula, tolerance: .relative(0.001))
        #expect(question.answer == line.value.numbers[0])
        continue
      }
      let quantity = line.variable.map { "g.\($0)" } ?? line.name.text
      if session.names.contains(line.name) { continue }
      let question = try session.predict(quantity)
      #expect(question.answer == line.value.numbers[0], "\(quantity)")
      // What it is by its formula is what it is.
      if let formula = line.formula, case .scalar(let found)? = try? formula.value(question.given) {
        #expect(abs(found - question.answer) <= 1e-9 * max(1, abs(found)), "\(quantity)")
      }
    }
  }

  @Test(
    arguments: [
      // The inner derivative, the sign, a factor.
      ("g.v1", "sin(2.25)", nil),
      ("v1", "3", nil),
      ("v2", "-0.778073", "with the sign wrong"),
    ] as [(String, String, String?)])
  func aWrongAnswerIsLookedInto(_ quantity: String, _ typed: String, _ wanted: String?) throws {
    let session = try Session.after(Self.course)
    let question = try session.predict(quantity)
    let findings = try session.findings(typed, to: question)
    #expect(findings != nil, "\(quantity)")
    if let wanted, quantity == "v2" { #expect(findings?.contains(wanted) == true) }
  }

  /// The slips of derivatives, taken where the chain has got to.
  @Test func theSlipsOfDerivativesAreKnown() throws {
    let session = try Session.after("minimize (x^3 + y)^2 from x = 2, y = 1")
    // v1 = x³, v2 = v1 + y, f = v2².
    #expect(try session.predict("v1").answer == 8)
    let outer = try session.predict("g.v2")
    #expect(outer.answer == 18)
    let findings = try #require(try session.findings("9", to: outer))
    #expect(findings.contains { $0.contains("2") }, "\(findings)")
    // 2 of v2² kept as its exponent: 2·v2².
    let kept = try #require(try session.findings("162", to: outer))
    #expect(kept.contains { $0.contains("exponent 2 kept") }, "\(kept)")
  }

  @Test func whatIsManyNumbersIsAskedForOneByOne() throws {
    let session = try Session("objective logistic")
    #expect(throws: Diagnostic.self) { try session.predict("g.z") }
  }
}
