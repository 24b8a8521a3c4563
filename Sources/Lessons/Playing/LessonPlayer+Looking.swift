import Formula
package import Session

extension LessonPlayer {
  /// Shows what is played: the course, and the lesson's title unless the part at hand begins with it.
  package func announce(_ host: Host) {
    let shown = [part?.above, part?.heading].compactMap { $0 }
      .map { $0.inlines.map(\.plainText).joined() }
    var blocks = courseTitle
    if !shown.isEmpty, !shown.contains(lesson.title) {
      blocks.append(.heading(level: 1, [.text(lesson.title)]))
    }
    if !blocks.isEmpty { host.emit(.prose(Prose(blocks))) }
    if takesOneAnswer { host.emit(.note(NoteReport(.inTest))) }
  }

  /// The titles of the course and the chapter, where there are any.
  private var courseTitle: [Prose.Block] {
    let titles = lesson.membership?.titles ?? []
    return titles.isEmpty ? [] : [.paragraph([.text(titles.joined(separator: " · "))])]
  }

  /// The parts, with those done marked.
  var contents: Prose {
    let items = lesson.parts.enumerated().map { index, part -> [Prose.Block] in
      let marks =
        (done.contains(index) ? [lesson.language.text(.partDone)] : [])
        + (index == place.part ? [lesson.language.text(.partHere)] : [])
      let mark = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
      return [.paragraph([.text(part.title + mark)])]
    }
    let title = Prose.Block.heading(level: 3, [.text(lesson.title)])
    return Prose(courseTitle + [title, .list(start: 1, items: items)])
  }

  /// Shows the parts that are done once more, with what was answered.
  func review(_ host: Host) {
    guard !done.isEmpty else {
      host.emit(.note(NoteReport(.nothingToReview)))
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
        guard let question = reader.pause.asked else { break }
        show(answersTo: reader.name(of: question), part, host)
        reader.goOn(quiet)
      }
    }
  }

  /// Shows what was answered to a question of a part.
  private func show(answersTo question: String, _ part: Int, _ host: Host) {
    let kept = LearningRecord.field(question)
    let given = answers.filter { $0.part == part && LearningRecord.field($0.question) == kept }
    host.emit(.note(NoteReport(.wereAsked, ["question": "\(question)"])))
    for answer in given {
      switch answer.outcome {
      // Of a test that isn't over nothing is told.
      case .right where isInTest, .wrong where isInTest:
        host.emit(.note(NoteReport(.answerNoted, ["answer": "\(answer.answer)"])))
      case .right:
        let field: NoteReport.Content = "\(answer.answer)"
        host.emit(.note(NoteReport(.answerRight, ["answer": field], tone: .good)))
      case .wrong:
        let field: NoteReport.Content = "\(answer.answer)"
        host.emit(.note(NoteReport(.answerWrong, ["answer": field], tone: .warning)))
      case .shown: host.emit(.note(NoteReport(.answerShown)))
      case .skipped: host.emit(.note(NoteReport(.answerSkipped)))
      }
    }
  }
}
