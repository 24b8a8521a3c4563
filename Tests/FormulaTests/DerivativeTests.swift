import RealModule
import TestSupport
import Testing

@testable import Formula

/// Derivatives against 50 digits, at 1,000 points in all regions of each function.
///
/// A derivative is a few operations behind its function, each rounded to half a unit in the last
/// place, ε = 2⁻⁵³ of its size, and elementary functions of a good library are off by less than
/// one unit. So 16ε is what a handful of them can add up to. Where it is computed through numbers
/// that are larger than itself, their rounding is what counts, and is added: e^(−x²) multiplies
/// the rounding of x² by x²; 1 − tanh(x)² and σ(1 − σ) are differences of numbers near 1; a power
/// multiplies the rounding of its exponent by what the logarithm of the base is. Below 2⁻¹⁰²²
/// doubles have fewer digits, so that an error of the smallest double is always allowed.
struct DerivativeTests {
  private static let epsilon = 0x1p-53

  /// How a function is written, and how large the numbers are through which its derivative goes, as
  /// a part of the derivative or as they are.
  private static let formulas: [String: String] = [
    "power52": "x^2.5", "power": "x^y", "divide": "x/y", "hypot": "hypot(x, y)",
    "atan2": "atan2(x, y)", "mod": "mod(x, y)", "logsumexp": "logsumexp([x, y])",
  ]

  private static func allowance(_ name: String, _ point: [Double]) -> (part: Double, whole: Double)
  {
    switch name {
    case "erf": (point[0] * point[0], 0)
    case "tanh", "sigmoid": (0, 1)
    case "power": (8 * abs(Double.log(point[0]) * point[1]) + 8, 0)
    case "logsumexp": (abs(point[0]) + abs(point[1]), 0)
    default: (0, 0)
    }
  }

  private static let reference: [(seed: Int, name: String, argument: Int, values: [Double])] = {
    let text = ReferenceFile.text("derivatives.txt")
    return text.split(separator: "\n").enumerated().map { seed, line in
      let fields = line.split(separator: "\t")
      var digits = fields[2]
      var values: [Double] = []
      while !digits.isEmpty {
        values.append(Double(bitPattern: UInt64(digits.prefix(16), radix: 16) ?? 0))
        digits = digits.dropFirst(16)
      }
      return (seed, String(fields[0]), Int(fields[1]) ?? 0, values)
    }
  }()

  @Test func theReferenceIsThere() { #expect(Self.reference.count == Self.regions.count) }

  @Test(arguments: 0..<34)
  func derivativesAgreeWithFiftyDigits(_ line: Int) throws {
    let (seed, name, argument, values) = Self.reference[line]
    var random = SplitMix64(seed: UInt64(seed))
    let letters = ["x", "y"].prefix(Self.regions[line].count).map { Name($0) }
    var bench = ProgramTests.Bench(scalars: Array(letters))
    let f = try bench.lower(Self.formulas[name] ?? "\(name)(x)")
    let variables = letters.compactMap { bench.scope.bindings[$0] }
    let slope = bench.graph.gradient(of: f, by: variables)[argument]
    var compiler = Compiler(bench.graph, inputs: bench.inputs, reserved: letters.count + 1)
    var program = Program()
    compiler.emit([(slope, Slot(letters.count))], to: &program)
    var frame = compiler.frame
    for exact in values {
      let point = Self.regions[line].map { Region.point(&random, $0) }
      for (index, number) in point.enumerated() { frame[index] = number }
      var span = frame.mutableSpan
      program.run(on: &span)
      let computed = frame[letters.count]
      let (part, whole) = Self.allowance(name, point)
      let tolerance = Self.epsilon * ((16 + 4 * part) * abs(exact) + 4 * whole) + 0x1p-1074
      #expect(
        computed == exact || abs(computed - exact) <= tolerance,
        "\(name) at \(point): \(computed), exactly \(exact)")
    }
  }
}

// MARK: - Points

extension DerivativeTests {
  private static let all = [Region.both(-300, 300)]
  private static let positive = [Region.sizes(-300, 300)]
  private static let small = Region.both(-40, -2)
  private static let inside = [small, .belowOne(-50, -2)]
  private static let near = [Region.both(-3, 3)]

  /// One row a line of the reference, as Scripts/derivatives has them.
  private static let regions: [[[Region]]] = [
    [positive], [all], [all], [[.line(-700, 700), small]], [[.line(-40, 700), small]], [positive],
    [[.aboveMinusOne(-50, -2), .sizes(-50, 300)]], [positive], [positive],
    [[.line(-100, 100), small]], [[.line(-100, 100), small]], [[.line(-100, 100), small]],
    [inside], [inside], [all], [[.line(-700, 700), small]], [[.line(-700, 700), small]],
    [[.line(-40, 40), small]], [[.line(-740, 740), small]], [[.line(-740, 740), small]],
    [[.line(-740, 740), small]], [[.line(-26, 26), small]], [[.sizes(-80, 80)]],
    [[.sizes(-8, 8)], [.line(-5, 5)]], [[.sizes(-8, 8)], [.line(-5, 5)]],
    [[.both(-90, 90)], [.both(-90, 90)]], [[.both(-90, 90)], [.both(-90, 90)]],
    [all, all], [near, near], [all, all], [near, near], [[.line(-100, 100)], [.line(1, 10)]],
    [[.line(-800, 800), small], [.line(-800, 800), small]], [near, near],
  ]
}
