package import Formula
package import Session
package import Tutor

/// Things to be put in order, written as a numbered list of boxes in the right order.
///
///     **In which order does a step of RMSprop compute these?**
///
///     1. [ ] the squared gradient
///     2. [ ] the mean of the squares
///        > It needs the squares first.
///     3. [ ] the step
///
/// An answer is the places in the file, in the order in which they were put.
package struct OrderQuestion: AnswerKind {
  var prompt: [Prose.Inline]
  /// In the right order; a quote is said to those who put it elsewhere.
  var items: [ChoiceQuestion.Choice]
  /// In which order they are shown.
  var order: [Int]

  init(prompt: [Prose.Inline], items: [ChoiceQuestion.Choice]) {
    (self.prompt, self.items) = (prompt, items)
    order = items.indices.reversed()
  }

  private var right: [Int] { Array(items.indices) }
}

// MARK: - Asking

extension OrderQuestion {
  package var text: String { prompt.map(\.plainText).joined() }

  package var invitation: NoteReport.Content {
    let example = items.indices.reversed().map { "\($0 + 1)" }.joined(separator: " ")
    return .init(.putInOrder, ["example": "\(example)"])
  }

  package func laidOut(_ dice: inout Dice, shufflesChoices: Bool) -> OrderQuestion {
    var copy = self
    copy.order = dice.shuffled(right)
    // As they are shown, they are not in order.
    if copy.order == right { copy.order.append(copy.order.removeFirst()) }
    return copy
  }

  package func show(by player: LessonPlayer, _ host: Host) {
    let list = Prose.Block.list(start: 1, items: order.map { [.paragraph(items[$0].text)] })
    player.show(Prose(prompt.isEmpty ? [list] : [.paragraph([.strong(prompt)]), list]), host)
  }

  package func reading(of line: SourceSlice, by player: LessonPlayer) -> AnswerReading<[Int]> {
    switch String(line.text).listedPlaces(of: items.count) {
    case nil: .noAnswer
    case .some(.outside):
      .unclear(.init(.itemsAreNumbered, ["items": "\(count: items.count, "items")"]))
    case .some(.places(let places)):
      Set(places).count == items.count && places.count == items.count
        ? .answer(places.map { order[$0] })
        : .unclear(.init(.eachOnce, ["items": "\(count: items.count, "items")"]))
    }
  }

  package func foreseen(_ answer: SourceSlice, in session: Session) throws(Diagnostic) -> [Int] {
    guard case .places(let places)? = String(answer.text).listedPlaces(of: items.count),
      places.count == items.count, Set(places).count == items.count
    else { throw LessonMessages.wrongOfOrder(items.count, at: answer.range) }
    return places
  }

  package func isRight(_ answer: [Int]) -> Bool { answer == right }

  package func verdict(on answer: [Int]) -> NoteReport.Content {
    let good = zip(answer, right).prefix { $0 == $1 }.count
    switch good {
    case 0: return .init(.orderNone)
    case 1: return .init(.orderFirst)
    default: return .init(.orderSome, ["good": "\(count: good, "good")"], count: good)
    }
  }

  /// What the author says to the first that stands elsewhere.
  package func showFeedback(on answer: [Int], by player: LessonPlayer, _ host: Host) {
    guard let wrong = zip(answer, right).first(where: { $0 != $1 })?.0,
      let feedback = items[wrong].feedback
    else { return }
    player.show(feedback, host)
  }

  package func hint(number: Int) -> NoteReport.Content? {
    // The last two follow from the others.
    guard number <= items.count - 2, let place = order.firstIndex(of: number - 1) else {
      return nil
    }
    return .init(
      .orderHint,
      ["place": "\(count: number, "place")", "item": "\(count: place + 1, "item")"])
  }

  package func showSolution(by player: LessonPlayer, _ host: Host) {
    player.show(
      Prose([.list(start: 1, items: items.map { [.paragraph($0.text)] })]), host)
  }
}

// MARK: - Checking

extension OrderQuestion {
  package var rightLines: [String] { [line(for: right)] }

  package var wrongLines: [(line: String, range: SourceRange?)] {
    var lines = [line(for: order), line(for: right.reversed())]
    if items.count > 2 { lines.append(line(for: [1, 0] + right.dropFirst(2))) }
    return lines.filter { $0 != line(for: right) }.map { ($0, nil) }
  }

  package func line(for answer: [Int]) -> String {
    answer.compactMap { order.firstIndex(of: $0) }.map { "\($0 + 1)" }.joined(separator: " ")
  }

  package func mistakes(at range: SourceRange, _ player: LessonPlayer) -> [Diagnostic] {
    (prompt.isEmpty ? [LessonMessages.promptMissing(at: range)] : [])
      + player.repeated(items.map(\.text)).map { LessonMessages.choiceTwice(at: items[$0].range) }
  }
}
