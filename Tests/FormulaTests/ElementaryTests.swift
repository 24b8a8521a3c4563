import TestSupport
import Testing

@testable import Formula

/// The elementary functions that the program has its own way to work out, by themselves, in lanes and in
/// rows.
struct ElementaryTests {
  /// Regions as Scripts/derivatives has them, and how many units of the last place a value may be off.
  private static let functions:
    [(name: String, operation: Formula.Operation, regions: [Region], units: Double)] = [
      ("exp", .exp, [.line(-1, 1), .line(-745, 709), small], 0.8),
      ("expm1", .expm1, [.line(-1, 1), .line(-50, 709), small], 1.7),
      ("log", .log, [.line(0.5, 2), .sizes(-1000, 1000)], 0.9),
      ("log1p", .log1p, [.aboveMinusOne(-50, -2), .sizes(-50, 300), .line(-0.5, 2)], 0.9),
      ("sigmoid", .sigmoid, [.line(-40, 40), .line(-700, 700), small], 2.5),
      ("softplus", .softplus, [.line(-40, 40), .line(-700, 700), small], 1.5),
      ("tanh", .tanh, [.line(-2, 2), .line(-25, 25), small], 2.5),
    ]
  private static let small = Region.both(-40, -2)

  private static func value(_ operation: Formula.Operation, _ x: Double) -> Double {
    Arithmetic.value(operation, [x])
  }

  @Test(arguments: functions.indices)
  func valuesAgreeWithFiftyDigits(_ line: Int) throws {
    let (name, operation, regions, units) = Self.functions[line]
    let fields = ReferenceFile.text("elementary.txt").split(separator: "\n")[line]
      .split(separator: "\t")
    #expect(fields[0] == name)
    var digits = fields[1]
    func next() -> Double {
      defer { digits = digits.dropFirst(16) }
      return Double(bitPattern: UInt64(digits.prefix(16), radix: 16) ?? 0)
    }
    var random = SplitMix64(seed: UInt64(line))
    var count = 0
    while !digits.isEmpty {
      let (nearest, rest) = (next(), next())
      let x = Region.point(&random, regions)
      let computed = Self.value(operation, x)
      let off = abs((computed - nearest) - rest) / nearest.ulp
      #expect(off <= units, "\(name)(\(x)) = \(computed), off by \(off)")
      count += 1
    }
    #expect(count == 1000)
  }

  private typealias Edges = (operation: Formula.Operation, points: [Double], values: [Double])

  private static let infinity = Double.infinity
  private static let least = Double.leastNonzeroMagnitude
  private static let edges: [Edges] = [
    (.exp, [-infinity, -746, 0, -0.0, 710, infinity], [0, 0, 1, 1, infinity, infinity]),
    (.expm1, [-infinity, -60, 0, -0.0, least, 710], [-1, -1, 0, -0.0, least, infinity]),
    (.log, [-1, -0.0, 0, 1, infinity], [Double.nan, -infinity, -infinity, 0, infinity]),
    (.log1p, [-2, -1, -0.0, 0, infinity], [Double.nan, -infinity, -0.0, 0, infinity]),
    (.sigmoid, [-infinity, -746, 0, -0.0, 40, infinity], [0, 0, 0.5, 0.5, 1, 1]),
    (.softplus, [-infinity, -746, 746, infinity], [0, 0, 746, infinity]),
    (.tanh, [-infinity, -0.0, 0, least, 20, infinity], [-1, -0.0, 0, least, 1, 1]),
  ]

  @Test(arguments: edges.indices)
  func edgesAreWhatTheyAreInTheLimit(_ line: Int) {
    let (operation, points, values) = Self.edges[line]
    for (x, value) in zip(points + [Double.nan], values + [Double.nan]) {
      let computed = Self.value(operation, x)
      #expect(computed.isSame(as: value), "\(operation) of \(x) is \(computed)")
    }
  }

  /// A number by itself, on a frame, in a lane and in a row.
  @Test(arguments: functions.indices)
  func allWaysComeToTheSameBits(_ line: Int) {
    let (_, operation, regions, _) = Self.functions[line]
    var random = SplitMix64(seed: UInt64(line + 100))
    let points =
      (0..<999).map { _ in Region.point(&random, regions) } + (0..<300).map { _ in random.number() }
    let single = points.map { Self.value(operation, $0) }
    func program(_ count: Int) -> CompiledProgram {
      var program = Program()
      program.instructions = [
        Instruction(operation, to: Slot(count), from: [Slot(0)], counts: [count], count: count)
      ]
      return CompiledProgram(program, frameSize: 2 * count)
    }
    let one = program(1)
    let alone = points.map { point in
      var frame = [point, 0]
      one.run(on: &frame)
      return frame[1]
    }
    var lanes = LaneFrame(points.map { [$0, 0] })
    one.run(on: &lanes)
    var rows = points + single.map { _ in 0 }
    program(points.count).run(on: &rows)
    for index in points.indices {
      #expect(alone[index].isSame(as: single[index]))
      #expect(lanes[1, index].isSame(as: single[index]))
      #expect(rows[points.count + index].isSame(as: single[index]))
    }
  }
}
