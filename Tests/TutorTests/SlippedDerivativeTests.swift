import Formula
import Testing

@testable import Tutor

/// Derivatives as people take them, right and wrong.
struct SlippedDerivativeTests {
  private func value(_ formula: Expression, at x: Double) throws -> Double {
    guard case .scalar(let value) = try formula.value([Name("x"): x]) else { return .nan }
    return value
  }

  static let formulas = [
    "x^3 + 4", "3x^2 - 5x", "(2x + 1)^3", "(x - 1)*(x^2 + 2)", "x/(x + 2)", "sqrt(3x + 1)",
    "exp(2x)", "log(x^2 + 1)", "sin(2x)*cos(x)", "-x^2", "5/(x + 1)",
  ]

  /// The right one against a difference quotient; the wrong ones differ from it.
  @Test(arguments: formulas)
  func theRightOneIsRightAndTheOthersArent(_ text: String) throws {
    let formula = try Parser.expression(text)
    let derivative = try #require(SlippedDerivative(of: formula, by: Name("x")))
    let (x, h) = (1.3, 1e-5)
    let quotient = (try value(formula, at: x + h) - value(formula, at: x - h)) / (2 * h)
    let right = try value(derivative.right, at: x)
    #expect(abs(right - quotient) < 1e-6 * max(1, abs(right)))
    #expect(!derivative.slipped.isEmpty)
    for slipped in derivative.slipped {
      #expect(abs(try value(slipped.formula, at: x) - right) > 1e-6, "\(slipped.text)")
    }
  }

  @Test(arguments: [
    ("(2x + 1)^3", "with the inner derivative lost", 3 * 3.6 * 3.6),
    ("x^3", "with the exponent 3 kept", 3 * 1.3 * 1.3 * 1.3),
    (
      "(x - 1)*(x^2 + 2)",
      "with the product of the derivatives for the derivative of a product", 2.6
    ),
    ("x^2 + 4", "with 4 kept, whose derivative is 0", 6.6),
    ("cos(x)", "with the sign of sin wrong", 0.9635581854171929),
  ])
  func aMistakeLeadsToItsNumber(_ text: String, _ words: String, _ number: Double) throws {
    let derivative = try #require(
      SlippedDerivative(of: try Parser.expression(text), by: Name("x")))
    let slipped = try #require(derivative.slipped.first { $0.text == words })
    #expect(abs(try value(slipped.formula, at: 1.3) - number) < 1e-9)
  }
}
