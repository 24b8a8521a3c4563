import Formula
import Lessons
import TestSupport
import Testing

/// Ranges in the file: the text at each is the text it was read as.
struct SourceRangeTests {
  static let bodies = [
    "x is `= E[g²].x`, é `= y` and `` = z ``.\nNext *line `= θ`*\n",
    "> quoted `= a`\n> and `= b`\nlazy `= a` `= c`\n",
    "- item `= a`\n  and `= b`\nlazy `= a`\n  - inner `= c`\n    `= d`\n",
    "| é | `= h` |\n|---|---|\n| `= a` | b `= b` |\n",
    "- [x] right `= a`\n  > because `= b`\n  > and `= c`\n- [ ] wrong\n  > no `= d`\n",
    "`= a +\nb` c\n",
    "```downhill\nstep\n\n  run 10   \n\texplain θ.x\nexpect f < 1 # so\n```\n",
    "1. é\n\n   ```downhill\n   use gd lr=0.1\n     step\n   ask \"é?\" = β + 1 within 2%\n   ```\n",
    "> ~~~~downhill\n> predict θ.x within 1%\n> step\n> ~~~~\n",
    "- a\n\n\t```downhill\n\tstep 3\n\t  back\n\t```\n",
    "```downhill try\ngoal θ.x < 1  # é\nhint \"größer\"\nsolution\n  set lr = 2\n\trun 3\n```\n",
    "* > 1. ```downhill\n  >    step 1\n  >    ```\n",
  ]

  @Test(arguments: bodies)
  func everyExcerptIsTheFilesTextAtItsRange(body: String) throws {
    let (parsed, diagnostics) = parse(body)
    let lesson = try #require(parsed)
    #expect(diagnostics == [])
    #expect(!lesson.excerpts.isEmpty)
    for excerpt in lesson.excerpts {
      #expect(excerpt.source == lesson.source)
      #expect(lesson.source.slice(excerpt.range) == excerpt.text)
    }
  }

  @Test(arguments: bodies)
  func theSameHoldsWithCarriageReturns(body: String) throws {
    let text = lessonText(body).replacing("\n", with: "\r\n")
    let (parsed, diagnostics) = LessonParser.parse(SourceText(name: "a.md", text))
    let lesson = try #require(parsed)
    #expect(diagnostics == [])
    let plain = try #require(parse(body).lesson)
    #expect(
      lesson.excerpts.map(\.text).filter { !$0.contains("+") }
        == plain.excerpts.map(\.text).filter { !$0.contains("+") })
    for excerpt in lesson.excerpts {
      #expect(excerpt.source == lesson.source)
    }
  }

  @Test func equalFormulasEachHaveTheirOwnPlace() throws {
    let lesson = try #require(parse("`= a` `= a`\n> `= a`\nlazy `= a`\n").lesson)
    #expect(Set(lesson.formulas.map(\.range)).count == 4)
  }

  @Test func itemsStatementsPartsAndChoicesReachFromFirstToLastCharacter() throws {
    let lesson = try #require(
      parse(
        "# One\n\n**Q?**\n\n- [x] a\n  > b\n- [ ] c\n\n```downhill\nstep 1\n```\n\n## Two\n\nab\ncd\n"
      ).lesson)
    let slice = { lesson.source.slice($0) }
    #expect(
      lesson.items.map { slice($0.range) } == [
        "**Q?**\n\n- [x] a\n  > b\n- [ ] c", "```downhill\nstep 1\n```", "ab\ncd",
      ])
    #expect(lesson.statements.map { slice($0.range) } == ["step 1"])
    #expect(lesson.questions[0].choices.map { slice($0.range) } == ["- [x] a\n  > b", "- [ ] c"])
    #expect(slice(lesson.parts[1].range) == "## Two\n\nab\ncd")
    #expect(lesson.parts.compactMap { $0.heading.map { slice($0.range) } } == ["# One", "## Two"])
  }
}
