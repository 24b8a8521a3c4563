import Testing

@testable import Session

struct PlotAxisTests {
  @Test(arguments: [
    (0.0, 1.0, 6, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    (-1.3, 1.3, 6, ["-1", "-0.5", "0", "0.5", "1"]),
    (0, 300, 7, ["0", "50", "100", "150", "200", "250", "300"]),
    (17, 23, 4, ["18", "20", "22"]),
    (0, 4e-7, 5, ["0", "1e-07", "2e-07", "3e-07", "4e-07"]),
    (1_000_000, 1_000_003, 4, ["1000000", "1000001", "1000002", "1000003"]),
    (0, 1e7, 3, ["0", "5e+06", "1e+07"]),
  ])
  func ticksStandAtRoundNumbers(_ lower: Double, _ upper: Double, _ limit: Int, _ texts: [String]) {
    let axis = PlotAxis("x", lower: lower, upper: upper)
    #expect(axis.ticks(atMost: limit).map(\.text) == texts)
  }

  @Test(arguments: [
    ([1e-3, 1e3], 8, ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]),
    ([0.9, 110], 9, ["1", "2", "5", "10", "20", "50", "100"]),
    ([1e-12, 1], 5, ["1e-12", "1e-09", "1e-06", "0.001", "1"]),
    ([2, 4], 4, ["2", "3", "4"]),
  ])
  func aLogarithmicAxisCountsDecades(_ values: [Double], _ limit: Int, _ texts: [String]) {
    let axis = PlotAxis("f", .logarithmic, holding: values)
    let ticks = axis.ticks(atMost: limit)
    #expect(ticks.map(\.text) == texts)
    #expect(ticks.allSatisfy { axis.fraction($0.value).map { -1e-9...1 + 1e-9 ~= $0 } == true })
  }

  @Test(arguments: 2...12)
  func thereAreNeverTooManyTicks(_ limit: Int) {
    for power in -30...30 {
      for span in [1.0, 1.7, 3.3, 7.9] {
        let upper = span * Double(sign: .plus, exponent: power, significand: 1)
        let ticks = PlotAxis("x", lower: -upper / 3, upper: upper).ticks(atMost: limit)
        #expect((1...limit + 1).contains(ticks.count))
      }
    }
  }

  @Test func aSingleValueGetsRoom() throws {
    for value in [0, 1, -5, 1e-9, 1e12] {
      let axis = PlotAxis("x", holding: [value, value])
      #expect(axis.lower < value && value < axis.upper)
    }
    let axis = PlotAxis("x", .logarithmic, holding: [100])
    #expect(axis.lower < 100 && 100 < axis.upper)
  }

  @Test func whatHasNoPlaceIsPassedOver() {
    let axis = PlotAxis("x", holding: [.nan, 1, .infinity, 3, 1e305])
    #expect(axis.lower == 1 && axis.upper == 3)
    #expect(axis.fraction(.nan) == nil)
    #expect(axis.fraction(.infinity) == nil)
    #expect(axis.fraction(2) == 0.5)
    #expect(PlotAxis("x", .logarithmic, holding: [-1, 0, 1, 100]).fraction(10) == 0.5)
    #expect(PlotAxis("x", .logarithmic, holding: [1, 100]).fraction(-1) == nil)
  }

  @Test func hugeNumbersDoNotOverflow() throws {
    let axis = PlotAxis("f", holding: [-1e299, 1e299], margin: 0.04)
    #expect(axis.fraction(0) == 0.5)
    #expect(!axis.ticks(atMost: 5).isEmpty)
  }

  @Test func aFractionLeadsBackToItsValue() throws {
    for axis in [
      PlotAxis("x", lower: -3, upper: 5), PlotAxis("x", .logarithmic, holding: [1e-6, 1e4]),
    ] {
      for part in [0, 0.25, 0.5, 1] {
        let back = try #require(axis.fraction(axis.value(at: part)))
        #expect(abs(back - part) < 1e-12)
      }
    }
  }

  /// Every pair of ends, the odd ones among them.
  private static let ends: [Double] = [
    0, -0.0, 1, 1 + 0x1p-52, -3, 0x1p-1074, 0x1p-1063, -0x1p-1030, 2.3e-308, 1e-300, 1e-16, 4e15,
    1e299,
    -1e299, 1e300, 1e305, -1e308, .greatestFiniteMagnitude, .infinity, -.infinity, .nan,
  ]

  @Test(arguments: ends)
  func anAxisHasALengthWhateverItsEnds(_ first: Double) {
    for second in Self.ends {
      let axes = [
        PlotAxis("", lower: first, upper: second),
        PlotAxis("", holding: [first, second], margin: 0.12),
        PlotAxis("", .logarithmic, holding: [first, second], margin: 0.03),
      ]
      for axis in axes {
        #expect(axis.low < axis.high && (axis.high - axis.low).isFinite, "\(first) \(second)")
        #expect(axis.lower.isFinite && axis.upper.isFinite)
        let ticks = axis.ticks(atMost: 6)
        #expect((1...13).contains(ticks.count), "\(first) \(second)")
        #expect(ticks.allSatisfy { $0.value.isFinite && !$0.text.isEmpty })
        for value in Self.ends { #expect(axis.fraction(value)?.isFinite ?? true) }
        #expect([0, 0.3, 1].allSatisfy { axis.value(at: $0).isFinite })
      }
    }
  }

  @Test func valuesFarBelowTheLeastNormalNumberStillHaveDecades() {
    let axis = PlotAxis("f", .logarithmic, holding: [0x1p-1063, 0x1p-1030])
    #expect(axis.ticks(atMost: 5).map(\.text) == ["1e-318", "1e-316", "1e-314", "1e-312"])
  }
}
