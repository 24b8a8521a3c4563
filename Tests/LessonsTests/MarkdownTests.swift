import Formula
import Lessons
import Session
import Testing

struct MarkdownTests {
  /// The blocks of a body that is prose alone.
  private func blocks(_ body: String) -> [Prose.Block] {
    parse(body).lesson?.items.flatMap { item -> [Prose.Block] in
      if case .prose(let prose) = item.kind { prose.blocks } else { [] }
    } ?? []
  }

  @Test(
    arguments: [
      ("a\nb", Prose.Block.paragraph([.text("a b")])),
      ("a  \nb", .paragraph([.text("a"), .lineBreak, .text("b")])),
      ("### h *e*", .heading(level: 3, [.text("h "), .emphasis([.text("e")])])),
      ("[a](b.md)", .paragraph([.link([.text("a")], destination: "b.md")])),
      ("![a](b.png)", .paragraph([.link([.text("a")], destination: "b.png")])),
      ("`=x` `==`", .paragraph([.code("=x"), .text(" "), .code("==")])),
      ("```swift\nlet a\n\n  b\n```", .code("let a\n\n  b", language: "swift")),
      ("    indented", .code("indented", language: "")),
      (
        "- a\n- b",
        .list(start: nil, items: [[.paragraph([.text("a")])], [.paragraph([.text("b")])]])
      ),
      ("3. a", .list(start: 3, items: [[.paragraph([.text("a")])]])),
      ("> a", .quote([.paragraph([.text("a")])])),
      ("***", .rule),
      (
        "| a | b |\n|---|---|\n| 1 | *2* |",
        .table(
          header: [[.text("a")], [.text("b")]],
          rows: [[[.text("1")], [.emphasis([.text("2")])]]])
      ),
    ])
  func eachKindOfBlockBecomesProse(markdown: String, block: Prose.Block) {
    #expect(blocks(markdown) == [block])
  }

  @Test(arguments: ["<!-- note -->", "<script>alert(1)</script>", "<div>\n<br>\n</div>"])
  func hTMLWithoutTextIsDropped(markdown: String) {
    #expect(blocks(markdown + "\n\ntext") == [.paragraph([.text("text")])])
    #expect(parse(markdown + "\n\ntext").diagnostics == [])
  }

  @Test(
    arguments: [
      ("<div>\n<b>x</b>\n</div>", "text in HTML, which is not shown"),
      ("<details>\n<summary>a</summary>\nx\n</details>", "text in HTML, which is not shown"),
      ("<table><tr><td>1</td></tr></table>", "text in HTML, which is not shown"),
      ("<!-- note\n\n# A", "the comment is not closed, and hides what follows"),
      ("<style>\n\n# A", "the style is not closed, and hides what follows"),
    ])
  func wordsInHTMLThatNobodyWouldSeeAreAnError(markdown: String, message: String) {
    #expect(parse("a\n\n\(markdown)\n").diagnostics.map(\.message) == [message])
  }

  @Test(
    arguments: [
      ("a<br>b", [Prose.Inline.text("a"), .lineBreak, .text("b")]),
      ("a<br />\nb", [.text("a"), .lineBreak, .text("b")]),
      (
        "x<sup>2</sup> y<sub>t-1</sub>",
        [
          .text("x"), .math("^{\\text{2}}"), .text(" y"), .math("_{\\text{t-1}}"),
        ]
      ),
      (
        "<img src=\"a.png\" alt=\"a bowl\" width=300> b",
        [
          .link([.text("a bowl")], destination: "a.png"), .text(" b"),
        ]
      ),
      ("~~a *b*~~", [.deleted([.text("a "), .emphasis([.text("b")])])]),
      ("about ~5 or ~6~", [.text("about ~5 or ~6~")]),
    ])
  func hTMLAndStrikesThatTextCanShowAreShown(markdown: String, inlines: [Prose.Inline]) {
    #expect(blocks(markdown) == [.paragraph(inlines)])
  }

  @Test func detailsKeepTheirSummary() {
    let body =
      "<details>\n<summary>A <b>hint</b> &amp; more</summary>\n\nBegin *here*.\n\n</details>\n"
    #expect(
      blocks(body) == [
        .paragraph([.strong([.text("A hint & more")])]),
        .paragraph([.text("Begin "), .emphasis([.text("here")]), .text(".")]),
      ])
  }

  @Test func aFootnoteStandsBelowTheTextThatLeadsToIt() {
    let body =
      "One[^a] and[^b].\n\nTwo[^a].\n\n# B\n\nEnd.\n\n[^b]: The *second*.\n[^a]: The first.\n"
    #expect(
      blocks(body) == [
        .paragraph([.text("One[1] and[2].")]),
        .list(start: 1, items: [[.paragraph([.text("The first.")])]]),
        .list(
          start: 2,
          items: [[.paragraph([.text("The "), .emphasis([.text("second")]), .text(".")])]]),
        .paragraph([.text("Two[1].")]),
        .list(start: 1, items: [[.paragraph([.text("The first.")])]]),
        .paragraph([.text("End.")]),
      ])
    #expect(parse(body).diagnostics == [])
  }

  @Test(
    arguments: [
      ("a[^b] c", "there is no footnote [^b]", "[^b]"),
      ("a\n\n[^b]: c", "nothing leads to this footnote, and it is not shown", "[^b]: c"),
      ("a\n: b", "lists of definitions are shown as running text", ": b"),
      ("a\n\n: b", "lists of definitions are shown as running text", ": b"),
    ])
  func whatIsNotShownAsMeantIsWarnedOf(markdown: String, message: String, place: String) throws {
    let (lesson, diagnostics) = parse(markdown + "\n")
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(lesson?.source.slice(try #require(diagnostics.first?.range)) ?? "" == place)
  }

  @Test func notesThatLeadToOneAnotherEnd() {
    #expect(!blocks("a[^b]\n\n[^b]: c[^d]\n[^d]: e[^b][^d]\n").isEmpty)
  }

  @Test(
    arguments: [
      ("[!NOTE]", "Note"), ("[!TIP]", "Tip"), ("[!IMPORTANT]", "Important"),
      ("[!WARNING]", "Warning"), ("[!caution]", "Caution"),
    ])
  func anAdmonitionSaysWhatItIs(mark: String, title: String) {
    let inside: [Prose.Block] = [.paragraph([.strong([.text(title)])]), .paragraph([.text("a b")])]
    #expect(blocks("> \(mark)\n> a\n> b\n") == [.quote(inside)])
    #expect(blocks("> \(mark)\n>\n> a\n> b\n") == [.quote(inside)])
  }

  @Test func hTMLBetweenWordsIsDroppedAndTheWordsStay() {
    #expect(blocks("a <b>c</b> <!-- d -->e") == [.paragraph([.text("a c e")])])
  }

  @Test func aNumberedListGoesOnAfterABlockToRun() {
    let lesson = parse("1. first\n\n   ```downhill\n   step\n   ```\n\n   after\n2. second\n")
      .lesson
    let items = lesson?.items.map(\.kind)
    #expect(items?.count == 3)
    #expect(
      items?.first
        == .prose(Prose([.list(start: 1, items: [[.paragraph([.text("first")])]])])))
    #expect(
      items?.last
        == .prose(
          Prose([
            .paragraph([.text("after")]),
            .list(start: 2, items: [[.paragraph([.text("second")])]]),
          ])))
  }

  @Test func textBeforeTheFirstHeadingIsAPartWithTheLessonsTitle() {
    let parts = parse("Welcome.\n\n## Next\n\nMore.\n").lesson?.parts
    #expect(parts?.map(\.id) == ["opening", "next"])
    #expect(parts?.map(\.title) == ["A lesson", "Next"])
    #expect(parts?.first?.heading == nil)
  }

  @Test func headingsOfLevel3StayInsideTheirPart() {
    let parts = parse("# One\n\n### Inside\n\ntext\n\n# Two\n").lesson?.parts
    #expect(parts?.map(\.id) == ["one", "two"])
    #expect(parts?.first?.items.count == 1)
  }

  @Test(
    arguments: [
      ("What RMSprop remembers: E[g²]", "what-rmsprop-remembers-e-g²"),
      ("Übung  1", "übung-1"), ("`x` and *y*", "x-and-y"), ("Last {#end}", "end"),
      ("???", "part-1"),
    ])
  func aPartIsNamedAfterItsHeading(heading: String, id: String) {
    #expect(parse("# \(heading)\n\ntext\n").lesson?.parts.first?.id == id)
  }

  @Test func aQuestionMayHaveSeveralRightChoicesAndNoPrompt() {
    let question = parse("Which?\n\n- [x] a\n- [X] b\n- [ ] `= f`\n").lesson?.questions.first
    #expect(question?.prompt == [])
    #expect(question?.choices.map(\.isRight) == [true, true, false])
    #expect(question?.hasSeveralRight == true)
  }
}
