import Formula
import Session
import TestSupport
import Testing

@testable import Lessons

/// Formulas in TeX's notation, as a lesson's file has them.
struct MathMarkdownTests {
  /// The inlines of a body that is one paragraph.
  private func inlines(_ body: String) throws -> [Prose.Inline] {
    let item = try #require(parse(body).lesson?.items.first)
    guard case .prose(let prose) = item.kind, case .paragraph(let inlines)? = prose.blocks.first
    else { return [] }
    return inlines
  }

  private func blocks(_ body: String) throws -> [Prose.Block] {
    let (lesson, diagnostics) = parse(body)
    #expect(diagnostics == [])
    return try #require(lesson).items.flatMap { item -> [Prose.Block] in
      if case .prose(let prose) = item.kind { prose.blocks } else { [] }
    }
  }

  @Test(arguments: [
    #"E[g^2]_t"#, #"a_1 b_2"#, #"a*b*c"#, #"x \\ y"#, #"\{a\}"#, #"a < b > c"#, #"&amp; x"#,
    #"[a](b)"#, #"**a**"#, #"\sqrt{v_t}"#, #"\$5"#, #"a~~b~~c"#, #"<b>"#, #"![a](b)"#, "a\nb",
    "β ≤ 1", #"x_{t-1}^{*}"#, #"a \| b"#,
  ])
  func whatStandsBetweenDollarsIsKeptToTheByte(source: String) throws {
    #expect(try inlines("The $\(source)$ term") == [.text("The "), .math(source), .text(" term")])
    #expect(try inlines("設$\(source)$為") == [.text("設"), .math(source), .text("為")])
    #expect(try blocks("$$\(source)$$") == [.math(source)])
    #expect(try blocks("$$\n\(source)\n$$").first == .math(source))
  }

  @Test(arguments: [
    "$5 and $6", "US$5 and AU$6", "a $ b $ c", "$ x$", "$x $", "costs $5", "$$", "$$$$",
    "$HOME and $PATH",
    "a$x$", "$20,000 and $30,000", "$x$5",
  ])
  func pricesAndTheLikeAreText(text: String) throws {
    #expect(try inlines(text) == [.text(text)])
  }

  @Test(arguments: [
    (#"\$x\$"#, [Prose.Inline.text("$x$")]),
    ("`$x$`", [.code("$x$")]),
    ("*$x$*", [.emphasis([.math("x")])]),
    ("**a $x_1$ b $y_1$**", [.strong([.text("a "), .math("x_1"), .text(" b "), .math("y_1")])]),
    ("$`a_1`$", [.math("a_1")]),
    ("[$x$](a.md)", [.link([.math("x")], destination: "a.md")]),
    ("[a](http://b/?$c$)", [.link([.text("a")], destination: "http://b/?$c$")]),
    ("$x$s", [.math("x"), .text("s")]),
    ("$x$, $y$.", [.math("x"), .text(", "), .math("y"), .text(".")]),
  ])
  func formulasStandWhereTextCan(markdown: String, inlines: [Prose.Inline]) throws {
    #expect(try self.inlines(markdown) == inlines)
  }

  @Test func aFormulaThatStandsAloneMayLookLikeAnything() throws {
    let source = "v_t\n- \\beta v\n= x\n# y\n> z"
    #expect(
      try blocks("a\n\n$$\n\(source)\n$$\n\nb") == [
        .paragraph([.text("a")]), .math(source), .paragraph([.text("b")]),
      ])
    let quoted = source.replacing("\n", with: "\n> ")
    #expect(try blocks("> $$\n> \(quoted)\n> $$\n") == [.quote([.math(source)])])
    #expect(try blocks("```math\n\(source)\n```") == [.math(source)])
  }

  @Test(arguments: ["$$\n\ntext\n", "```\n$$\na\n```\n\n$$\n", "$$\na\n\nb\n\n$$\n"])
  func loneDollarsTakeNothingWithThem(markdown: String) throws {
    #expect(!(try blocks(markdown)).contains { if case .math = $0 { true } else { false } })
  }

  @Test func valuesBehindALongFormulaAreFound() throws {
    let body = "A $a\nb\nc$ and `= 1 + 1`\nand `= 2 + 2` and $d\ne$ `= 3 + 3`.\n"
    let (lesson, diagnostics) = parse(body)
    #expect(diagnostics == [])
    #expect(lesson?.formulas.map { String($0.text) } == ["1 + 1", "2 + 2", "3 + 3"])
  }

  @Test func aHeadingAndAChoiceMayHoldFormulas() throws {
    let lesson = try #require(
      parse("# The $g^2$ term\n\n**Which $g$?**\n\n- [x] $g_1$\n- [ ] $g_2$\n").lesson)
    #expect(lesson.parts.first?.heading?.inlines == [.text("The "), .math("g^2"), .text(" term")])
    #expect(lesson.questions.first?.choices.map(\.text) == [[.math("g_1")], [.math("g_2")]])
  }

  /// cmark keeps the signs of extensions in one place for all threads.
  @Test func manyLessonsAtOnceAreEachReadWhole() async {
    let body = (0..<200).map { "The $a_\($0) b_\($0)$ term ~~x~~\n\n" }.joined()
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          parse(body).lesson?.items.flatMap { item -> [Prose.Block] in
            if case .prose(let prose) = item.kind { prose.blocks } else { [] }
          }
          .count { block in
            guard case .paragraph(let inlines) = block else { return false }
            return inlines.contains { if case .math = $0 { true } else { false } }
              && inlines.contains { if case .deleted = $0 { true } else { false } }
          } ?? 0
        }
      }
      for await count in group { #expect(count == 200) }
    }
  }
}
