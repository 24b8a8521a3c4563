import Formula
import Foundation
import TestSupport
import Testing

@testable import Optimizers

struct HessianTests {
  private static let cases = HexTable.lines("hessians")

  private func objective(_ formula: Substring) throws -> Objective {
    Objective(
      formula: try Parser.expression(formula), parameters: ["x", "y", "z"].map(Name.init))
  }

  /// Against JAX's hessian in float64, on formulas of everything there is.
  ///
  /// A second derivative is a sum of products whose parts may be larger than itself, and each part
  /// is rounded by 1e-16 of its size, in another order here than there. So 1e-12 is of the largest
  /// number that comes out: f, a first or a second derivative, or 1.
  @Test(arguments: 0..<10)
  func secondDerivativesAreThoseOfJAX(_ part: Int) throws {
    #expect(Self.cases.count == 1000)
    for words in Self.cases[100 * part..<100 * (part + 1)] {
      let numbers = HexTable.numbers(words.dropFirst())
      let (point, wanted) = (Array(numbers[..<3]), Array(numbers[3...]))
      var compiled = try CompiledCurvature(objective(words[0]))
      let (value, gradient, hessian) = compiled.derivatives(at: point)
      let upper = [0, 1, 2, 4, 5, 8].map { hessian[$0] }
      let found = [value] + gradient + upper
      let scale = max(1, wanted.map(\.magnitude).max() ?? 1)
      for (a, b) in zip(found, wanted) {
        #expect(
          (a - b).magnitude <= 1e-12 * scale,
          "\(words[0]) at \(point): \(found), and JAX has \(wanted)")
      }
    }
  }

  /// Column by column, as it is done for lists and for many parameters, it is the same to rounding.
  @Test func theColumnsMadeOneByOneAreTheSame() throws {
    for words in Self.cases.prefix(200) {
      let numbers = HexTable.numbers(words.dropFirst())
      let point = Array(numbers[..<3])
      var single = try CompiledCurvature(objective(words[0]))
      var text = String(words[0])
      for (index, name) in ["x", "y", "z"].enumerated() {
        text = text.replacing(try Regex("\\b\(name)\\b"), with: "p[\(index + 1)]")
      }
      let list = Objective(
        formula: try Parser.expression(text),
        blocks: [ParameterBlock(Name("p"), shape: .vector(.elements, count: 3))])
      var whole = try CompiledCurvature(list)
      let one = single.derivatives(at: point)
      let other = whole.derivatives(at: point)
      let scale = max(1, (one.hessian + one.gradient).map(\.magnitude).max() ?? 1)
      for (a, b) in zip(one.hessian, other.hessian) {
        #expect((a - b).magnitude <= 1e-12 * scale, "\(text)")
      }
    }
  }

  /// A product of many elements has a second derivative for each pair, also where one is 0.
  @Test(arguments: [[2.0, 3, 4, 5], [0, 3, 4, 5], [0, 0, 4, 5], [0, 0, 0, 5], [7, 2], [7]])
  func productsHaveAllPairs(numbers: [Double]) throws {
    let list = Objective(
      formula: try Parser.expression("prod(w)"),
      blocks: [ParameterBlock(Name("w"), shape: .vector(.elements, count: numbers.count))])
    var compiled = try CompiledCurvature(list)
    let hessian = compiled.derivatives(at: numbers).hessian
    for row in numbers.indices {
      for column in numbers.indices {
        let rest = numbers.indices.filter { $0 != row && $0 != column }
        let wanted = row == column ? 0 : rest.reduce(1) { $0 * numbers[$1] }
        #expect(hessian[row * numbers.count + column] == wanted)
      }
    }
  }

  /// Matrices, lists and data: against central differences of the exact gradient, which are off by
  /// h²·f⁗/6 and 1e-16/h; with h = 1e-5 that is 1e-9 for derivatives of everyday size.
  @Test(arguments: UInt64(1)...8)
  func listsAndMatricesAgreeWithDifferences(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var data = DataTable()
    for name in ["p", "q", "t"] {
      let column = (0..<5).map { _ in Double.random(in: -1...1, using: &random) }
      try data.set(DataTable.Column(Name(name), column))
    }
    let list = Shape.Dimension(.elements, count: 2)
    let network = Objective(
      formula: try Parser.expression(
        "mean((u @ tanh(W @ [p, q] + c) - t)^2) + 0.1*norm(u) + prod(c) + logsumexp(u)"),
      blocks: [
        ParameterBlock(Name("W"), shape: .matrix(list, list)),
        ParameterBlock(Name("c"), shape: .vector(.elements, count: 2)),
        ParameterBlock(Name("u"), shape: .vector(.elements, count: 2)),
      ], data: data)
    var compiled = try CompiledCurvature(network)
    let point = (0..<8).map { _ in Double.random(in: 0.2...1.5, using: &random) }
    let hessian = compiled.derivatives(at: point).hessian
    for column in point.indices {
      let slopes = [-1e-5, 1e-5].map { step in
        var moved = point
        moved[column] += step
        return compiled.slopes(at: moved).gradient
      }
      for row in point.indices {
        let difference = (slopes[1][row] - slopes[0][row]) / 2e-5
        #expect((hessian[row * 8 + column] - difference).magnitude <= 1e-8)
        #expect(hessian[row * 8 + column] == hessian[column * 8 + row])
      }
    }
  }

  @Test(
    arguments: [
      ("x^2 + 10y^2", "2 0 20"), ("(1-x)^2 + 100(y-x^2)^2", "2 + 800·x² − 400·(y − x²) −400·x 200"),
      ("sin(x*y)", "−y²·sin(x·y) cos(x·y) − x·y·sin(x·y) −x²·sin(x·y)"),
      ("abs(x) + relu(y)", "0 0 0"), ("exp(-x^2)", "4·x²·exp(−x²) − 2·exp(−x²) 0 0"),
    ])
  func secondDerivativesReadAsOnPaper(formula: String, written: String) throws {
    let objective = Objective(
      formula: try Parser.expression(formula), parameters: ["x", "y"].map(Name.init))
    let rows = try objective.hessianFormulas()
    let texts = [rows[0][0], rows[0][1], rows[1][1]].map { $0.map { Notation().text($0) } ?? "?" }
    #expect(texts.joined(separator: " ") == written)
  }

  @Test func tooManyParametersAreRefusedAndTheirExtremesFound() throws {
    let count = 300
    let objective = Objective(
      formula: try Parser.expression("sum(w^4) + w[1]*w[2]"),
      blocks: [ParameterBlock(Name("w"), shape: .vector(.elements, count: count))])
    #expect(throws: Diagnostic.self) { _ = try CompiledCurvature(objective) }
    // Σ w⁴ + w₁·w₂ has 12·w² on the diagonal: here from 12 down to a little.
    let point: [Double] = [1, -0.9] + (2..<count).map { 0.5 / Double($0) }
    let curvature = try Curvature(of: objective, at: point)
    #expect(curvature.hessian.isEmpty)
    let extremes = try #require(curvature.extremes)
    // The first two parameters' corner has the greatest eigenvalue.
    let (a, b) = (12.0, 12 * 0.81)
    let half: Double = (a - b) / 2
    let greatest: Double = (a + b) / 2 + (half * half + 1).squareRoot()
    #expect((extremes.greatest - greatest).magnitude <= 1e-6 * greatest)
  }
}
