import Formula
import Session
import TestSupport
import Testing

@testable import Lessons

/// A lesson is data from a stranger.
struct HostileTextTests {
  static let controls = [
    "\u{1b}", "\u{7}", "\u{8}", "\r", "\u{7f}", "\u{9b}", "\u{202e}", "\u{2066}", "\0",
    "\u{200b}", "\u{2060}", "\u{2063}", "\u{e0041}", "\u{feff}", "\u{fff9}",
  ]
  /// What looks like one of these, and is a letter.
  static let letters = ["\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{fe0f}", "\u{61c}"]

  @Test(arguments: letters)
  func lettersOfPeoplesScriptsStay(letter: String) throws {
    let (lesson, diagnostics) = parse("# a\(letter)b\n\nc\(letter)d `e\(letter)f`\n")
    #expect(diagnostics == [])
    let item = try #require(lesson?.items.first)
    #expect(
      item.kind == .prose(Prose([.paragraph([.text("c\(letter)d "), .code("e\(letter)f")])])))
    #expect(lesson?.parts.first?.title == "a\(letter)b")
  }

  private func isSafe(_ text: String) -> Bool {
    !text.unicodeScalars.contains(where: SafeText.isControl)
  }

  @Test(arguments: controls)
  func noControlCharacterIsLeftAnywhere(control: String) throws {
    let text = """
      ---
      title: A \(control)[31m
      ---
      # H \(control)[2J

      Text \(control)]0;x and `code \(control)` [a](b\(control)c)

      - [x] ch\(control)oice
        > feed\(control)back

      ```downhill
      step \(control)
      ask "q\(control)" = 1
      ```

      ```js\(control)
      a\(control)
      ```
      """
    let (lesson, diagnostics) = LessonParser.parse(SourceText(name: "a\(control).md", text))
    // YAML itself may refuse the title; then there is no lesson to look at.
    #expect(diagnostics.first?.message == "a control character, which is not shown")
    let shown = String(describing: try #require(lesson))
    #expect(isSafe(shown))
    #expect(diagnostics.allSatisfy { isSafe($0.message + ($0.hint ?? "")) })
  }

  @Test(arguments: ["&#27;", "&#x9b;", "&#x202E;", "&#127;"])
  func entitiesMakeNoControlCharacters(entity: String) throws {
    let body = "# A \(entity)\n\nb \(entity) [c](d\(entity)e)\n\n```f\(entity)\n```\n"
    let lesson = try #require(parse(body).lesson)
    #expect(isSafe(String(describing: lesson.parts)))
  }

  @Test func yAMLEscapesMakeNoControlCharacters() throws {
    let text = "---\ntitle: \"a\\e[31m\\x07b\"\nneeds: [\"\\e\"]\n\"\\e\": 1\n---\ntext"
    let (lesson, diagnostics) = LessonParser.parse(SourceText(text))
    #expect(lesson?.title == "a[31mb")
    #expect(lesson?.frontMatter.needs == [""])
    #expect(diagnostics.allSatisfy { isSafe($0.message) })
  }

  @Test func blankingKeepsEveryOffset() {
    let text = "é\u{1b}\u{9b}\u{202e}b\r\nc\u{feff}"
    let (blanked, first) = SafeText.blankingControls(text)
    #expect(blanked == "é      b \nc   ")
    #expect(blanked.utf8.count == text.utf8.count)
    #expect(first == 2)
  }

  @Test func carriageReturnsAtLineEndsAreNoOffence() {
    #expect(SafeText.blankingControls("a\r\nb\r\n").first == nil)
  }

  @Test(
    arguments: [
      String(repeating: "> ", count: 4000) + "deep",
      (0..<120).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(),
      String(repeating: "*a **b ", count: 1200) + String(repeating: "c** d*", count: 1200),
      String(repeating: "[", count: 3000) + String(repeating: "](a)", count: 3000),
    ])
  func deepNestingIsCutOff(body: String) {
    let (lesson, _) = parse(body)
    #expect(lesson != nil)
  }

  @Test func whatIsNestedTooDeepIsReported() {
    let (_, diagnostics) = parse(String(repeating: "> ", count: 17) + "deep\n")
    #expect(diagnostics.map(\.message) == ["nested too deep, and not shown"])
    #expect(parse(String(repeating: "> ", count: 16) + "deep\n").diagnostics == [])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "!!map {? "])
  func deepYAMLDoesNotExhaustTheStack(opening: String) {
    let count = FrontMatterBlock.largestSize / opening.utf8.count - 10
    let text = "---\n" + String(repeating: opening, count: count) + "\n---\ntext"
    #expect(LessonParser.parse(SourceText(text)).lesson == nil)
  }

  @Test func aliasesAreNotExpanded() {
    var yaml = "title: A\nneeds: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      yaml +=
        "k\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    #expect(!LessonParser.parse(SourceText("---\n\(yaml)---\ntext")).diagnostics.isEmpty)
  }

  @Test func aFileAboveTheLimitIsRefused() {
    let text = lessonText(String(repeating: "a", count: LessonFile.largestSize))
    let (lesson, diagnostics) = LessonParser.parse(SourceText(text))
    #expect(lesson == nil)
    #expect(diagnostics.map(\.message) == ["the lesson is too large"])
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      "# a\n", "`= a` ", "- [ ] a\n", "```downhill\n", "*a ", "![[]()", "|a", "`", "> ", "&#27;",
      "a\n\n", "$a ", "$$a ", "~~a ", "[^a]", "[^a]: b\n", "<sup>", "<!-- ", "$$\na\n",
    ])
  func aLargeFileOfOneThingTakesNoAge(piece: String) {
    let stretch = String(repeating: piece, count: 16_000 / piece.utf8.count) + "\n\n"
    let body = String(repeating: stretch, count: LessonFile.largestSize / stretch.utf8.count - 1)
    #expect(parse(body).lesson != nil)
  }
}
