import Formula
import Yams

/// The keys and values of a small YAML text, with their places; front matter and `course.yml`.
struct YAMLMapping {
  struct Entry {
    var key: String
    var keyRange: SourceRange
    var value: Node
    var valueRange: SourceRange
  }

  private(set) var entries: [Entry] = []
  private let lines: LineTable
  private let firstLine: Int

  /// Reads the part of a text that is YAML.
  ///
  /// - Throws: a diagnostic at the place where it stops being a mapping.
  init(_ range: SourceRange, of lines: LineTable) throws(Diagnostic) {
    self.lines = lines
    firstLine = lines.line(of: range.lower)
    let node: Node?
    do {
      node = try Yams.compose(yaml: lines.text(range), .default, .default, .utf8)
    } catch {
      throw describe(error, in: range)
    }
    guard let node else { return }
    guard case .mapping(let mapping) = node else {
      throw LessonMessages.notKeysAndValues(at: place(of: node.mark))
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw LessonMessages.notKeysAndValues(at: place(of: key.mark))
      }
      entries.append(
        Entry(
          key: SafeText.removingControls(name), keyRange: place(of: key.mark),
          value: value, valueRange: place(of: value.mark)))
    }
  }

  /// A value that must be one word or sentence, without control characters.
  func string(_ entry: Entry) -> String? {
    guard let scalar = entry.value.scalar, !isNull(scalar) else { return nil }
    let text = SafeText.removingControls(scalar.string)
    // A title of two lines would break every list it stands in.
    return text.isEmpty || text.contains("\n") ? nil : text
  }

  /// A value that must be a whole number.
  func integer(_ entry: Entry) -> Int? {
    entry.value.scalar.flatMap { Int($0.string) }
  }

  /// A value that must be a list of words: `[gd, adagrad]`.
  func strings(_ entry: Entry) -> [Excerpt]? {
    guard let sequence = entry.value.sequence else { return nil }
    var words: [Excerpt] = []
    for node in sequence {
      guard let scalar = node.scalar, !isNull(scalar) else { return nil }
      words.append(Excerpt(SafeText.removingControls(scalar.string), at: place(of: node.mark)))
    }
    return words
  }

  private func isNull(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// The word at a mark.
  ///
  /// Lines count from 1, and columns too, in Unicode scalars.
  private func place(of mark: Mark?) -> SourceRange {
    guard let mark else { return lines.range(ofLine: firstLine) }
    let line = lines.trimmingEnd(lines.range(ofLine: firstLine + mark.line - 1))
    let before = lines.text(line).unicodeScalars.prefix(max(mark.column - 1, 0))
    let lower = line.lower + String(before).utf8.count
    let length = lines.bytes[lower..<max(lower, line.upper)].prefix { byte in
      !byte.isBlank && !":,]".utf8.contains(byte)
    }.count
    return SourceRange(lower, min(lower + max(length, 1), max(line.upper, lower)))
  }

  private func describe(_ error: any Error, in range: SourceRange) -> Diagnostic {
    guard let error = error as? YamlError else {
      return LessonMessages.notYAML("\(error)", at: lines.range(ofLine: firstLine))
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return LessonMessages.notYAML(problem, at: place(of: mark))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return LessonMessages.keyTwice(duplicates.first ?? "", at: place(of: context.mark))
    case .reader(let problem, _, _, _):
      return LessonMessages.notYAML(problem, at: lines.range(ofLine: firstLine))
    default:
      return LessonMessages.notYAML("\(error)", at: lines.range(ofLine: firstLine))
    }
  }
}
