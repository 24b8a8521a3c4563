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

  @Test(arguments: ["<!-- note -->", "<script>alert(1)</script>", "<div>\n<b>x</b>\n</div>"])
  func rawHTMLIsDropped(markdown: String) {
    #expect(blocks(markdown + "\n\ntext") == [.paragraph([.text("text")])])
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
