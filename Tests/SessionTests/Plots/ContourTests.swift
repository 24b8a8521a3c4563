import Testing

@testable import Session

struct ContourTests {
  /// Heights of a function over −1…1 both ways.
  private func field(
    _ columns: Int = 41, _ rows: Int = 31, _ height: (Double, Double) -> Double
  ) -> HeightField {
    HeightField(columns: columns, rows: rows) { height(2 * $0 - 1, 2 * $1 - 1) }
  }

  @Test func aBowlHasClosedLinesOfOneHeight() {
    let ground = field { $0 * $0 + $1 * $1 }
    let contour = Contour(0.25, of: ground)
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].first == contour.lines[0].last)
    for point in contour.lines[0] {
      let (x, y) = (2 * point.x - 1, 2 * point.y - 1)
      #expect(abs(x * x + y * y - 0.25) < 2e-3)
    }
  }

  @Test func twoWellsHaveTwoLinesBelowTheSaddleAndOneAbove() {
    let ground = field(61, 61) { x, y in
      let square = 2 * x * x - 0.5
      return square * square + y * y
    }
    #expect(Contour(0.1, of: ground).lines.count == 2)
    #expect(Contour(0.4, of: ground).lines.count == 1)
  }

  @Test func aSlopeHasALineFromEdgeToEdge() {
    let contour = Contour(0.1, of: field { x, _ in x })
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].count == 31)
  }

  @Test func whereFIsNotFiniteThereIsNoLine() {
    let contour = Contour(0.1, of: field { x, y in y > 0 ? .nan : x })
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].allSatisfy { $0.y <= 0.5 })
  }

  @Test func aValueBetweenFourIsTheirMixture() {
    let ground = field(3, 3) { x, y in 2 * x + 3 * y }
    #expect(abs(ground.value(atFraction: 0.3, 0.9) - (2 * -0.4 + 3 * 0.8)) < 1e-12)
    #expect(ground.value(atFraction: 0, 0) == -5)
    #expect(ground.value(atFraction: 1, 1) == 5)
  }

  // MARK: - Levels

  @Test func aNarrowValleyGetsLevelsOfItsOwn() {
    let ground = field(121, 91) { x, y in
      let (a, b) = (1 - x, y - x * x)
      return a * a + 100 * b * b
    }
    let levels = ContourLevels.levels(of: ground.values)
    #expect(levels == levels.sorted())
    #expect(levels.count >= 7 && levels.count <= ContourLevels.limit)
    // At equal distances over 0…404 the least level would be near 30.
    #expect(levels[0] <= 1)
    #expect(levels.last.map { $0 >= 100 } == true)
  }

  @Test func levelsAreRound() {
    let ground = field { $0 * $0 + 10 * $1 * $1 }
    #expect(
      ContourLevels.levels(of: ground.values) == [
        0.05, 0.07, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 2, 3, 5, 7, 10,
      ])
  }

  @Test(arguments: [
    [Double](repeating: 3, count: 50), [], [.nan, .infinity], [Double](repeating: 0, count: 9),
  ])
  func whereNothingRisesThereAreNone(_ values: [Double]) {
    #expect(ContourLevels.levels(of: values).isEmpty)
  }

  @Test func aPoleDoesNotTakeAllLevels() {
    let values = (1...10_000).map { 1 / Double($0) } + [1e250, .infinity]
    let levels = ContourLevels.levels(of: values)
    #expect(levels.last.map { $0 < 10 } == true)
    #expect(levels.count <= ContourLevels.limit)
  }

  @Test func bandsLieBetweenLevels() {
    var ground = field { x, _ in x }
    ground.levels = [1, 2, 5]
    #expect([0.5, 1, 1.5, 2, 4.9, 5, .infinity].map { ground.band($0) } == [0, 1, 1, 2, 2, 3, 3])
    #expect(ground.band(.nan) == nil)
  }
}
