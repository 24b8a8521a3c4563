import Formula
import Session

/// The keys and values of a small YAML text, with their places; front matter and `course.yml`.
struct YAMLMapping {
  struct Entry {
    var key: String
    var keyRange: SourceRange
    var value: YAMLNode
    var valueRange: SourceRange
  }

  private(set) var entries: [Entry] = []
  let lines: LineTable
  private let start: Int

  /// Reads the part of a text that is YAML.
  ///
  /// - Throws: a diagnostic at the place where it stops being a mapping.
  init(_ range: SourceRange, of lines: LineTable) throws(Diagnostic) {
    self.lines = lines
    start = range.lower
    let node: YAMLNode?
    do {
      // A mapping of lists is all that is asked for.
      node = try YAMLNode.document(in: lines.bytes[range.lower..<range.upper], depth: 2)
    } catch {
      let mistake = LessonMessages.notYAML(error.problem, at: place(of: error.offset))
      throw YAMLMapping.mistake(mistake, in: range, of: lines)
    }
    guard let node else { return }
    guard case .mapping(let pairs) = node.content else {
      throw LessonMessages.notKeysAndValues(at: place(of: node.offset))
    }
    for (key, value) in pairs {
      guard case .scalar(let name, _) = key.content else {
        throw LessonMessages.notKeysAndValues(at: place(of: key.offset))
      }
      let entry = Entry(
        key: SafeText.removingControls(name), keyRange: place(of: key.offset),
        value: value, valueRange: place(of: value.offset))
      if let first = entries.first(where: { $0.key == entry.key }) {
        throw LessonMessages.keyTwice(first.key, at: first.keyRange)
      }
      entries.append(entry)
    }
  }

  /// A value that must be one word or sentence, without control characters.
  func string(_ entry: Entry) -> String? {
    guard let string = entry.value.string else { return nil }
    let text = SafeText.removingControls(string)
    // A title of two lines would break every list it stands in.
    return text.isEmpty || text.contains("\n") ? nil : text
  }

  /// A value that must be a whole number.
  func integer(_ entry: Entry) -> Int? {
    entry.value.string.flatMap { Int($0) }
  }

  /// A value that must be a language's tag.
  func language(_ entry: Entry) throws(Diagnostic) -> Language {
    guard let tag = string(entry), let language = Language(tag) else {
      throw LessonMessages.notALanguage(at: entry.valueRange)
    }
    return language
  }

  /// A value that must be a list of words: `[gd, adagrad]`.
  func strings(_ entry: Entry) -> [Located<String>]? {
    guard case .sequence(let nodes) = entry.value.content else { return nil }
    var words: [Located<String>] = []
    for node in nodes {
      guard let string = node.string else { return nil }
      words.append(Located(SafeText.removingControls(string), at: place(of: node.offset)))
    }
    return words
  }

  /// The line that an entry begins in.
  func line(of entry: Entry) -> Int { lines.line(of: entry.keyRange.lower) }

  /// The word at an offset in the YAML, in its line.
  private func place(of offset: Int) -> SourceRange {
    let line = lines.trimmingEnd(lines.range(ofLine: lines.line(of: start + offset)))
    let lower = min(start + offset, max(line.upper, line.lower))
    // fits: the greater of the two is the end
    let length = lines.bytes[lower..<max(lower, line.upper)].prefix { byte in
      !byte.isBlank && !":,]".utf8.contains(byte)
    }.count
    return SourceRange(lower, min(lower + max(length, 1), max(line.upper, lower)))
  }
}
