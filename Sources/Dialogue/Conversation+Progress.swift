import Formula
import Lessons
import Session
import System

// What is done in lessons, kept; and the command that shows and moves it.

extension Conversation {
  /// Writes down what a line has led to in the open lesson.
  mutating func keep(since before: LessonPlayer, _ host: Host) {
    guard let player else { return }
    keep(player.changes(since: before), host)
  }

  mutating func keep(_ changes: [LearningRecord.Change], _ host: Host) {
    guard keepsProgress else { return }
    say(store.record(changes), host)
  }

  func say(_ notes: [NoteReport], _ host: Host) {
    for note in notes { host.emit(.note(note)) }
  }

  mutating func carryOut(_ request: ProgressRequest, _ host: Host) -> Reply {
    say(store.refresh(), host)
    do throws(Diagnostic) {
      switch request {
      case .show: host.emit(.progress(report))
      case .forget(let name): try forget(name, host)
      case .export(let path): try export(to: path, host)
      case .take(let path): try takeProgress(from: path, host)
      }
      return .goOn
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(""))))
      return .failed
    }
  }

  /// The lessons of the library in their order, then others of which something is known.
  private var report: ProgressReport {
    let progress = store.progress
    let known = lessons.courses.flatMap { course in
      course.lessons.map {
        (key: Course.key($0.name, of: course.name), isTest: $0.frontMatter.isTest)
      }
    }
    let listed = known.map(\.key)
    let tests = Set(known.filter(\.isTest).map(\.key))
    let others = progress.lessons.keys.filter { !listed.contains($0) }.sorted()
    let entries = (listed + others).compactMap { name -> ProgressReport.Entry? in
      guard let record = progress[name], record.partsDone > 0 || !record.answers.isEmpty else {
        return nil
      }
      let score = record.score
      return ProgressReport.Entry(
        name: name, partsDone: record.partsDone, parts: record.partCount, right: score.right,
        asked: score.asked, atOnce: score.atOnce, helped: score.helped, skipped: score.skipped,
        isSecret: tests.contains(name) && !record.isDone)
    }
    let practised = Dictionary(grouping: progress.practice.lines) { $0.key.subject }
      .sorted { $0.key < $1.key }
      .map { subject, lines in
        ProgressReport.Practised(
          subject: subject, mastered: lines.count { $0.value.isMastered }, lines: lines.count,
          open: lines.filter { $0.value.interval > 0 }.map(\.key.line).sorted())
      }
    return ProgressReport(
      lessons: entries, practice: practised, predictionsRight: progress.predictions.right,
      predictions: progress.predictions.asked)
  }

  private mutating func forget(_ name: String, _ host: Host) throws(Diagnostic) {
    // By the word it is opened by, or by the one that progress shows.
    let key = lessons.find(name).map { Course.key($0.entry.name, of: $0.course.name) }
    let name = key.flatMap { store.progress[$0] == nil ? nil : $0 } ?? name
    guard let record = store.progress[name] else {
      throw ProgressMessages.nothingToForget(name, among: store.progress.lessons.keys.sorted())
    }
    say(store.record([.forgot(name)]), host)
    if player?.lesson.progressName == name { player?.forget() }
    host.emit(.note(ProgressMessages.forgot(name, record)))
  }

  private func export(to path: String, _ host: Host) throws(Diagnostic) {
    try FileWriting.create(path, Array(store.progress.text.utf8), mode: 0o600)
    host.emit(.note(ProgressMessages.exported(store.progress.lessons.count, to: path)))
  }

  private mutating func takeProgress(from path: String, _ host: Host) throws(Diagnostic) {
    let bytes: [UInt8]?
    do {
      bytes = try ProgressFile(path: path).read()
    } catch {
      throw ProgressMessages.cantRead(path, reason: error.reason)
    }
    guard let bytes else {
      throw ProgressMessages.cantRead(path, reason: "there is no such file")
    }
    switch LearningRecord.read(bytes) {
    case .newer(let format): throw ProgressMessages.newerProgress(path, format)
    case .damaged: throw ProgressMessages.notProgress(path)
    case .whole(let other):
      let before = store.progress
      say(store.record([.merged(other)]), host)
      let after = store.progress
      host.emit(
        .note(
          ProgressMessages.imported(
            parts: after.totalPartsDone - before.totalPartsDone,
            answers: after.totalAnswers - before.totalAnswers)))
    }
  }
}

extension LearningRecord {
  fileprivate var totalPartsDone: Int { lessons.values.reduce(0) { $0 + $1.partsDone } }
  fileprivate var totalAnswers: Int { lessons.values.reduce(0) { $0 + $1.answers.count } }
}
