import Formula
import System
import Session

/// Looks where the links and images of a lesson lead, as far as that is to files beside it.
struct LinkCheck {
  let lesson: Lesson
  let directory: String

  /// The paths of the lessons in the lesson's archive; nil where it is a file of its own.
  private let packed: Set<String>?

  init(_ lesson: Lesson, at path: String, packedBeside packed: Set<String>? = nil) {
    self.lesson = lesson
    self.packed = packed
    directory = Directory.parent(of: path)
  }

  /// The links that lead nowhere.
  var mistakes: [Diagnostic] { lesson.links.compactMap(mistake) }

  private func mistake(_ link: Located<String>) -> Diagnostic? {
    if Self.leadsElsewhere(link.value) { return nil }
    let halves = link.value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = Self.decoded(halves[0].prefix { $0 != "?" })
    let place = halves.count > 1 ? Self.decoded(halves[1]) : ""
    guard !path.isEmpty else {
      guard !place.isEmpty else { return LessonMessages.linkEmpty(at: link.range) }
      return mistake(place, in: lesson, link)
    }
    guard !path.hasPrefix("/") else { return LessonMessages.linkAbsolute(path, at: link.range) }
    let file = Directory.path(directory, path)
    if let packed {
      // What else lies in an archive isn't read.
      guard path.hasSuffix(".md"), !path.contains("/"), !packed.contains(file) else { return nil }
      let beside = packed.map { String($0.dropFirst(directory.utf8.count + 1)) }.sorted()
      return LessonMessages.linkBroken(path, among: beside, at: link.range)
    }
    guard Directory.exists(file) else {
      let beside = Directory.names(in: directory).filter { $0.hasSuffix(".md") }
      return LessonMessages.linkBroken(path, among: beside, at: link.range)
    }
    guard !place.isEmpty, path.hasSuffix(".md"), let source = try? LessonFile.load(file),
      let other = LessonParser.parse(source).lesson
    else { return nil }
    return mistake(place, in: other, link)
  }

  private func mistake(_ place: String, in lesson: Lesson, _ link: Located<String>) -> Diagnostic? {
    let places =
      lesson.parts.flatMap { [$0.above?.id, $0.id].compactMap { $0 } + $0.innerHeadings }
    guard !places.contains(place) else { return nil }
    return LessonMessages.placeUnknown(place, in: lesson.name, among: places, at: link.range)
  }

  /// Whether a link is one for the web, a mail program or the like: `https:…`, `//host/…`.
  private static func leadsElsewhere(_ link: String) -> Bool {
    if link.hasPrefix("//") { return true }
    let scheme = link.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return scheme.count > 1 && link[scheme.endIndex...].hasPrefix(":")
  }

  /// The text with `%20` and its like as what they stand for.
  private static func decoded(_ text: Substring) -> String {
    var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    // A zero byte would end the path early.
    return SafeText.removingControls(String(decoding: bytes, as: UTF8.self))
  }
}

extension Lesson.Part {
  /// The places that a web page gives to the headings inside a part.
  fileprivate var innerHeadings: [String] {
    items.flatMap { item -> [String] in
      guard case .prose(let prose) = item.kind else { return [] }
      return prose.blocks.compactMap { block in
        guard case .heading(_, let inlines) = block else { return nil }
        return Slug.make(inlines.map(\.plainText).joined())
      }
    }
  }
}
