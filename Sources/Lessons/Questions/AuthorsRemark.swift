package import Formula
import Session

/// What an author adds to a question of any kind, on a line below it.
///
///     hint "Nine tenths of the mean are old."
///     wrong 49.5 "That keeps a tenth of the old mean. How much should be kept?"
package struct AuthorsRemark: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case hint
    /// What is said to a wrong answer, as it would be typed at the question.
    case wrong(SourceSlice)
  }

  package var kind: Kind
  /// What is said.
  package var words: SourceSlice
  /// The line.
  package var range: SourceRange

  /// Whether a line is one: it begins with the word, and has something in quotes or stands indented.
  static func begins(_ line: SourceSlice, isIndented: Bool) -> Bool {
    ["wrong", "hint"].contains(line.firstWord.word.text)
      && (isIndented || line.text.contains("\""))
  }

  /// Reads a line.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  init(reading line: SourceSlice) throws(Diagnostic) {
    let (word, rest) = line.firstWord
    if word.text == "hint" {
      guard let (hint, more) = rest.quoted, more.isEmpty, !hint.isBlank else {
        throw LessonMessages.hintMalformed(at: line.range)
      }
      (kind, words, range) = (.hint, hint, line.range)
      return
    }
    // The answer may stand in quotes itself, so that the last pair is what is said.
    let quotes = rest.text.utf8.enumerated().filter { $0.element == UInt8(ascii: "\"") }
      .map(\.offset)
    guard rest.text.hasSuffix("\""), quotes.count >= 2, quotes.count.isMultiple(of: 2) else {
      throw LessonMessages.wrongMalformed(at: line.range)
    }
    let opening = rest.range.lower + quotes[quotes.count - 2]
    let answer = rest.upTo(opening).trimmed
    guard !answer.isEmpty, let (said, _) = rest.from(opening).quoted, !said.isBlank else {
      throw LessonMessages.wrongMalformed(at: line.range)
    }
    (kind, words, range) = (.wrong(answer), said, line.range)
  }
}
