import Formula
import Testing

@testable import Session
@testable import Rendering

/// How pictures look on the terminals there are.
struct PlotGoldenTests {
  /// A screen and what its goldens are called.
  struct Screen: CustomTestStringConvertible, Sendable {
    var name: String
    var renderer: TextRenderer

    var testDescription: String { name }

    init(_ columns: Int, _ rows: Int, _ cells: Graphics.Cells, _ palette: Palette? = nil) {
      name = "\(columns)-\(cells)" + (palette.map { "-\($0)" } ?? "")
      renderer = TextRenderer(
        width: columns, alphabet: cells == .ascii ? .ascii : .unicode,
        isColoured: palette != nil,
        graphics: Graphics(rows: rows, cells: cells, palette: palette ?? .indexed))
    }

    static let plain = [
      Screen(80, 24, .braille), Screen(120, 40, .braille), Screen(80, 24, .ascii),
      Screen(120, 40, .ascii), Screen(80, 24, .blocks),
    ]

    static let coloured = [
      Screen(80, 24, .braille, .indexed), Screen(120, 40, .braille, .indexed),
      Screen(80, 24, .braille, .trueColour), Screen(80, 24, .braille, .basic),
      Screen(80, 24, .ascii, .indexed), Screen(80, 24, .blocks, .indexed),
    ]
  }

  static let pictures: [(name: String, lines: [String])] = [
    (
      "rosenbrock",
      [
        "minimize (1 - x)^2 + 100(y - x^2)^2 from x = -1.2, y = 1", "use rmsprop lr=0.02",
        "run 300", "plot path", "plot f log",
      ]
    ),
    (
      "bowl",
      [
        "minimize x^2 + 10y^2 from x = 4, y = 1", "use gd lr=0.09", "run 30", "plot path",
        "plot g.x, g.y", "plot y vs x",
      ]
    ),
    (
      "wells",
      [
        "minimize (x^2 - 1)^2 + 0.3x from x = -1.7", "use gd lr=0.02", "run 25", "plot path",
        "plot path zoom x = -2..2",
      ]
    ),
    (
      "swarm",
      [
        "seed 1", "minimize x^2 + 10y^2 from x = 4, y = 1", "use swarm n=3", "run 12", "plot path",
      ]
    ),
    (
      "compared",
      [
        "minimize (1 - x)^2 + 100(y - x^2)^2 from x = -1.2, y = 1",
        "compare gd lr=0.001, rmsprop lr=0.01, adagrad lr=0.3 for 300 steps", "plot path",
        "plot f log", "plot x, y",
      ]
    ),
  ]

  @Test(arguments: Screen.plain, pictures.map(\.name))
  func withoutColour(_ screen: Screen, _ name: String) throws { try expect(name, on: screen) }

  @Test(arguments: Screen.coloured, ["compared", "wells"])
  func inColour(_ screen: Screen, _ name: String) throws { try expect(name, on: screen) }

  private func expect(_ name: String, on screen: Screen) throws {
    let lines = try #require(Self.pictures.first { $0.name == name }).lines
    let reports = Transcript.reports(lines).filter { $0.line.hasPrefix("plot") }
      .flatMap(\.reports)
    let texts = reports.map { screen.renderer.text($0) }
    for text in texts {
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      // The command and the next prompt are on the screen too.
      #expect(rows.count <= screen.renderer.graphics.rows - 2)
      if !screen.renderer.isColoured {
        #expect(rows.allSatisfy { DisplayWidth.columns($0) <= screen.renderer.width })
      }
      if screen.renderer.alphabet == .ascii { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
    }
    Golden.expect(texts.joined(separator: "--\n"), named: "plot-\(name)-\(screen.name)")
  }
}
