import Testing

@testable import Formula

/// Cutting a text while every piece knows where it stands.
struct SourceSliceTests {
  @Test(
    arguments: [
      ("step 3 # three", "step 3"), ("# all of it", ""), ("  x   ", "x"), ("", ""),
      (#"save "a#b.downhill""#, #"save "a#b.downhill""#),
      (#"save "a #b.downhill" # so"#, #"save "a #b.downhill""#),
      ("save a#b.downhill", "save a#b.downhill"), ("x\t#tab", "x"),
      (#"hyper lr = 0.1 "step # size""#, #"hyper lr = 0.1 "step # size""#),
      ("é é # é", "é é"),
    ])
  func aCommentIsWhatFollowsASignApart(_ line: String, _ expected: String) {
    #expect(SourceSlice(line).withoutComment.text == expected)
  }

  @Test(arguments: ["a\nb", "a\r\nb\r\n", "", "\n\n", "é\r\n\r\nz", "one"])
  func linesAreTheirSourcesText(_ text: String) {
    let source = SourceText(text)
    let lines = SourceSlice(source).lines
    let breaks = text.utf8.count { $0 == UInt8(ascii: "\n") }
    #expect(lines.count == breaks + 1)
    for line in lines {
      #expect(source.slice(line.range) == line.text)
      let isOneLine = !line.text.contains { $0.isNewline }
      #expect(isOneLine)
    }
  }

  @Test func piecesPointIntoTheWhole() throws {
    let file = SourceText(name: "a.downhill", "step\n  let é = x + q # so\n")
    let line = SourceSlice(file).lines[1].withoutComment
    let (word, rest) = line.firstWord
    #expect(word.text == "let")
    #expect(rest.text == "é = x + q")
    let formula = try rest.from(rest.range.lower + 5).formula()
    #expect(file.slice(formula.range) == "x + q")
    #expect(SourceSlice(#""a b" force"#).quoted?.rest.range == SourceRange(6, 11))
    #expect(SourceSlice(#""open"#).quoted == nil)
  }
}
