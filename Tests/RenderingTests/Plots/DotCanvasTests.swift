import Session
import Testing

@testable import Rendering

struct DotCanvasTests {
  private func text(_ canvas: DotCanvas) -> String {
    (0..<canvas.rows).map { row in
      String((0..<canvas.columns).map { canvas.character($0, row, plain: "*") ?? " " })
    }
    .joined(separator: "\n")
  }

  @Test(arguments: [Graphics.Cells.braille, .blocks, .ascii])
  func aDiagonalGoesFromCornerToCorner(_ cells: Graphics.Cells) {
    var canvas = DotCanvas(columns: 4, rows: 2, cells: cells)
    canvas.draw([PlotPoint(0, 1), PlotPoint(1, 0)], ink: 0)
    #expect(canvas.character(0, 0, plain: "*") != nil)
    #expect(canvas.character(3, 1, plain: "*") != nil)
    #expect(canvas.character(3, 0, plain: "*") == nil)
    #expect(canvas.character(0, 1, plain: "*") == nil)
  }

  @Test func everyDotOfBrailleHasItsPlace() {
    var canvas = DotCanvas(columns: 1, rows: 1, cells: .braille)
    canvas.draw([PlotPoint(0, 0), PlotPoint(0, 1)], ink: 0)
    #expect(text(canvas) == "⡇")
    canvas.draw([PlotPoint(1, 0), PlotPoint(1, 1)], ink: 0)
    #expect(text(canvas) == "⣿")
  }

  @Test func linesAreCutAtTheEdges() {
    var canvas = DotCanvas(columns: 3, rows: 3, cells: .ascii)
    canvas.draw([PlotPoint(-1e6, 0.5), PlotPoint(1e6, 0.5)], ink: 0)
    canvas.draw([PlotPoint(-1, 2), PlotPoint(2, 2)], ink: 0)
    #expect(text(canvas) == "   \n***\n   ")
  }

  @Test func aMarkStandsOverDots() {
    var canvas = DotCanvas(columns: 3, rows: 1, cells: .ascii)
    canvas.draw([PlotPoint(0, 0), PlotPoint(1, 0)], ink: 0)
    canvas.mark("S", at: PlotPoint(0, 0), ink: 2)
    canvas.mark("E", at: PlotPoint(2, 0), ink: 2)
    #expect(text(canvas) == "S**")
    #expect(canvas.inks == [2, 0, 0])
  }
}
