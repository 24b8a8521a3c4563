import Formula

/// What there is in a piece of HTML for somebody who sees no web page.
///
///     <details>
///     <summary>A hint</summary>        // .summary("A hint")
///     Begin with x.                    // .text("Begin with x.")
///     </details>
struct HTMLText {
  enum Piece: Hashable {
    case tag(HTMLTag)
    case summary(String)
    case text(String)
    /// A comment, a script or a style that is never closed, so that all behind it is lost.
    case unclosed(String)
  }

  private(set) var pieces: [Piece] = []
  private var rest: Substring

  init(_ html: String) {
    rest = html[...]
    while let character = rest.first {
      if character == "<" { readTag() } else { readText() }
    }
  }

  private mutating func readText() {
    let text = rest.prefix { $0 != "<" }
    rest = rest[text.endIndex...]
    add(text)
  }

  private mutating func add(_ text: Substring) {
    let words = HTMLText.decoded(text).split(whereSeparator: \.isWhitespace)
    if !words.isEmpty { pieces.append(.text(words.joined(separator: " "))) }
  }

  private mutating func readTag() {
    if rest.hasPrefix("<!--") { return skip(to: "-->", of: "comment") }
    guard let tag = HTMLTag(rest.prefix { $0 != ">" }.dropFirst()) else {
      add(rest.prefix(1))
      rest = rest.dropFirst()
      return
    }
    guard let end = rest.firstIndex(of: ">") else { return rest = "" }
    rest = rest[rest.index(after: end)...]
    if ["script", "style"].contains(tag.name), !tag.isClosing {
      return skip(to: "</\(tag.name)>", of: tag.name)
    }
    if tag.name == "summary", !tag.isClosing { return readSummary() }
    pieces.append(.tag(tag))
  }

  private mutating func skip(to end: String, of name: String) {
    guard let found = rest.firstRange(of: end) else {
      rest = ""
      return pieces.append(.unclosed(name))
    }
    rest = rest[found.upperBound...]
  }

  private mutating func readSummary() {
    let end = rest.firstRange(of: "</summary>")
    let inner = HTMLText(String(rest[..<(end?.lowerBound ?? rest.endIndex)])).pieces
    rest = end.map { rest[$0.upperBound...] } ?? ""
    let texts = inner.compactMap { if case .text(let text) = $0 { text } else { nil } }
    if !texts.isEmpty { pieces.append(.summary(texts.joined(separator: " "))) }
  }

  private static let entities = [
    "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&nbsp;": " ", "&amp;": "&",
  ]

  private static func decoded(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    var result = String(text)
    // What is left of an ampersand that was escaped itself is no entity.
    for entity in ["&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;", "&amp;"] {
      result = result.replacing(entity, with: entities[entity] ?? "")
    }
    return result
  }
}

/// A tag's name and what it says in quotes: `<img src="a.png" alt="a bowl">`.
struct HTMLTag: Hashable {
  var name: String
  var isClosing: Bool
  var attributes: [String: String] = [:]

  /// Reads what stands between `<` and `>`; nil for what is no tag.
  init?(_ text: Substring) {
    isClosing = text.first == "/"
    let inside = text.drop { $0 == "/" }
    name = inside.prefix { $0.isLetter || $0.isNumber }.lowercased()
    guard name.first?.isLetter == true else { return nil }
    var rest = inside.dropFirst(name.count)
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].split { $0.isWhitespace || $0 == "/" }.last ?? ""
      let value = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
      guard let quote = value.first, quote == "\"" || quote == "'" else {
        let word = value.prefix { !$0.isWhitespace && $0 != "/" }
        attributes[key.lowercased()] = String(word)
        rest = value.dropFirst(word.count)
        continue
      }
      let content = value.dropFirst().prefix { $0 != quote }
      attributes[key.lowercased()] = String(content)
      rest = value.dropFirst(content.count + 2)
    }
  }

  /// The tag that a piece of inline HTML is, nil for a comment and the like.
  init?(literal: String) {
    guard literal.hasPrefix("<"), literal.hasSuffix(">") else { return nil }
    self.init(literal.dropFirst().dropLast())
  }
}
