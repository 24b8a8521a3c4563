import Formula
import Optimizers
import Session

// Recipes in blocks: of their own, among commands, and in a solution.

extension LessonReader {
  /// The recipes of a `recipe` block, each a statement.
  mutating func recipes(_ code: [CodeLine], opening: SourceRange) -> [Statement] {
    guard !code.isEmpty else {
      reportLoss(LessonMessages.recipeEmpty(at: opening))
      return []
    }
    var starts = code.indices.filter { code[$0].isRecipeStart }
    // What stands before the first is a part of it that has no name.
    if starts.first != code.startIndex { starts.insert(code.startIndex, at: 0) }
    return starts.enumerated().map { position, start in
      let end = position + 1 < starts.count ? starts[position + 1] : code.endIndex
      return recipeStatement(code[start..<end])
    }
  }

  /// A recipe among what there is to run.
  mutating func recipeStatement(_ code: ArraySlice<CodeLine>) -> Statement {
    guard let recipe = recipe(code) else {
      return Statement(kind: .unread(.commands), range: code[code.startIndex].slice.range)
    }
    return Statement(kind: .recipe(recipe), range: recipe.range)
  }

  /// A recipe off its lines; nil where something is wrong with it.
  mutating func recipe(_ code: ArraySlice<CodeLine>) -> LessonRecipe? {
    guard let first = code.first, let last = code.last else { return nil }
    do throws(Diagnostic) {
      return try LessonRecipe(
        code.map { LessonRecipe.Line(indent: $0.indent, slice: $0.slice) },
        at: first.slice.range.union(last.slice.range))
    } catch {
      reportLoss(error)
      return nil
    }
  }
}

extension CodeLine {
  /// Whether a recipe begins with it.
  fileprivate var isRecipeStart: Bool {
    slice.withoutComment.firstWord.word.text == CommandTable.optimizerWord
  }
}

extension [CodeLine] {
  /// Where a recipe ends that begins at a line.
  ///
  /// What stands further right belongs to it. What stands as far left does as long as it can be a
  /// line of a recipe, up to a blank line behind its formulas, as at the prompt.
  func endOfRecipe(from start: Int) -> Int {
    var end = start + 1
    var hasFormula = false
    while end < count {
      let line = self[end]
      let isInside = line.indent > self[start].indent
      let couldBe = Recipe.isLine(line.slice) && !(line.isBehindBlank && hasFormula)
      guard isInside || couldBe else { break }
      hasFormula = hasFormula || Recipe.setsQuantity(line.slice)
      end += 1
    }
    return end
  }
}
