import Formula
import Optimizers
import Session
import Tutor

// Questions whose answer is a line of a recipe.

extension QuestionKind {
  /// `ask "QUESTION" = line E[g²] of rmsprop`.
  static let recipeLine = QuestionKind.line(
    "ask",
    fits: {
      let answer = $0.behindEquals
      return answer?.firstWord.word.text == "line" && answer?.split(atLast: "of") != nil
    }
  ) { written throws(Diagnostic) in
    guard let question = written.question,
      let (name, recipe) = written.rest.behindEquals?.firstWord.rest.split(atLast: "of"),
      !name.isEmpty, !recipe.isEmpty
    else { throw LessonMessages.recipeLineMalformed(at: written.line.range) }
    return WrittenQuestion([question, name, recipe]) { session, _ throws(Diagnostic) in
      guard let known = session.library.name(meaning: recipe.text).flatMap({ session.library[$0] })
      else {
        throw LessonMessages.recipeUnknown(
          recipe.known, among: session.library.generalNames, at: recipe.range)
      }
      var kind = RecipeLineQuestion(text: written.text, recipe: known, right: 0)
      guard let line = kind.place(of: name) else {
        throw LessonMessages.recipeLineUnknown(
          name.known, of: known.name, among: known.lines.map(\.target.text), at: name.range)
      }
      kind.right = line
      return ClosedQuestion(kind)
    }
  }
}

/// A question for one of a recipe's lines.
///
/// An answer is the line's place, from 0.
struct RecipeLineQuestion: AnswerKind {
  var text: String
  var recipe: Recipe
  var right: Int

  /// The line of a number, of a target, or of the whole text of one.
  func place(of answer: SourceSlice) -> Int? {
    let words = String(answer.text.prefix { $0 != "=" })
    // fits: a recipe has a line
    if let number = Int(words.trimmingBlanks()), (1...recipe.lines.count).contains(number) {
      return number - 1
    }
    let head = SourceSlice(words.trimmingBlanks())
    guard let formula = try? head.formula(),
      case .name(let name) = formula.resolvingSquares(recipe.lines.map(\.target)).kind
    else { return nil }
    return recipe.lines.firstIndex { $0.target == name }
  }

  private func written(_ line: Recipe.Line) -> String {
    let notation = Notation(spacing: .loose, squares: recipe.squares)
    return "\(notation.text(line.target)) = \(notation.text(line.formula))"
  }
}

extension RecipeLineQuestion {
  var invitation: NoteReport.Content {
    .init(.aRecipeLine, ["question": "\(text)", "recipe": "\(recipe.name)"])
  }

  func show(by player: LessonPlayer, _ host: Host) {
    let items = recipe.lines.map { line -> [Prose.Block] in [.paragraph([.code(written(line))])] }
    player.show(Prose([.list(start: 1, items: items)]), host)
  }

  func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<Int> {
    if let place = place(of: line) { return .answer(place) }
    if Int(line.text) != nil {
      return .unclear(
        .init(.linesAreNumbered, ["lines": "\(count: recipe.lines.count, "lines")"]))
    }
    return .noAnswer
  }

  func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> Int {
    guard let place = place(of: answer) else {
      throw LessonMessages.recipeLineUnknown(
        answer.known, of: recipe.name, among: recipe.lines.map(\.target.text), at: answer.range)
    }
    return place
  }

  func isRight(_ answer: Int) -> Bool { answer == right }

  func showSolution(by player: LessonPlayer, _ host: Host) {
    player.show(
      Prose([.list(start: right + 1, items: [[.paragraph([.code(written(recipe.lines[right]))])]])]
      ),
      host)
  }

  var rightLines: [String] { [line(for: right), recipe.lines[right].target.text] }

  var wrongLines: [(line: String, range: SourceRange?)] {
    recipe.lines.indices.filter { $0 != right }.map { (line(for: $0), nil) }
  }

  func line(for answer: Int) -> String { "\(answer + 1)" }

  func isToldBy(_ hint: String) -> Bool {
    let line = written(recipe.lines[right])
    return hint.contains(line)
      || hint.contains(recipe.source.slice(recipe.lines[right].range) + " =")
  }

  func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    recipe.lines.count > 1 ? [] : [LessonMessages.oneLineOnly(recipe.name, at: range)]
  }
}
