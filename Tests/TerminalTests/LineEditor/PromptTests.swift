import Testing

@testable import Terminal

struct PromptTests {
  private func marked(_ text: String) -> String {
    String(String.UnicodeScalarView(Prompt(text).marked)).replacing("\u{1}", with: "|")
  }

  @Test func plainTextStaysAsItIs() {
    #expect(marked("downhill> ") == "downhill> ")
  }

  @Test func sequencesStandBetweenMarkers() {
    #expect(marked("\u{1B}[32mtry>\u{1B}[0m ") == "|\u{1B}[32m|try>|\u{1B}[0m| ")
  }

  @Test func sequencesThatTouchShareMarkers() {
    #expect(marked("\u{1B}[1m\u{1B}[32mx") == "|\u{1B}[1m\u{1B}[32m|x")
  }

  @Test func aSequenceAtTheEndGetsABlankBehindIt() {
    #expect(marked("x\u{1B}[0m") == "x|\u{1B}[0m| ")
  }

  @Test func onlyTextIsSeen() {
    #expect(Prompt("\u{1B}[38;5;2mE[g²]\u{1B}[0m ").visible == Array("E[g²] ".unicodeScalars))
  }
}
