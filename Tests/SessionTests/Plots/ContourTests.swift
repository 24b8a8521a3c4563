import Testing

@testable import Session

struct ContourTests {
  /// A landscape of a function over −1…1 both ways.
  private func landscape(
    _ columns: Int = 41, _ rows: Int = 31, _ height: (Double, Double) -> Double
  ) -> LandscapePlot {
    var plot = LandscapePlot(
      title: "", x: PlotAxis("x", lower: -1, upper: 1), y: PlotAxis("y", lower: -1, upper: 1),
      columns: columns, rows: rows, values: [], levels: [], walks: [], remarks: [])
    for row in 0..<rows {
      for column in 0..<columns {
        let place = plot.place(Double(column), Double(row))
        plot.values.append(height(place.x, place.y))
      }
    }
    return plot
  }

  @Test func aBowlHasClosedLinesOfOneHeight() {
    let plot = landscape { $0 * $0 + $1 * $1 }
    let contour = Contour(0.25, of: plot)
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].first == contour.lines[0].last)
    for point in contour.lines[0] {
      let place = plot.place(point.x, point.y)
      #expect(abs(place.x * place.x + place.y * place.y - 0.25) < 2e-3)
    }
  }

  @Test func twoWellsHaveTwoLinesBelowTheSaddleAndOneAbove() {
    let plot = landscape(61, 61) { x, y in
      let square = 2 * x * x - 0.5
      return square * square + y * y
    }
    #expect(Contour(0.1, of: plot).lines.count == 2)
    #expect(Contour(0.4, of: plot).lines.count == 1)
  }

  @Test func aSlopeHasALineFromEdgeToEdge() {
    let contour = Contour(0.1, of: landscape { x, _ in x })
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].count == 31)
  }

  @Test func whereFIsNotFiniteThereIsNoLine() {
    let contour = Contour(0.1, of: landscape { x, y in y > 0 ? .nan : x })
    #expect(contour.lines.count == 1)
    #expect(contour.lines[0].allSatisfy { $0.y <= 15 })
  }

  @Test func aValueBetweenFourIsTheirMixture() {
    let plot = landscape(3, 3) { x, y in 2 * x + 3 * y }
    #expect(abs(plot.value(atFraction: 0.3, 0.9) - (2 * -0.4 + 3 * 0.8)) < 1e-12)
    #expect(plot.value(atFraction: 0, 0) == -5)
    #expect(plot.value(atFraction: 1, 1) == 5)
  }

  // MARK: - Levels

  @Test func aNarrowValleyGetsLevelsOfItsOwn() {
    let plot = landscape(121, 91) { x, y in
      let (a, b) = (1 - x, y - x * x)
      return a * a + 100 * b * b
    }
    let levels = ContourLevels.levels(of: plot.values)
    #expect(levels == levels.sorted())
    #expect(levels.count >= 7 && levels.count <= ContourLevels.limit)
    // At equal distances over 0…404 the least level would be near 30.
    #expect(levels[0] <= 1)
    #expect(levels.last.map { $0 >= 100 } == true)
  }

  @Test func levelsAreRound() {
    let plot = landscape { $0 * $0 + 10 * $1 * $1 }
    #expect(
      ContourLevels.levels(of: plot.values) == [
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
    var plot = landscape { x, _ in x }
    plot.levels = [1, 2, 5]
    #expect([0.5, 1, 1.5, 2, 4.9, 5, .infinity].map { plot.band($0) } == [0, 1, 1, 2, 2, 3, 3])
    #expect(plot.band(.nan) == nil)
  }
}
