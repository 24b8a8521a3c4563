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
    let list = names.joined(separator: ", ")
    let them = names.count == 1 ? "it" : "them"
    return NoteReport(
      "This builds on \(list), which you haven't finished; you can do \(them) later.")
  }

  package static func changed(_ changes: LessonChanges) -> NoteReport {
    var pieces: [NoteReport.Content] = []
    if !changes.new.isEmpty { pieces.append("new: \(part: list(changes.new, "moreNew"))") }
    if !changes.changed.isEmpty {
      pieces.append("changed: \(part: list(changes.changed, "moreChanged"))")
    }
    if changes.goneCount > 0 {
      let are = changes.goneCount == 1 ? "is" : "are"
      pieces.append("\(count: changes.goneCount, of: "part") \(are) gone")
    }
    let all = NoteReport.Content(pieces, separator: "; ")
    return NoteReport("The lesson has changed since you were here (\(part: all)).")
  }

  package static func resumed(done: Int, of count: Int, at part: Int) -> NoteReport {
    let are = done == 1 ? "is" : "are"
    return NoteReport(
      "\(count: done, "done") of \(count: count, of: "part") \(are) done; you go on at part "
        + "\(count: part, "next"). goto \(count: 1, "first") begins at the start.")
  }

  package static func doneBefore(_ count: Int) -> NoteReport {
    let parts: NoteReport.Content =
      count == 1 ? "its one part" : "all \(count: count, "parts") parts"
    return NoteReport("You have done \(part: parts); it begins again. goto leads to any of them.")
  }

  package static func next(_ name: String) -> NoteReport {
    NoteReport("Next is lesson \(name): Enter, next or n begins it.")
  }

  package static let goingOn = NoteReport(
    "Enter, next or n goes on; anything else you type is tried on a copy. leave ends the lesson.")

  private static func list(_ titles: [String], _ name: String) -> NoteReport.Content {
    let shown = titles.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
    return titles.count > 3
      ? "\(shown) and \(count: titles.count - 3, name) more" : "\(shown)"
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
