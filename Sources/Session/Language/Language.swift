import Formula

/// A language that lessons are written in, by its tag: `de`, `zh-Hant`, `pt-BR`.
///
/// What the program says in a lesson is said in the lesson's language, where a file
/// `LANGUAGE.words` has the words; else in English. What is typed is the same everywhere.
package struct Language: Hashable, Sendable {
  /// As it was written.
  package let tag: String

  package static let english = Language(known: "en")

  /// The languages that there are words of, English first.
  package static let spoken: [Language] =
    [english] + Wording.all.keys.filter { $0 != english.code }.sorted().map { Language(known: $0) }

  private init(known code: String) { tag = code }

  /// A language by its tag (BCP 47); nil for what can't be one, such as `German`.
  package init?(_ tag: String) {
    let subtags = tag.split(omittingEmptySubsequences: false) { "-_".contains($0) }
    let isPlain = subtags.allSatisfy { subtag in
      (1...8).contains(subtag.utf8.count)
        && subtag.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    guard isPlain, let first = subtags.first, (2...3).contains(first.count),
      first.allSatisfy(\.isLetter)
    else { return nil }
    self.tag = tag
  }

  /// The language without its region and script.
  package var code: String { tag.prefix { $0 != "-" && $0 != "_" }.lowercased() }

  /// A sentence as its words and the places between them, in English where there is no other.
  func wording(of phrase: Phrase, count: Int? = nil) -> [Wording.Piece] {
    Wording.all[code]?[phrase, count: count] ?? Wording.all["en"]?[phrase, count: count] ?? []
  }

  /// A sentence without places.
  package func text(_ phrase: Phrase) -> String {
    NoteReport.Content(phrase).spoken(in: self).text(.short)
  }

  /// Whether a text begins with a word that means right, as an author's remark may: `Right: …`.
  package func affirms(_ text: String) -> Bool { begins(text, withOneOf: .affirmations) }

  /// Whether a text begins with a word that means wrong.
  package func denies(_ text: String) -> Bool { begins(text, withOneOf: .denials) }

  private func begins(_ text: String, withOneOf phrase: Phrase) -> Bool {
    let words = self.text(phrase).split(separator: "|")
    let start = text.drop { !$0.isLetter }.lowercased()
    return words.contains { word in
      start.hasPrefix(word.lowercased())
        && !(start.dropFirst(word.count).first.map { $0.isASCII && $0.isLetter } ?? false)
    }
  }
}

extension Host {
  /// The same for somebody who is spoken to in a language.
  package func speaking(_ language: Language) -> Host {
    guard language.code != Language.english.code else { return self }
    var host = self
    host.emit = { emit($0.spoken(in: language)) }
    return host
  }
}

extension Report {
  /// The report with the program's sentences in a language.
  package func spoken(in language: Language) -> Report {
    switch self {
    case .note(let note):
      return .note(NoteReport(note.content.spoken(in: language), tone: note.tone))
    case .drill(var drill):
      drill.title = drill.title?.spoken(in: language)
      drill.story = drill.story?.spoken(in: language)
      drill.choices = drill.choices.map { $0.spoken(in: language) }
      return .drill(drill)
    default: return self
    }
  }
}
