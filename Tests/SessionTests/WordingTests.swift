import Formula
import System
import TestSupport
import Testing

@testable import Session

/// The program's own words, in every language that there are words of.
struct WordingTests {
  static let files = EmbeddedFiles.texts.filter { $0.key.hasSuffix(Wording.ending) }

  @Test func thereAreThreeLanguages() {
    #expect(Language.spoken.map(\.tag) == ["en", "de", "zh"])
  }

  @Test(arguments: files.keys.sorted())
  func aLanguagesFileReadsWithoutAMistake(name: String) throws {
    _ = try Wording(try #require(Self.files[name]))
  }

  @Test(arguments: Language.spoken, Phrase.allCases)
  func everySentenceHasItsWordsAndTheSamePlaces(language: Language, phrase: Phrase) throws {
    let wording = try #require(Wording.all[language.code])
    let english = try #require(Wording.all["en"])
    let own = try #require(wording[phrase, count: nil])
    var wanted = places(try #require(english[phrase, count: nil]))
    // In English a slip is told precisely; elsewhere its kind is, and each kind once.
    if phrase.rawValue.hasPrefix("slip."), language != .english { wanted = [] }
    if [.wrongSlip, .wrongSlips].contains(phrase), language != .english {
      wanted = wanted.map { $0 == "slip" ? "kinds" : $0 }.sorted()
    }
    #expect(places(own) == wanted)
    let single = try #require(wording[phrase, count: 1])
    #expect(Set(places(single)).isSubset(of: wanted))
    #expect(!own.isEmpty && !single.isEmpty)
  }

  private func places(_ pieces: [Wording.Piece]) -> [String] {
    pieces.compactMap { if case .place(let name) = $0 { name } else { nil } }.sorted()
  }

  @Test(arguments: ["fr", "pt-BR", "nl"])
  func aLanguageWithoutWordsSpeaksEnglish(tag: String) throws {
    let language = try #require(Language(tag))
    #expect(language.text(.right) == "Right.")
  }

  @Test(arguments: [("de-AT", "Richtig."), ("zh-Hant", "对。"), ("zh_CN", "对。"), ("DE", "Richtig.")])
  func aRegionOrScriptChangesNoWords(tag: String, right: String) throws {
    #expect(try #require(Language(tag)).text(.right) == right)
  }

  @Test(arguments: ["", "German", "d", "de-", "-de", "d3", "de-äöü", "de DE", "de-123456789"])
  func whatIsNoTagIsNoLanguage(tag: String) {
    #expect(Language(tag) == nil)
  }

  @Test(
    arguments: [
      ("right Right.", Wording.Mistake.noSign(line: "right Right.")),
      ("rihgt = x", .unknown("rihgt")), ("right = x\nright = y", .twice("right")),
      ("itIs = {formula", .braces("itIs")),
    ])
  func aMistakeInAFileIsFound(text: String, mistake: Wording.Mistake) {
    #expect(throws: mistake) { try Wording(text) }
  }

  // MARK: Speaking

  @Test func fieldsKeepTheirNamesAndAreSpokenToo() throws {
    let german = try #require(Language("de"))
    let note = NoteReport(
      .howNear,
      [
        "question": .init(.whatIs, ["quantity": "x"]),
        "tolerance": .init(.withinPercent, ["percent": "\(number: 0.5, "percent")"]),
      ])
    #expect(note.text == "What is x? (within 0.5%)")
    let spoken = note.content.spoken(in: german)
    #expect(spoken.text(.short) == "Wie groß ist x? (auf 0.5 % genau)")
    #expect(spoken.pieces.contains(.numbers(name: "percent", [0.5])))
  }

  @Test(
    arguments: [
      ("en", 1, "1 part is still to do; contents shows which."),
      ("en", 2, "2 parts are still to do; contents shows which."),
      ("de", 1, "1 Teil ist noch offen; contents zeigt, welcher."),
      ("zh", 1, "还有 1 部分没做；contents 显示是哪些。"),
    ])
  func oneIsNotSeveral(tag: String, count: Int, text: String) throws {
    let content = NoteReport.Content(
      .partsLeft, ["parts": "\(count: count, "parts")"], count: count)
    #expect(content.spoken(in: try #require(Language(tag))).text(.short) == text)
  }

  @Test(
    arguments: [
      ("en", "Right: its sum only grows.", true), ("en", "right, and so on", true),
      ("en", "Rightly so", false), ("en", "Yes. Where nothing", true), ("en", "It is right", false),
      ("de", "Richtig: die Summe", true), ("de", "Right: auch so", true), ("zh", "对：和只会变大", true),
      ("de", "Die Summe wächst", false),
    ])
  func anAuthorsOwnRightIsRecognized(tag: String, text: String, affirms: Bool) throws {
    #expect(try #require(Language(tag)).affirms(text) == affirms)
  }

  // MARK: The sources

  /// What a learner meets is said by phrases; a sentence in the source would stay English.
  ///
  /// What is said to authors, as a `Diagnostic`, is English everywhere.
  @Test(arguments: ["Lessons/Playing", "Lessons/Questions", "Lessons/Goals", "Tutor/Questions"])
  func noSentenceOfALessonStandsInASource(folder: String) throws {
    let path = Place.sources + "/" + folder
    let files = Directory.names(in: path).filter { !$0.hasPrefix("CommandTable") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try TextFile.read("\(path)/\(file)", limit: 1 << 20)
      let code = text.split(separator: "\n").filter { !$0.contains(/^ *\/\//) }
        .joined(separator: "\n")
        .replacing(/(Diagnostic|SourceText)\([^"]*("[^"\n]*"[^"]*)+?\n/, with: "")
      for line in code.split(separator: "\n") {
        // What stands between two quotes; an interpolation's own are passed over.
        let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
        let literals = pieces.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
        #expect(!literals.contains { $0.contains(/[a-z]{2,} [a-z]{2,}/) }, "\(file): \(line)")
      }
    }
  }
}
