import Formula
import Testing

struct SourceTextTests {
  @Test(
    arguments: [
      ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("abc", 3, 1, 4), ("abc", 99, 1, 4), ("", 0, 1, 1),
      ("a\nbc", 1, 1, 2), ("a\nbc", 2, 2, 1), ("a\nbc", 3, 2, 2), ("a\n", 2, 2, 1),
      ("a\r\nbc", 3, 2, 1), ("a\r\nbc", 4, 2, 2), ("a\r\n\r\nb", 5, 3, 1),
      ("β + E[g²]", 2, 1, 2), ("β + E[g²]", 5, 1, 5), ("g²\nθ=1", 6, 2, 2), ("😀x", 4, 1, 2),
      ("m\u{302}x", 3, 1, 2),
    ])
  func linesAndColumnsCountFromOne(text: String, offset: Int, line: Int, column: Int) {
    let location = SourceText(text).location(of: offset)
    #expect(location == SourceText.Location(line: line, column: column))
  }

  @Test(
    arguments: [
      ("abc", 1, "abc"), ("ab\ncd\nef", 4, "cd"), ("ab\ncd\nef", 2, "ab"), ("ab\n", 3, ""),
      ("ab\r\ncd\r\n", 0, "ab"), ("ab\r\ncd\r\n", 5, "cd"), ("ab\r\ncd", 4, "cd"),
      ("ab\r", 0, "ab\r"),
      ("β²\nθ", 6, "θ"),
    ])
  func aLineEndsBeforeItsBreak(text: String, offset: Int, line: String) {
    let source = SourceText(text)
    #expect(source.slice(source.lineRange(of: offset)) == line)
  }

  @Test(arguments: [
    (0, 2, "β"), (2, 5, " + "), (5, 99, "x"), (99, 100, ""), (3, 3, ""), (4, 2, ""),
  ])
  func aSliceIsCutToWhatThereIs(lower: Int, upper: Int, text: String) {
    #expect(SourceText("β + x").slice(SourceRange(lower, upper)) == text)
  }

  @Test func rangesJoinAndMove() {
    #expect(SourceRange(2, 3).union(SourceRange(7, 9)) == SourceRange(2, 9))
    #expect(SourceRange(2, 3).shifted(by: 10) == SourceRange(12, 13))
    #expect(Diagnostic("no", at: SourceRange(1, 2)).shifted(by: 5).range == SourceRange(6, 7))
    #expect(Diagnostic("no").shifted(by: 5).range == nil)
  }
}

struct SpellingTests {
  private static let words = ["gd", "adagrad", "rmsprop", "step", "steps", "lr", "x", "β"]

  @Test(
    arguments: [
      ("rmsporp", "rmsprop"), ("RMSprop", "rmsprop"), ("rms", nil), ("adgrad", "adagrad"),
      ("sgd", "gd"), ("stpe", "step"), ("stepss", "steps"), ("ls", "lr"), ("y", nil),
      ("elephant", nil), ("", nil), ("step", "steps"),
    ] as [(String, String?)])
  func theNearestWordIsSuggestedIfItIsNear(word: String, nearest: String?) {
    #expect(Spelling.nearest(to: word, among: Self.words) == nearest)
  }

  @Test func nothingIsNearWhereThereIsNothing() {
    #expect(Spelling.nearest(to: "x", among: [String]()) == nil)
  }

  @Test func ofTwoEquallyNearTheFirstInTheAlphabetIsSuggested() {
    #expect(Spelling.nearest(to: "cat", among: ["cut", "bat", "cats"]) == "bat")
  }
}
