package import Formula
package import Optimizers

/// A recipe that stands in a lesson: in a `recipe` block, or behind `optimizer` among commands.
///
/// Its own text is that of its lines without the marks of quotes and lists around them.
package struct LessonRecipe: Hashable, Sendable {
  package let recipe: Recipe
  /// Where it stands in the file.
  package let range: SourceRange
  private let lines: [Line]

  /// A line of it.
  struct Line: Hashable, Sendable {
    /// How many blanks stand before it in the block.
    var indent: Int
    var slice: SourceSlice
  }

  /// Reads a recipe off the lines of a block.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  init(_ lines: [Line], at range: SourceRange) throws(Diagnostic) {
    let text = LessonRecipe.text(lines)
    self.lines = lines
    self.range = range
    do {
      recipe = try Recipe(parsing: SourceText(text))
    } catch {
      throw LessonRecipe.inFile(error, lines, at: range)
    }
  }

  /// Its first line, `optimizer mine`.
  package var firstLine: Substring { lines.first?.slice.text ?? "" }

  /// An error in the recipe's own text at its place in the lesson's file.
  func inFile(_ error: Diagnostic) -> Diagnostic { LessonRecipe.inFile(error, lines, at: range) }

  /// The lines, each as far to the right of the first as it stands in the block.
  private static func text(_ lines: [Line]) -> String {
    let margin = lines.map(\.indent).min() ?? 0
    // fits: the margin is the least of them
    return lines.map { String(repeating: " ", count: $0.indent - margin) + $0.slice.text }
      .joined(separator: "\n")
  }

  private static func inFile(_ error: Diagnostic, _ lines: [Line], at range: SourceRange)
    -> Diagnostic
  {
    var result = error
    result.range = range
    guard let found = error.range else { return result }
    let margin = lines.map(\.indent).min() ?? 0
    var place = 0
    for line in lines {
      // fits: the margin is the least of them
      let start = place + line.indent - margin
      let end = start + line.slice.text.utf8.count
      if found.lower <= end {
        let slice = line.slice.range
        let lower = min(slice.lower + max(found.lower - start, 0), slice.upper)
        // fits: an error's range has two ends in order
        let upper = min(lower + (found.upper - found.lower), slice.upper)
        result.range = SourceRange(lower, max(lower, upper))
        return result
      }
      place = end + 1
    }
    return result
  }
}
