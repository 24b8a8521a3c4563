import Testing

@testable import Terminal

@Suite struct TerminalInfoTests {
  private func info(
    output: Bool = true, window: (Int, Int)? = nil, _ variables: [String: String]
  ) -> TerminalInfo {
    TerminalInfo(
      inputIsTerminal: true, outputIsTerminal: output, window: window, isUTF8: true,
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
