import Formula
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

  /// Shows the parts that are done once more, with what was answered.
  func review(_ host: Host) {
    guard !done.isEmpty else {
      host.emit(.note(NoteReport("No part is done yet; review shows those that are.")))
      return
    }
    var reader = LessonPlayer(lesson, library: starts[0].library)
    let quiet = Host(
      emit: { report in
        // What is asked for next is no news.
        if case .note = report { return }
        host.emit(report)
      }, isInterrupted: host.isInterrupted)
    for part in done.sorted() {
      reader.goTo(part, quiet)
      while reader.place.part == part, !host.isInterrupted() {
        guard let question = reader.pause.asked?.text else { break }
        show(answersTo: question, part, host)
        reader.goOn(quiet)
      }
    }
  }

  /// Shows what was answered to a question of a part.
  private func show(answersTo question: String, _ part: Int, _ host: Host) {
    let kept = LearningRecord.field(question)
    let given = answers.filter { $0.part == part && LearningRecord.field($0.question) == kept }
    host.emit(.note(NoteReport("You were asked: \(question)")))
    for answer in given {
      switch answer.outcome {
      case .right: host.emit(.note(NoteReport("\(answer.answer): right", tone: .good)))
      case .wrong: host.emit(.note(NoteReport("\(answer.answer): not right", tone: .warning)))
      case .shown: host.emit(.note(NoteReport("you looked at the solution")))
      case .skipped: host.emit(.note(NoteReport("skipped")))
      }
    }
  }
}
