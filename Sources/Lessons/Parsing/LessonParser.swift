package import Formula
import Session

/// Turns a lesson's Markdown into a `Lesson`.
package enum LessonParser {
  /// How many bytes may stand between two blank lines.
  ///
  /// Some texts take cmark a time that grows with the square of a paragraph's length. Within this
  /// limit the worst file of the largest size takes seconds.
  static let longestStretch = 1 << 14

  /// Reads a whole file and reports everything that is wrong with it, in the order of the text.
  ///
  /// - Returns: the lesson as far as it can be read, nil when there is no front matter to go on
  ///   with. A lesson that comes with diagnostics is for its author, not for a learner. Ranges
  ///   hold for the lesson's own `source` as well as for the text given.
  package static func parse(
    _ source: SourceText
  ) -> (lesson: Lesson?, diagnostics: [Diagnostic]) {
    guard source.text.utf8.count <= LessonFile.largestSize else {
      return (nil, [LessonMessages.tooLarge(source.name)])
    }
    let (text, firstControl) = SafeText.blankingControls(source.text)
    var diagnostics = firstControl.map { [LessonMessages.controlCharacter(at: $0)] } ?? []
    let lines = LineTable(text)

    let (frontMatter, firstLine) = readFrontMatter(in: lines, diagnostics: &diagnostics)
    guard let frontMatter else { return (nil, sorted(diagnostics)) }
    if let stretch = lines.firstStretch(longerThan: longestStretch, fromLine: firstLine) {
      return (nil, sorted(diagnostics + [LessonMessages.stretchTooLong(at: stretch)]))
    }

    let document = MarkdownNode.document(in: lines, fromLine: firstLine)
    let safe = SourceText(name: SafeText.removingControls(source.name), text)
    var reader = LessonReader(safe, lines: lines)
    let parts = reader.parts(of: document, title: frontMatter.title)
    reader.checkNotes(of: document, fromLine: firstLine)
    let lesson = Lesson(
      name: name(ofPath: source.name), frontMatter: frontMatter,
      source: safe, parts: parts, links: reader.links)
    return (lesson, sorted(diagnostics + reader.diagnostics))
  }

  /// Reads only what a list of lessons shows.
  static func parseFrontMatter(
    _ source: SourceText
  ) -> (frontMatter: FrontMatter?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let lines = LineTable(SafeText.blankingControls(source.text).text)
    let frontMatter = readFrontMatter(in: lines, diagnostics: &diagnostics).frontMatter
    return (frontMatter, diagnostics)
  }

  /// A lesson's name: `lessons/adagrad.md` is `adagrad`.
  static func name(ofPath path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return SafeText.removingControls(file.hasSuffix(".md") ? String(file.dropLast(3)) : file)
  }

  private static func readFrontMatter(
    in lines: LineTable, diagnostics: inout [Diagnostic]
  ) -> (frontMatter: FrontMatter?, nextLine: Int) {
    do {
      guard let block = try FrontMatterBlock(in: lines) else {
        diagnostics.append(LessonMessages.frontMatterMissing(at: lines.range(ofLine: 0)))
        return (nil, 0)
      }
      let frontMatter = FrontMatter.parse(block, in: lines, diagnostics: &diagnostics)
      return (frontMatter, block.nextLine)
    } catch {
      diagnostics.append(error)
      return (nil, 0)
    }
  }

  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    // Those at one place stay in the order in which they were found.
    let places = diagnostics.map { $0.range?.lower ?? 0 }
    return diagnostics.indices.sorted { (places[$0], $0) < (places[$1], $1) }
      .map { diagnostics[$0] }
  }
}
