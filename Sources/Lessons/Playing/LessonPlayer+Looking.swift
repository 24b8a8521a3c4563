import Session

extension LessonPlayer {
  /// The parts, with those done marked.
  var contents: Prose {
    let items = lesson.parts.enumerated().map { index, part -> [Prose.Block] in
      let marks =
        (done.contains(index) ? ["done"] : []) + (index == place.part ? ["you are here"] : [])
      let mark = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
      return [.paragraph([.text(part.title + mark)])]
    }
    return Prose([.list(start: 1, items: items)])
  }

  /// What was asked and answered, part by part.
  var review: Prose {
    guard !answers.isEmpty else {
      return Prose([.paragraph([.text("Nothing was answered yet.")])])
    }
    var blocks: [Prose.Block] = []
    for (index, part) in lesson.parts.enumerated() {
      let given = answers.filter { $0.part == index }
      guard !given.isEmpty else { continue }
      blocks.append(.heading(level: 2, [.text(part.title)]))
      let items = given.map { answer -> [Prose.Block] in
        let mark = answer.isRight ? "right" : "not right"
        return [
          .paragraph([.text("\(answer.question) "), .code(answer.answer), .text(" \(mark)")])
        ]
      }
      blocks.append(.list(start: nil, items: items))
    }
    return Prose(blocks)
  }
}
