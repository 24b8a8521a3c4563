import Rendering
import System
import Testing

@testable import Terminal

struct TerminalInfoTests {
  private func info(
    output: Bool = true, window: (Int, Int)? = nil, _ variables: [String: String]
  ) -> TerminalInfo {
    TerminalInfo(
      inputIsTerminal: true, outputIsTerminal: output,
      window: window.map { WindowSize(columns: $0, rows: $1) }, isUTF8: true,
      environment: { variables[$0] })
  }

  @Test func theWindowSaysHowWideItIs() {
    #expect(info(window: (100, 30), ["COLUMNS": "40"]).columns == 100)
    #expect(info(window: (100, 30), ["COLUMNS": "40"]).rows == 30)
  }

  @Test(
    arguments: zip(
      [["COLUMNS": "40"], [:], ["COLUMNS": "wide"], ["COLUMNS": "0"], ["COLUMNS": "-3"]],
      [40, 80, 80, 80, 80]))
  func withoutAWindowAVariableMay(_ variables: [String: String], columns: Int) {
    #expect(info(variables).columns == columns)
  }

  @Test func colourNeedsATerminalThatKnowsIt() {
    #expect(info(["TERM": "xterm"]).usesColor)
    #expect(!info(output: false, ["TERM": "xterm"]).usesColor)
    #expect(!info(["TERM": "dumb"]).usesColor)
    #expect(!info([:]).usesColor)
  }

  @Test func colourCanBeDeclined() {
    #expect(!info(["TERM": "xterm", "NO_COLOR": "1"]).usesColor)
    #expect(info(["TERM": "xterm", "NO_COLOR": ""]).usesColor)
  }
}

struct TerminalGraphicsTests {
  @Test(
    arguments: zip(
      ["xterm-256color", "linux", "vt220", nil],
      [Graphics.Cells.braille, .blocks, .blocks, .braille]))
  func consolesHaveNoBraille(_ term: String?, _ cells: Graphics.Cells) {
    #expect(TerminalInfo.cells(isUTF8: true, term) == cells)
    #expect(TerminalInfo.cells(isUTF8: false, term) == .ascii)
  }

  @Test(
    arguments: [
      ("xterm", nil, Palette.basic), ("xterm-256color", nil, .indexed),
      ("xterm-256color", "truecolor", .trueColour), ("xterm-direct", nil, .trueColour),
      ("xterm-kitty", nil, .indexed), (nil, nil, .basic),
    ] as [(String?, String?, Palette)])
  func theNameSaysWhichColoursThereAre(_ term: String?, _ colours: String?, _ palette: Palette) {
    #expect(TerminalInfo.palette(term, colours) == palette)
  }
}
