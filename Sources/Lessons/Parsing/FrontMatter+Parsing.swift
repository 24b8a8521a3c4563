import Formula
import Session

extension FrontMatter {
  /// Every key a lesson may use, in the order an author meets them.
  static let keys = [
    "title", "needs", "minutes", "shuffle", "test", "format", "lang", "author", "license",
    "description",
  ]
  /// What other programs keep in a file that they read too: Jupytext.
  private static let othersKeys: Set = ["jupyter", "jupytext", "kernelspec", "language_info"]
  /// What begins a key that means something to its author alone.
  static let ownPrefix = "x-"

  /// Reads the front matter's YAML.
  ///
  /// - Returns: nil when there is no front matter or title to go on with; what is wrong is in
  ///   `diagnostics`.
  static func parse(
    _ block: FrontMatterBlock, in lines: LineTable, diagnostics: inout [Diagnostic]
  ) -> FrontMatter? {
    let mapping: YAMLMapping
    do {
      mapping = try YAMLMapping(block.yaml, of: lines)
    } catch {
      diagnostics.append(error)
      return nil
    }
    var frontMatter = FrontMatter(title: "")
    for entry in mapping.entries {
      do throws(Diagnostic) {
        try frontMatter.set(entry, of: mapping)
      } catch {
        diagnostics.append(error)
      }
    }
    // Nothing written for a newer format can be trusted to mean what it seems to.
    guard frontMatter.format <= newestFormat else { return nil }
    guard !frontMatter.title.isEmpty else {
      // A title of the wrong type has been reported already.
      if !mapping.entries.contains(where: { $0.key == "title" }) {
        diagnostics.append(LessonMessages.titleMissing(at: lines.range(ofLine: 0)))
      }
      return nil
    }
    return frontMatter
  }

  private mutating func set(
    _ entry: YAMLMapping.Entry, of mapping: YAMLMapping
  ) throws(Diagnostic) {
    switch entry.key {
    case "title":
      guard let title = try mapping.text(entry) else {
        throw LessonMessages.titleNotText(at: entry.valueRange)
      }
      self.title = title
    case "needs":
      guard let names = mapping.strings(entry) else {
        throw LessonMessages.needsNotList(at: entry.valueRange)
      }
      neededLessons = names
    case "minutes":
      guard let number = mapping.integer(entry), number > 0 else {
        throw LessonMessages.minutesNotNumber(at: entry.valueRange)
      }
      minutes = number
    case "lang": language = try mapping.language(entry)
    case "shuffle":
      switch mapping.string(entry) {
      case "true": shuffle = 0
      case "false": shuffle = nil
      default:
        guard let seed = mapping.integer(entry) else {
          throw LessonMessages.shuffleMalformed(at: entry.valueRange)
        }
        shuffle = seed
      }
    case "test":
      guard let word = mapping.string(entry), ["true", "false"].contains(word) else {
        throw LessonMessages.testMalformed(at: entry.valueRange)
      }
      isTest = word == "true"
    case "format":
      guard let number = mapping.integer(entry), number > 0 else {
        throw LessonMessages.formatNotNumber(at: entry.valueRange)
      }
      format = number
      guard number <= Self.newestFormat else {
        throw LessonMessages.formatTooNew(number, at: entry.valueRange)
      }
    case "author", "license", "description":
      // A list of authors is one too.
      if case .sequence = entry.value.content { break }
      guard try mapping.text(entry) != nil else {
        throw LessonMessages.keyNotText(entry.key, at: entry.valueRange)
      }
    case _ where Self.othersKeys.contains(entry.key) || entry.key.hasPrefix(Self.ownPrefix): break
    default:
      throw LessonMessages.unknownKey(entry.key, among: Self.keys, at: entry.keyRange)
    }
  }
}
