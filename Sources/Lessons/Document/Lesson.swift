package import Formula
import Optimizers
package import Session

/// A lesson as its file says it: a document to walk through, part by part.
///
/// A place in it is three indices: a part, an item of the part, a statement of the item. Nothing
/// here has been run; every formula and command is text with its range in the file.
package struct Lesson: Hashable, Sendable {
  /// What a learner types to open it: the file's name without `.md`.
  package var name: String
  package var frontMatter: FrontMatter
  /// The whole file.
  ///
  /// Control characters in it are blanked, byte for byte, so that ranges in this text are ranges
  /// in the file too.
  package var source: SourceText
  package var parts: [Part]
  /// Where the prose's links and images lead.
  package var links: [Located<String>] = []
  /// What it knows of its course; nil for a text by itself.
  package var membership: Membership?

  package var title: String { frontMatter.title }

  /// What the program speaks while it is played.
  package var language: Language {
    frontMatter.language ?? membership?.language ?? .english
  }

  /// What everything that is shuffled depends on.
  var shuffleSeed: String { "\(name) \(frontMatter.shuffle ?? 0)" }

  /// The names of the recipes that the lesson itself writes.
  var recipeNames: Set<String> {
    var names: Set<String> = []
    for item in parts.flatMap(\.items) {
      switch item.kind {
      case .statements(let statements):
        for case .recipe(let recipe) in statements.map(\.kind) { names.insert(recipe.recipe.name) }
      case .exercise(let exercise): names.formUnion(exercise.recipes.map(\.recipe.name))
      case .prose, .question, .output, .unread: break
      }
    }
    return names
  }

  /// The part with an id, or nil when an edited lesson has lost it.
  package func partIndex(id: String) -> Int? {
    parts.firstIndex { $0.id == id }
  }
}

extension Lesson {
  /// What stands between heading and heading of level 1 or 2.
  package struct Part: Hashable, Sendable {
    /// Stable across edits and unique in the lesson: the heading's slug, or what its author gives
    /// as `{#id}` at the heading's end.
    package var id: String
    /// The heading as plain text; the lesson's title for text before the first heading.
    package var title: String
    /// The heading as written; nil for text before the first heading.
    package var heading: Heading?
    /// A heading of level 1 right before one of level 2, which makes no part of its own.
    package var above: Heading?
    /// Changes when the part's text does, line ends and trailing blanks aside.
    package var contentHash: ContentHash
    package var items: [Item]
    package var range: SourceRange
  }

  /// A heading of level 1 or 2, which begins a part.
  package struct Heading: Hashable, Sendable {
    package var level: Int
    package var inlines: [Prose.Inline]
    package var range: SourceRange
    /// What links call it.
    package var id = ""
  }
}
