package import Formula
package import Session

// What there is to say about progress, in one place.

/// The wording of all that has to do with progress.
package enum ProgressMessages {
  // MARK: The file

  package static func damaged(keptAs path: String) -> NoteReport {
    NoteReport(
      "The file with your progress was damaged: it is kept as \(path), and what could be read of "
        + "it is used.", tone: .warning)
  }

  package static func newer(_ format: Int) -> NoteReport {
    NoteReport(
      "Your progress was kept by a newer Downhill (format \(count: format, "format")); it is left alone, and what "
        + "you do now is not kept.", tone: .warning)
  }

  package static func notKept(_ reason: String, _ path: String) -> NoteReport {
    NoteReport(
      "Your progress can't be kept (\(path): \(reason)); all else goes on.", tone: .warning)
  }

  // MARK: Opening a lesson

  package static func needs(_ names: [String]) -> NoteReport {
    NoteReport(
      .buildsOn, ["lessons": "\(names.joined(separator: ", "))"], count: names.count)
  }

  package static func changed(_ changes: LessonChanges) -> NoteReport {
    var pieces: [NoteReport.Content] = []
    if !changes.new.isEmpty {
      pieces.append(.init(.newParts, ["parts": list(changes.new, "moreNew")]))
    }
    if !changes.changed.isEmpty {
      pieces.append(.init(.changedParts, ["parts": list(changes.changed, "moreChanged")]))
    }
    if changes.goneCount > 0 {
      let parts: NoteReport.Content = "\(count: changes.goneCount, "parts")"
      pieces.append(.init(.partsGone, ["parts": parts], count: changes.goneCount))
    }
    return NoteReport(.lessonChanged, ["changes": .init(pieces, separator: "; ")])
  }

  package static func resumed(done: Int, of count: Int, at part: Int) -> NoteReport {
    NoteReport(
      .resumed,
      [
        "done": "\(count: done, "done")", "parts": "\(count: count, "parts")",
        "next": "\(count: part, "next")", "first": "\(count: 1, "first")",
      ], count: done)
  }

  package static func doneBefore(_ count: Int) -> NoteReport {
    NoteReport(.doneBefore, ["parts": "\(count: count, "parts")"], count: count)
  }

  package static func hides(_ lesson: Lesson, _ other: String) -> NoteReport {
    NoteReport(
      .hidesLesson,
      [
        "lesson": "\(lesson.name)", "place": "\(LessonMessages.shown(lesson.source.name))",
        "other": "\(other)",
      ])
  }

  package static func next(_ name: String) -> NoteReport {
    NoteReport(.nextLesson, ["lesson": "\(name)"])
  }

  package static let goingOn = NoteReport(.goingOn)

  private static func list(_ titles: [String], _ name: String) -> NoteReport.Content {
    let shown: NoteReport.Content =
      "\(titles.prefix(3).map { "“\($0)”" }.joined(separator: ", "))"
    guard titles.count > 3 else { return shown }
    // fits: more than three
    let more: NoteReport.Content = "\(count: titles.count - 3, name)"
    return NoteReport.Content(.titlesAndMore, ["titles": shown, "more": more])
  }

  // MARK: The command

  package static func forgot(_ name: String, _ record: LessonRecord) -> NoteReport {
    NoteReport(
      "Forgot \(name): \(count: record.partsDone, of: "part") done, "
        + "\(count: record.answers.count, of: "answer").")
  }

  package static func nothingToForget(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      "nothing is known of a lesson \(LessonMessages.shown(name))",
      hint: LessonMessages.suggestion(name, among: names))
  }

  package static func exported(_ count: Int, to path: String) -> NoteReport {
    NoteReport(
      "The progress of \(count: count, of: "lesson") is in "
        + "\(LessonMessages.shown(path)).")
  }

  package static func imported(parts: Int, answers: Int) -> NoteReport {
    guard parts > 0 || answers > 0 else { return NoteReport("There was nothing new in it.") }
    return NoteReport(
      "Added \(count: parts, of: "part") done and \(count: answers, of: "answer").")
  }

  package static func cantRead(_ path: String, reason: String) -> Diagnostic {
    LessonMessages.unreadable(path, reason: reason)
  }

  package static func notProgress(_ path: String) -> Diagnostic {
    Diagnostic(
      "\(LessonMessages.shown(path)) is no whole file of progress",
      hint: "progress export writes one")
  }

  package static func newerProgress(_ path: String, _ format: Int) -> Diagnostic {
    Diagnostic(
      "\(LessonMessages.shown(path)) is from a newer Downhill: it has format \(format)",
      hint: "this Downhill reads format \(LearningRecord.newestFormat)")
  }
}
