import Formula
import Session

extension Course {
  /// What a `course.yml` holds.
  struct Plan {
    /// What one of a course may say, and one of a chapter.
    static let keys = ["title", "name", "lang", "lessons", "chapters"]
    static let chapterKeys = ["title", "lessons"]

    static let file = "course.yml"

    var title: String?
    var name: String?
    var language: Language?
    var lessons: [Located<String>] = []
    var chapters: [Located<String>] = []

    init() {}

    init(
      _ source: SourceText, keys: [String] = Self.keys, diagnostics: inout [Diagnostic]
    ) {
      let lines = LineTable(SafeText.blankingControls(source.text).text)
      do throws(Diagnostic) {
        guard lines.bytes.count <= FrontMatterBlock.largestSize else {
          throw LessonMessages.courseTooLarge(at: lines.range(ofLine: 0))
        }
        let mapping = try YAMLMapping(SourceRange(0, lines.bytes.count), of: lines)
        for entry in mapping.entries {
          do throws(Diagnostic) {
            guard keys.contains(entry.key) else {
              throw LessonMessages.unknownKey(entry.key, among: keys, at: entry.keyRange)
            }
            try set(entry, of: mapping)
          } catch {
            diagnostics.append(error)
          }
        }
      } catch {
        diagnostics.append(error)
      }
    }

    private mutating func set(
      _ entry: YAMLMapping.Entry, of mapping: YAMLMapping
    ) throws(Diagnostic) {
      switch entry.key {
      case "title":
        title = try mapping.text(entry)
        if title == nil { throw LessonMessages.titleNotText(at: entry.valueRange) }
      case "name":
        let name = mapping.string(entry) ?? ""
        let slug = Slug.make(name)
        guard !name.isEmpty, name == slug else {
          throw LessonMessages.badCourseName(name, slug: slug, at: entry.valueRange)
        }
        self.name = name
      case "lang": language = try mapping.language(entry)
      case "lessons":
        lessons = mapping.strings(entry) ?? []
        if lessons.isEmpty { throw LessonMessages.lessonsNotList(at: entry.valueRange) }
      default:
        chapters = mapping.strings(entry) ?? []
        if chapters.isEmpty { throw LessonMessages.chaptersNotList(at: entry.valueRange) }
      }
    }
  }
}

extension Course {
  /// The order in which every lesson comes after those it needs, by name where that leaves a
  /// choice; and the names that can't be ordered because they need each other.
  static func order(_ entries: [Entry]) -> (ordered: [Entry], inCycle: [String]) {
    var waiting = entries.sorted { $0.name < $1.name }
    var ordered: [Entry] = []
    while !waiting.isEmpty {
      let names = Set(waiting.map(\.name))
      guard let next = waiting.firstIndex(where: { names.isDisjoint(with: $0.frontMatter.needs) })
      else { return (ordered + waiting, waiting.map(\.name)) }
      ordered.append(waiting.remove(at: next))
    }
    return (ordered, [])
  }

  /// What the lessons need that comes only after them in the course.
  var contradictions: [(lesson: Entry, need: Located<String>)] {
    let names = lessons.map(\.name)
    return lessons.enumerated().flatMap { index, lesson in
      lesson.frontMatter.neededLessons.compactMap { need in
        names.firstIndex(of: need.value).flatMap { $0 > index ? (lesson, need) : nil }
      }
    }
  }

  /// A folder's name as a title: `02-adaptive-rates` is “Adaptive rates”.
  static func title(ofFolder name: String) -> String {
    let words = name.drop { $0.isNumber }.drop { "-_. ".contains($0) }
      .split { "-_ ".contains($0) }.joined(separator: " ")
    let text = words.isEmpty ? name : words
    return SafeText.removingControls(text.prefix(1).uppercased() + text.dropFirst())
  }
}
