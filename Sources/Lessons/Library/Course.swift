import Formula

/// The lessons of one directory, in the order to play them.
///
/// A file `course.yml` gives the directory a title and an order:
///
///     title: How optimizers move
///     lessons: [gradient-descent, adagrad, rmsprop]
package struct Course: Hashable, Sendable {
  /// A lesson as a list shows it, not yet read beyond its front matter.
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var path: String
    package var frontMatter: FrontMatter
  }

  package var directory: String
  /// What `course.yml` says; nil without one.
  package var title: String?
  package var lessons: [Entry]
}

extension Course {
  /// What `course.yml` holds.
  struct Plan {
    static let keys = ["title", "lessons"]

    var title: String?
    var names: [Located<String>] = []

    init(_ source: SourceText, diagnostics: inout [Diagnostic]) {
      let lines = LineTable(SafeText.blankingControls(source.text).text)
      do throws(Diagnostic) {
        guard lines.bytes.count <= FrontMatterBlock.largestSize else {
          throw LessonMessages.courseTooLarge(at: lines.range(ofLine: 0))
        }
        let mapping = try YAMLMapping(SourceRange(0, lines.bytes.count), of: lines)
        for entry in mapping.entries {
          switch entry.key {
          case "title":
            title = mapping.string(entry)
            if title == nil {
              diagnostics.append(LessonMessages.titleNotText(at: entry.valueRange))
            }
          case "lessons":
            names = mapping.strings(entry) ?? []
            if names.isEmpty {
              diagnostics.append(LessonMessages.lessonsNotList(at: entry.valueRange))
            }
          default:
            diagnostics.append(
              LessonMessages.unknownKey(entry.key, among: Self.keys, at: entry.keyRange))
          }
        }
      } catch {
        diagnostics.append(error)
      }
    }
  }

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
}
