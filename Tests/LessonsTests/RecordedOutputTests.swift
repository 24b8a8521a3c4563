import Formula
import Optimizers
import Session
import TestSupport
import Testing

@testable import Lessons

struct RecordedOutputTests {
  private let folder = TemporaryFolder()

  private func update(_ text: String) throws -> (text: String, file: CheckedFile) {
    let path = folder.write("sample.md", Array(text.utf8))
    let files = try LessonChecker.standard(updatesOutputs: true).check([path])
    let bytes = try LessonFile.bytes(of: path)
    return (String(decoding: bytes, as: UTF8.self), try #require(files.first))
  }

  static let bodies: [(before: String, after: String)] = [
    (
      "```downhill\n2 + 2\n```\n\n```downhill output\n```\nEnd",
      "```downhill\n2 + 2\n```\n\n```downhill output\n4\n```\nEnd"
    ),
    (
      "```downhill\n1/3\n2/3\n```\n~~~~downhill output\n0.4\n\n\nx\n~~~~\n",
      "```downhill\n1/3\n2/3\n```\n~~~~downhill output\n0.333333\n0.666667\n~~~~\n"
    ),
    (
      "1. a\n\n   ```downhill\n   2 + 2\n   ```\n\n   ```downhill output\n   5\n   ```\n",
      "1. a\n\n   ```downhill\n   2 + 2\n   ```\n\n   ```downhill output\n   4\n   ```\n"
    ),
    (
      "> ```downhill\n> params x=1\n> use gd\n> step g = 2\n> 5\n> ```\n>\n> ```downhill output\n> ```\n",
      "> ```downhill\n> params x=1\n> use gd\n> step g = 2\n> 5\n> ```\n>\n> ```downhill output\n"
        + "> step 1\n>   g  [\"2\"]\n>\n> 5\n> ```\n"
    ),
    (
      "# A\n\n```downhill\nlet a = 1\na\n```\n```downhill output\n2\n```\n\n"
        + "# B\n\n```downhill\na + 1\n```\n```downhill output\n3\n```\ntrailing  \t\n\n\n",
      "# A\n\n```downhill\nlet a = 1\na\n```\n```downhill output\n1\n1\n```\n\n"
        + "# B\n\n```downhill\na + 1\n```\n```downhill output\n2\n```\ntrailing  \t\n\n\n"
    ),
  ]

  @Test(arguments: bodies)
  func anUpdateWritesTheBlocksAnewAndNothingElse(
    body: (before: String, after: String)
  ) throws {
    let (text, file) = try update(lessonText(body.before))
    #expect(text == lessonText(body.after))
    #expect(file.listing == "")
    #expect(file.updatedOutputs > 0)
    let (again, second) = try update(text)
    #expect(again == text)
    #expect(second.updatedOutputs == 0)
  }

  @Test(arguments: bodies)
  func lineEndsAndAByteOrderMarkStay(body: (before: String, after: String)) throws {
    let marked = { (text: String) in
      "\u{feff}" + lessonText(text).replacing("\n", with: "\r\n")
    }
    let (text, _) = try update(marked(body.before))
    #expect(text.utf8.elementsEqual(marked(body.after).utf8))
  }

  @Test(arguments: ["4.00001", "0.333334", "4 5", "", "four"])
  func anotherValueIsADifference(output: String) throws {
    let text = lessonText("```downhill\n2 + 2\n```\n```downhill output\n\(output)\n```\n")
    let path = folder.write("sample.md", Array(text.utf8))
    let files = try LessonChecker.standard().check([path])
    #expect(files.first?.diagnostics.count == 1)
  }

  @Test(
    arguments: [
      ("a  1 b", "a 1\nb"), ("0.333333", "0.3333333"), ("1e-08", "1e-8"), ("−4", "-4"),
      ("[\"2\"]", "[ \"2.0\" ]"), ("x1 = 2.", "x1 = 2."), ("8e", "8e"),
    ])
  func numbersAreComparedByValueAndBlanksNotAtAll(left: String, right: String) {
    #expect(OutputComparison.isSame(left, right))
  }

  @Test(arguments: [("1 2", "12"), ("0.333333", "0.333335"), ("a", "b"), ("4", "-4"), ("1", "1 1")])
  func whatPeopleWouldSeeAsAnotherNumberIsAnother(left: String, right: String) {
    #expect(!OutputComparison.isSame(left, right))
  }

  @Test func aLessonWithAnErrorInItsTextIsLeftAlone() throws {
    let before = lessonText("```downhill\n2 + 2\n```\n```downhill output\n5\n```\n\n- [ ] a\n")
    let (text, file) = try update(before)
    #expect(text == before)
    #expect(!file.isFine)
  }

  @Test func aFileThatCantBeWrittenStaysAsItIs() throws {
    let folder = folder
    let error = #expect(throws: Diagnostic.self) {
      try FileWriting.replace(folder.path + "/none.md", with: [1])
    }
    #expect(error?.message.hasSuffix("none.md: No such file or directory") == true)
  }

  @Test func aPlayerDoesntShowItTwice() throws {
    let lesson = try #require(
      parse("```downhill\n2 + 2\n```\n```downhill output\n4\n```\n").lesson)
    var player = LessonPlayer(lesson, library: .standard)
    var count = 0
    player.play(Host(emit: { _ in count += 1 }))
    // The title, the echo, the value, the end.
    #expect(count == 4)
  }
}
