import Formula
import Session
import Testing

@testable import Rendering

/// Renderers draw every mark of a figure, whichever kind of plot made it.
struct FigureTests {
  private static let looks: [Figure.Series.Look] = [.line, .walk, .points]

  private static func figure(_ look: Figure.Series.Look, isOnGround: Bool) -> Figure {
    Figure(
      title: "marks", x: PlotAxis("x", lower: 0, upper: 4), y: PlotAxis("y", lower: 0, upper: 4),
      heights: isOnGround ? HeightField(columns: 9, rows: 9) { $0 + $1 } : nil,
      series: [
        Figure.Series(
          name: "first", look: look,
          points: [PlotPoint(1, 1), PlotPoint(2, 3), PlotPoint(3, 1)]),
        Figure.Series(name: "second", look: .points, points: [PlotPoint(2, 2)]),
      ])
  }

  @Test(arguments: looks, [false, true])
  func aScreenShowsEveryMark(_ look: Figure.Series.Look, _ isOnGround: Bool) {
    let figure = Self.figure(look, isOnGround: isOnGround)
    for cells in [Graphics.Cells.ascii, .blocks, .braille] {
      let renderer = TextRenderer(
        width: 60, alphabet: cells == .ascii ? .ascii : .unicode, graphics: Graphics(cells: cells))
      let text = renderer.text(.figure(figure))
      let legend = text.split(separator: "\n").last { $0.contains("second") }
      #expect(legend?.contains("first") == true)
      // Its own point and the legend.
      #expect(text.count { $0 == cells.markers[1] } >= 2)
      #expect(text.contains("start") == (look == .walk))
      let joined = text.count { $0 != " " }
      let apart = renderer.text(.figure(Self.figure(.points, isOnGround: isOnGround)))
        .count { $0 != " " }
      #expect(look == .points ? joined == apart : joined > apart)
    }
  }

  @Test(arguments: looks, [false, true])
  func aFileHoldsEveryMark(_ look: Figure.Series.Look, _ isOnGround: Bool) {
    let text = SVGRenderer().text(Self.figure(look, isOnGround: isOnGround))
    let lines = text.split(separator: "\n")
    let hasContours = lines.contains { $0.contains("<polyline class=\"contour") }
    #expect(hasContours == isOnGround)
    let hasLine = lines.contains { $0.contains("class=\"line s0") || $0.contains("\"walk s0") }
    #expect(hasLine == (look != .points))
    // The point and its key.
    #expect(lines.count { $0.contains("class=\"step s1\"") } == 2)
    #expect(text.contains("class=\"start\"") == (look == .walk))
  }

  @Test(arguments: looks, [false, true])
  func dataHoldEveryMark(_ look: Figure.Series.Look, _ isOnGround: Bool) {
    let text = JSONRenderer().text(.figure(Self.figure(look, isOnGround: isOnGround)))
    #expect(text.contains("\"kind\":\"\(isOnGround ? "landscape" : "linePlot")\""))
    #expect(text.contains("\"values\":") == isOnGround)
    #expect(text.contains("\"walks\":") == isOnGround)
    for name in ["first", "second"] {
      #expect(text.split(separator: "\"name\":\"\(name)\"").count == 2)
    }
    let apart = text.split(separator: "\"isJoined\":false").count - 1
    #expect(apart == (look == .points ? 2 : 1))
  }
}
