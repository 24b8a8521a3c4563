import Formula

/// A line `key: text` of front matter whose text stands without quotes, as its author meant it.
///
/// YAML gives some signs a meaning of their own, and then either refuses the line or cuts it:
///
///     title: RMSprop: what it fixes      // refused
///     title: Lesson #1                   // means Lesson
struct PlainValue {
  var key: String
  /// What stands behind the colon, without the blanks at its ends.
  var text: String
  var range: SourceRange

  /// The text in quotes, as YAML takes it for itself.
  var quoted: String {
    let text = text.replacing("\t", with: " ")
    return text.contains("\"") || text.contains("\\")
      ? "'\(text.replacing("'", with: "''"))'" : "\"\(text)\""
  }

  /// The value of a line, nil where it has none or begins with no key.
  init?(line: Int, of lines: LineTable) {
    let whole = lines.trimmingEnd(lines.range(ofLine: line))
    let bytes = lines.bytes[whole.lower..<whole.upper]
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < whole.upper,
      bytes[colon + 1].isBlank
    else { return nil }
    key = lines.text(SourceRange(whole.lower, colon))
    guard !key.isEmpty, key.utf8.allSatisfy({ $0 == 45 || $0 == 95 || ($0 | 32) > 96 }) else {
      return nil
    }
    let start = bytes[(colon + 1)...].firstIndex { $0 != UInt8(ascii: " ") } ?? whole.upper
    range = SourceRange(start, whole.upper)
    text = lines.text(range).trimmingBlanks()
  }

  /// Whether the key's value is a text, which may have any signs.
  var isText: Bool { ["title", "author", "license", "description"].contains(key) || isOwn }

  private var isOwn: Bool { key.hasPrefix(FrontMatter.ownPrefix) }

  /// Whether YAML has a meaning of its own for the text.
  var needsQuotes: Bool {
    guard let first = text.first, let last = text.last else { return false }
    switch first {
    case "\"", "'":
      // Quotes around some of it, as in "A" and B.
      let closing = text.dropFirst().firstIndex(of: first)
      return closing.map { text.index(after: $0) != text.endIndex } ?? true
    case "[": return last != "]" && text.contains("]")
    case "{": return last != "}" && text.contains("}")
    case "@", "`", "%", "&", "*", "!", "|", ">", "#", ",", "]", "}": return true
    case "-", "?", ":": if text.dropFirst().first?.isWhitespace != false { return true }
    default: break
    }
    return text.contains(": ") || text.contains(" #") || text.contains("\t") || last == ":"
  }
}

extension YAMLMapping {
  /// A value that must be one word or sentence, exactly as it stands in the file.
  ///
  /// - Throws: a diagnostic with the text in quotes, where YAML makes something else of it.
  func text(_ entry: Entry) throws(Diagnostic) -> String? {
    let text = string(entry)
    guard case .scalar(_, isPlain: true) = entry.value.content,
      let plain = PlainValue(line: line(of: entry), of: lines), plain.key == entry.key,
      plain.needsQuotes, text != plain.text || plain.text.contains("\t")
    else { return text }
    throw LessonMessages.quotesMissing(plain)
  }

  /// What is wrong with a text that is no YAML: the quotes that are missing, if they may be why.
  static func mistake(
    _ error: Diagnostic, in range: SourceRange, of lines: LineTable
  ) -> Diagnostic {
    guard let place = error.range, range.lower < range.upper else { return error }
    let first = lines.line(of: range.lower)
    // The reader notices at times only at the line behind.
    let last = min(lines.line(of: max(place.lower, range.lower)), lines.line(of: range.upper - 1))
    // fits: the greater of the two is the end
    let values = (first...max(first, last)).reversed().compactMap {
      PlainValue(line: $0, of: lines)
    }
    guard let value = values.first(where: { $0.isText && $0.needsQuotes }) else { return error }
    return LessonMessages.quotesMissing(value)
  }
}
