import Formula

/// What a language calls each sentence of the program's: a text file, a line a sentence.
///
///     # What is said to answers.
///     right = Right.
///     partsLeft = {parts} parts are still to do; contents shows which.
///     partsLeft.one = {parts} part is still to do; contents shows which.
///
/// What stands in braces is a place, which the program fills. A line whose name ends in `.one` is
/// for a single one of what is counted.
struct Wording: Sendable {
  enum Piece: Hashable, Sendable {
    case words(String)
    case place(String)
  }

  /// What is wrong with a line.
  enum Mistake: Error, Hashable {
    case noSign(line: String), unknown(String), twice(String), braces(String)
  }

  private(set) var lines: [String: [Piece]] = [:]

  /// Reads a language's file.
  ///
  /// - Throws: the first mistake in it, of which the program's own files have none.
  init(_ text: String) throws(Mistake) {
    let known = Set(Phrase.allCases.map(\.rawValue))
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      if line.hasPrefix("#") { continue }
      guard let sign = line.firstRange(of: " = ") else { throw .noSign(line: String(line)) }
      let name = String(line[..<sign.lowerBound])
      let phrase = name.hasSuffix(".one") ? String(name.dropLast(4)) : name
      guard known.contains(phrase) else { throw .unknown(name) }
      guard lines[name] == nil else { throw .twice(name) }
      lines[name] = try Self.pieces(line[sign.upperBound...], name)
    }
  }

  subscript(phrase: Phrase, count count: Int?) -> [Piece]? {
    (count == 1 ? lines[phrase.rawValue + ".one"] : nil) ?? lines[phrase.rawValue]
  }

  private static func pieces(_ text: Substring, _ name: String) throws(Mistake) -> [Piece] {
    var (pieces, rest) = ([Piece](), text)
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { throw .braces(name) }
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      // fits: the one stands behind the other
      pieces.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty ? pieces : pieces + [.words(String(rest))]
  }
}

extension Wording {
  /// The ending of a language's file.
  static let ending = ".words"

  /// All languages' words, by the code of the language; read when a sentence is first said.
  ///
  /// A file that can't be read counts as missing, which a test rules out.
  static let all: [String: Wording] = Dictionary(
    uniqueKeysWithValues: EmbeddedFiles.texts.compactMap { name, text in
      guard name.hasSuffix(ending), let wording = try? Wording(text) else { return nil }
      return (String(name.dropLast(ending.count)), wording)
    })
}
