package import Formula

/// A sentence or two, whose numbers are numbers still: digits and JSON reach them.
///
///     NoteReport("seed \(count: 42, "seed"), from the next step on")
package struct NoteReport: Hashable, Sendable {
  package enum Tone: Hashable, Sendable { case plain, good, warning }

  package var content: Content
  package var tone: Tone

  package init(_ content: Content, tone: Tone = .plain) {
    self.content = content
    self.tone = tone
  }

  /// A sentence of the program's; see ``Content/init(_:_:count:)``.
  package init(
    _ phrase: Phrase, _ fields: [String: Content] = [:], count: Int? = nil, tone: Tone = .plain
  ) {
    self.init(Content(phrase, fields, count: count), tone: tone)
  }

  /// The note as it reads with numbers to six digits.
  package var text: String { content.text(.short) }
}

extension NoteReport {
  /// Words and fields in the order they are read.
  package struct Content: Hashable, Sendable {
    private var parts: [Part] = []

    /// What is said, in English where no other language was chosen.
    package var pieces: [Piece] { spoken(in: .english).parts.flatMap(\.pieces) }

    package enum FormulaLook: Hashable, Sendable {
      /// As it can be typed again.
      case tight
      /// With room around its signs.
      case loose
      /// So too, with numbers put in for its names, to as many digits as a person wants.
      case substituted
    }

    package enum Piece: Hashable, Sendable {
      case words(String)
      /// A whole number, shown whole.
      case count(name: String, Int)
      /// Numbers that are shown to as many digits as a person wants.
      case numbers(name: String, [Double])
      case formula(name: String, Expression, FormulaLook)
    }

    /// A piece, or a sentence of the program's that may be said in several languages.
    private enum Part: Hashable, Sendable {
      case piece(Piece)
      case phrase(Phrase, [String: Content], count: Int?)

      var pieces: [Piece] { if case .piece(let piece) = self { [piece] } else { [] } }
    }

    package init() {}

    /// A text without fields.
    package init(_ words: String) { append(.words(words)) }

    /// A sentence of the program's.
    ///
    /// - Parameters:
    ///   - phrase: which one.
    ///   - fields: what stands in its places, by their names.
    ///   - count: the number that says whether it speaks of one or of several, if any does.
    package init(_ phrase: Phrase, _ fields: [String: Content] = [:], count: Int? = nil) {
      parts = [.phrase(phrase, fields, count: count)]
    }

    package mutating func append(_ piece: Piece) { parts.append(.piece(piece)) }

    /// What is said, in a language, or in English where that has no words for it.
    package func spoken(in language: Language) -> Content {
      var result = Content()
      for part in parts {
        guard case .phrase(let phrase, let fields, let count) = part else {
          result.parts.append(part)
          continue
        }
        for piece in language.wording(of: phrase, count: count) {
          switch piece {
          case .words(let words): result.append(.words(words))
          case .place(let name):
            if let field = fields[name] { result.parts += field.spoken(in: language).parts }
          }
        }
      }
      return result
    }

    /// Texts one after the other, with words between them.
    package init(_ contents: [Content], separator: String) {
      for (index, part) in contents.enumerated() {
        if index > 0 { append(.words(separator)) }
        parts += part.parts
      }
    }

    package static func + (left: Content, right: Content) -> Content {
      var result = left
      result.parts += right.parts
      return result
    }

    /// The words with each field in its place.
    package func text(_ format: NumberFormat) -> String {
      pieces.map { piece in
        switch piece {
        case .words(let words): words
        case .count(_, let count): "\(count)"
        case .numbers(_, let numbers): numbers.map(format.text).joined(separator: ", ")
        case .formula(_, let formula, .tight): Notation().text(formula)
        case .formula(_, let formula, .loose): Notation(spacing: .loose).text(formula)
        case .formula(_, let formula, .substituted):
          Notation(spacing: .loose, numbers: format).text(formula)
        }
      }.joined()
    }
  }
}

// MARK: - Writing one

extension NoteReport.Content: ExpressibleByStringInterpolation {
  package init(stringLiteral words: String) { self.init(words) }

  package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.content }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var content = NoteReport.Content()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { content.append(.words(words)) }
    }

    /// Words, which may quote what somebody typed.
    ///
    /// A number is no such words: it gets a name.
    package mutating func appendInterpolation(_ words: some StringProtocol) {
      content.append(.words(String(words)))
    }

    package mutating func appendInterpolation(_ name: Name) { content.append(.words(name.text)) }

    package mutating func appendInterpolation(part: NoteReport.Content) {
      content = content + part
    }

    package mutating func appendInterpolation(count: Int, _ name: String) {
      content.append(.count(name: name, count))
    }

    /// `1 step`, `2 steps`.
    package mutating func appendInterpolation(count: Int, of noun: String) {
      content.append(.count(name: noun + "s", count))
      content.append(.words(count == 1 ? " \(noun)" : " \(noun)s"))
    }

    package mutating func appendInterpolation(number: Double, _ name: String) {
      content.append(.numbers(name: name, [number]))
    }

    package mutating func appendInterpolation(
      formula: Expression, _ name: String, _ look: NoteReport.Content.FormulaLook = .tight
    ) {
      content.append(.formula(name: name, formula, look))
    }
  }
}
