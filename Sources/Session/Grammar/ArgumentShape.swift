/// How something is typed: words, places to fill in, and how they are joined.
///
///     run n [until CONDITION]
package indirect enum ArgumentShape: Hashable, Sendable {
  case nothing
  case word(String)
  /// Something to put in: what help calls it, and one that fits.
  case place(String, example: String)
  case sequence([ArgumentShape])
  case optional(ArgumentShape)
  /// One of several; help shows each on a line of its own.
  case choice([ArgumentShape])
  /// One or more, with commas between.
  case list(ArgumentShape)
}

extension ArgumentShape {
  /// The ways to type it, as help shows them.
  package var forms: [String] {
    switch self {
    case .choice(let options): options.flatMap(\.forms)
    case .sequence(let parts):
      // What begins in several ways has a line for each.
      (parts.first?.forms ?? [""]).map { first in
        ([first] + parts.dropFirst().map(\.textInSequence)).filter { !$0.isEmpty }
          .joined(separator: " ")
      }
    default: [text]
    }
  }

  private var text: String {
    switch self {
    case .nothing: ""
    case .word(let word): word
    case .place(let name, _): name
    case .sequence(let parts):
      parts.map(\.textInSequence).filter { !$0.isEmpty }.joined(separator: " ")
    case .optional(let inner): inner.text.isEmpty ? "" : "[\(inner.text)]"
    case .choice(let options): options.map(\.text).joined(separator: " | ")
    case .list(let element): "\(element.text), …"
    }
  }

  private var textInSequence: String {
    if case .choice(let options) = self, options.count > 1 { "(\(text))" } else { text }
  }

  /// The words that it may begin with.
  package var openers: Set<String> {
    switch self {
    case .nothing, .place: []
    case .word(let word): [word]
    case .optional(let inner), .list(let inner): inner.openers
    case .choice(let options): options.reduce(into: []) { $0.formUnion($1.openers) }
    case .sequence(let parts):
      parts.prefix((parts.firstIndex { !$0.isOptional } ?? parts.count - 1) + 1)
        .reduce(into: []) { $0.formUnion($1.openers) }
    }
  }

  /// Whether nothing at all may stand for it.
  package var isOptional: Bool {
    switch self {
    case .nothing, .optional: true
    case .word, .place: false
    case .list(let element): element.isOptional
    case .choice(let options): options.contains(where: \.isOptional)
    case .sequence(let parts): parts.allSatisfy(\.isOptional)
    }
  }

  /// Lines of that shape, with every part left out and put in.
  package var samples: [String] {
    switch self {
    case .nothing: [""]
    case .word(let word): [word]
    case .place(_, let example): [example]
    case .optional(let inner): [""] + inner.samples
    case .choice(let options): options.flatMap(\.samples)
    case .list(let element): element.samples
    case .sequence(let parts):
      parts.reduce([""]) { lines, part in
        lines.flatMap { line in
          part.samples.map { [line, $0].filter { !$0.isEmpty }.joined(separator: " ") }
        }
      }
    }
  }
}
