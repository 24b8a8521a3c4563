import Formula
import TestSupport
import Testing

@testable import Lessons

/// A lesson with one thing wrong, and what is said of it.
struct Defect: CustomTestStringConvertible {
  var text: String
  var message: String
  /// The text at the diagnostic's range.
  var place: String
  var hint: String?

  init(_ text: String, _ message: String, at place: String, hint: String? = nil) {
    (self.text, self.message, self.place, self.hint) = (text, message, place, hint)
  }

  var testDescription: String { message }
}

struct BrokenLessonTests {
  static let frontMatter = [
    Defect("# A\n", "the lesson has no front matter", at: "# A"),
    Defect("---\ntitle: A\n\n# A\n", "the front matter is not closed", at: "---"),
    Defect("---\ntitle: [A\n---\ntext", "not YAML: did not find expected ',' or ']'", at: "---"),
    Defect("---\ntitle: A\n\tx: 1\n---\nt", "not YAML", at: "\t"),
    Defect("---\ntitle: é [é\nneeds: [é, {a: b]\n---\nt", "not YAML: did not find", at: "]"),
    Defect("---\ntitle: é\u{2028}\nneeds: *a\n---\nt", "not YAML: found undefined alias", at: "*a"),
    Defect("---\ntitle: é\u{FFFF}\n---\nt", "not YAML: control characters", at: "\u{FFFF}"),
    Defect("---\ntitle: é\n--- # 2\nb: 1\n---\nt", "not YAML: but found another", at: "---"),
    Defect("---\n- title\n---\ntext", "expected keys and values", at: "-"),
    Defect("---\ntitle: A\ntitle: B\n---\nt", "title stands here twice", at: "title"),
    Defect("---\n---\ntext", "the lesson has no title", at: "---"),
    Defect("---\nminutes: 3\n---\ntext", "the lesson has no title", at: "---"),
    Defect("---\ntitle: [A]\n---\ntext", "the title must be a line of text", at: "[A"),
    Defect("---\ntitle:\n---\ntext", "the title must be a line of text", at: ""),
    Defect("---\ntitel: A\ntitle: B\n---\nt", "unknown key titel", at: "titel", hint: "title"),
    Defect("---\ntitle: A\nlevel: B\n---\nt", "unknown key level", at: "level", hint: "keys"),
    Defect("---\ntitle: A\nlicense: [[B]]\nauthor:\n---\nt", "author must be a line", at: ""),
    Defect(
      "---\ntitle: é\nneeds: gd\n---\nt", "needs must be a list of lesson names", at: "gd"),
    Defect(
      "---\ntitle: A\nneeds: [[a]]\n---\nt", "needs must be a list of lesson names", at: "[[a"),
    Defect(
      "---\ntitle: A\nminutes: ten\n---\nt", "minutes must be a whole number above 0", at: "ten"),
    Defect("---\ntitle: A\nminutes: 0\n---\nt", "minutes must be a whole number above 0", at: "0"),
    Defect(
      "---\ntitle: A\nformat: x\n---\nt", "format must be a whole number above 0", at: "x"),
    Defect(
      "---\ntitle: A\nformat: 2\n---\n```downhill",
      "this lesson is for a newer Downhill: it has format 2",
      at: "2", hint: "reads format 1"),
    Defect(
      "---\ntitle: A\n" + String(repeating: "# x\n", count: 2000) + "---\nt",
      "the front matter is too large", at: "---"),
  ]

  static let bodies = [
    Defect("", "the lesson has no text", at: ""),
    Defect(
      String(repeating: "a\n", count: 9000), "more than 16384 bytes without a blank line", at: "a"),
    Defect("# A\n\n# B\n\n## A\n", "two parts are called a", at: "## A"),
    Defect("# A {#b}\n\n# B\n", "two parts are called b", at: "# B", hint: "{#b-again}"),
    Defect(
      "# A {#My Part}\n", "My Part can't name a part", at: "# A {#My Part}", hint: "{#my-part}"),
    Defect("```downhill\nstep\n", "the block is not closed", at: "```downhill"),
    Defect("```\ncode\n", "the block is not closed", at: "```"),
    Defect("> ~~~ downhill\n> step\n\ntext\n", "the block is not closed", at: "~~~ downhill"),
    Defect(
      "```downhill\nstep\n\nText.\n\n```downhill\nstep\n```\n", "a block begins inside a block",
      at: "```downhill"),
    Defect(
      "```downhlil\nstep\n```\n", "unknown kind of block downhlil", at: "downhlil", hint: "downhill"
    ),
    Defect(
      "```downhill tyr\nstep\n```\n", "unknown word tyr after downhill", at: "tyr", hint: "try"),
    Defect("```downhill try twice\nstep\n```\n", "unknown word twice after downhill", at: "twice"),
    Defect("```downhill\nexpect\n```\n", "expect needs a condition", at: "expect"),
    Defect("```downhill\nexpect # f\n```\n", "expect needs a condition", at: "expect"),
    Defect("- a\n\n  ```downhill\n  predict\n  ```\n", "predict needs a quantity", at: "predict"),
    Defect(
      "```downhill\npredict within 1%\n```\n", "predict needs a quantity", at: "predict within 1%"),
    Defect(
      "```downhill\npredict f within\n```\n", "within needs a tolerance", at: "predict f within"),
    Defect(
      "```downhill\nask What?\n```\n", "ask needs a question in quotes and its answer",
      at: "ask What?"),
    Defect(
      "```downhill\nask \"\" = 1\n```\n", "ask needs a question in quotes and its answer",
      at: "ask \"\" = 1"),
    Defect(
      "```downhill\nask \"a\" =\n```\n", "ask needs a question in quotes and its answer",
      at: "ask \"a\" ="),
    Defect(
      "```downhill\nask \"a\" 1\n```\n", "ask needs a question in quotes and its answer",
      at: "ask \"a\" 1"),
    Defect(
      "```downhill try\nsolution\n  step\n```\n", "the exercise has no goal", at: "```downhill try"),
    Defect("```downhill try\ngoal\nsolution\n  step\n```\n", "goal needs a condition", at: "goal"),
    Defect(
      "```downhill try\ngoal f<1\ngoal f<2\nsolution\n  step\n```\n", "an exercise has one goal",
      at: "goal f<2"),
    Defect(
      "```downhill try\ngoal f < 1\n```\n", "the exercise has no solution", at: "```downhill try"),
    Defect(
      "```downhill try\ngoal f<1\nsolution\n```\n", "the exercise has no solution",
      at: "```downhill try"),
    Defect(
      "```downhill try\ngoal f<1\nsolution step\n```\n",
      "the commands of a solution stand below it", at: "step"),
    Defect(
      "```downhill try\ngoal f<1\nhint more\nsolution\n  step\n```\n",
      "hint needs a sentence in quotes",
      at: "hint more"),
    Defect(
      "```downhill try\ngaol f<1\ngoal f<1\nsolution\n  step\n```\n",
      "an exercise has no line gaol",
      at: "gaol f<1", hint: "goal"),
    Defect("- [ ] a\n- [ ] b\n", "the question has no right choice", at: "- [ ] a\n- [ ] b"),
    Defect("**Q**\n\n- [ ] a\n", "the question has no right choice", at: "**Q**"),
    Defect("- [x] a\n- [ ]\n", "the choice has no text", at: "- [ ]"),
    Defect("- [x] a\n- b\n", "a choice without a box", at: "- b"),
    Defect(
      "- [x] a\n\n  more\n", "a choice is one paragraph, with its feedback in a quote", at: "more"),
    Defect(
      "> `= a +\n> b`\n", "a formula in prose must stand on one line, as it is", at: "> `= a +"),
  ]

  @Test(
    arguments: frontMatter
      + bodies.map { defect in
        var defect = defect
        defect.text = lessonText(defect.text)
        return defect
      })
  func oneDefectIsOneDiagnosticInItsPlace(defect: Defect) throws {
    let (_, diagnostics) = LessonParser.parse(SourceText(name: "a.md", defect.text))
    try #require(diagnostics.count == 1, "\(diagnostics)")
    let range = try #require(diagnostics[0].range)
    #expect(diagnostics[0].message.hasPrefix(defect.message))
    #expect(SourceText(defect.text).slice(range) == defect.place)
    if let hint = defect.hint { #expect(diagnostics[0].hint?.contains(hint) == true) }
  }

  @Test func everythingWrongIsReportedInTheOrderOfTheText() {
    let text =
      "---\ntitle: A\nminuets: 3\n---\n# A\n\n```downhill\nexpect\npredict\n```\n\n- [ ] b\n\n# A\n"
    let (lesson, diagnostics) = LessonParser.parse(SourceText(text))
    #expect(lesson != nil)
    #expect(
      diagnostics.map(\.message) == [
        "unknown key minuets", "expect needs a condition", "predict needs a quantity",
        "the question has no right choice", "two parts are called a",
      ])
  }

  @Test func partNamesAreUniqueAllTheSame() {
    #expect(
      parse("# A\n\n# A\n\n# A 2\n\n# A\n").lesson?.parts.map(\.id) == ["a", "a-2", "a-2-2", "a-3"])
  }

  @Test(arguments: ["---\nformat: 2\n---\nx", "no front matter", "---\ntitle: A"])
  func nothingToGoOnWithIsNoLesson(text: String) {
    #expect(LessonParser.parse(SourceText(text)).lesson == nil)
  }
}
