import Formula
import Session
import TestSupport
import Testing

@testable import Lessons

/// Lessons in other languages: the same play, with the program's words in the lesson's language.
struct LanguageTests {
  /// All that can be asked, on one page.
  static let body = """
    Text.

    ```downhill
    minimize x^2 + 10y^2 from x=4, y=1
    use rmsprop lr=0.1
    step
    predict E[g²].x within 1%
    step
    ```

    ## B

    **1?**

    - [ ] a
    - [x] b
    - [x] c

    ```downhill
    practice rmsprop
    ```

    ## C

    ```downhill try
    goal f < 1
    hint "1"
    solution
      run until f < 1 max 100
    ```

    ## D

    3

    """

  /// What a learner types, who tries everything.
  static let lines = [
    "solution now", "hint", "hint", "hint", "hint", "49.5", "3", "2", "1", "", "undo", "lr", "11.2",
    "next", "review", "contents", "9", "2", "1", "2 3", "hint", "7", "x", "", "solution", "",
    "goto 9", "", "set lr = 0.2", "step", "undo", "hint", "hint", "set lr = 0.3", "run 50", "",
    "previous", "goto 1", "previous", "goto 4", "skip", "next", "review", "hint", "solution",
  ]

  /// Everything that is said, one text a note.
  private func notes(_ tag: String) throws -> [String] {
    let text = "---\ntitle: T\nlang: \(tag)\n---\n" + Self.body
    let lesson = try #require(LessonParser.parse(SourceText(name: "a.md", text)).lesson)
    var learner = Learner(lesson)
    var heard = learner.notes
    for line in Self.lines {
      learner.type(line)
      heard += learner.notes + learner.drills.compactMap { $0.title?.text(.short) }
      heard.append(learner.player.prompt)
    }
    #expect(learner.player.isFinished)
    return heard
  }

  @Test(arguments: ["de", "zh", "de-CH"])
  func nothingIsSaidInEnglish(tag: String) throws {
    let (english, other) = (try notes("en"), try notes(tag))
    try #require(english.count == other.count)
    var seen = 0
    for (ours, theirs) in zip(english, other) where ours.contains(/[a-z]{3}/) {
      // A hint of the author's, an answer, a prompt with the lesson's name: no words of ours.
      if ours.hasPrefix("a ") || ours.count < 3 { continue }
      #expect(ours != theirs, "\(ours)")
      seen += 1
    }
    #expect(seen > 40)
  }

  @Test func alsoAQuestionForANumberAnswersInTheLessonsLanguage() throws {
    let german = try notes("de")
    #expect(german.contains("Wie groß ist E[g²].x nach Schritt 2? (auf 1 % genau)"))
    #expect(german.contains { $0.hasPrefix("Nicht ganz") })
    #expect(german.contains { $0.hasPrefix("Richtig: 11.1881") })
    #expect(german.contains("Das Ziel ist erreicht."))
    #expect(german.contains("Versuch> "))
  }

  @Test(arguments: ["fr", "en"])
  func aLanguageWithoutWordsIsPlayedInEnglish(tag: String) throws {
    #expect(try notes(tag).contains("The goal is met."))
  }

  // MARK: The author's own right and wrong

  @Test(
    arguments: [
      ("en", "Right: it grows.", 0), ("en", "Yes. It grows.", 0), ("en", "It grows.", 1),
      ("de", "Richtig, sie wächst.", 0), ("de", "Sie wächst.", 1), ("zh", "对，它变大。", 0),
    ])
  func rightIsSaidOnce(tag: String, remark: String, count: Int) throws {
    let question = "- [x] a\n  > \(remark)\n- [ ] b\n  > Not quite: no.\n"
    let text = "---\ntitle: T\nlang: \(tag)\n---\n# A\n\n" + question
    let lesson = try #require(LessonParser.parse(SourceText(name: "a.md", text)).lesson)
    var learner = Learner(lesson)
    learner.type("2")
    #expect(learner.notes.count == (tag == "en" ? 0 : 1))
    learner.type("1")
    let right = try #require(Language(tag)).text(.right)
    #expect(learner.notes.count { $0 == right } == count)
    #expect(learner.player.isFinished)
  }

  // MARK: Slips

  /// Where slips are named by their kind, two of a kind are one.
  @Test(arguments: ["en", "de", "zh"])
  func nothingIsSaidTwice(tag: String) throws {
    let question = "```downhill\nminimize x*y from x=2, y=2\nask \"f?\" = 7*x*y\n```\n"
    let text = "---\ntitle: T\nlang: \(tag)\n---\n# A\n\n" + question
    let lesson = try #require(LessonParser.parse(SourceText(name: "a.md", text)).lesson)
    var learner = Learner(lesson)
    learner.type("14")
    let words = try #require(Language(tag)).text(.slipFactor)
    let said = try #require(learner.notes.first)
    if tag == "en" {
      #expect(said.contains("with y left out, or with x left out"))
    } else {
      #expect(said.contains(words))
      #expect(said.ranges(of: words).count == 1, "\(said)")
    }
  }
}
