import Formula
package import Lessons
package import Session
import Tutor

extension Conversation {
  /// Opens a lesson and plays to its first pause, at the first part that isn't done yet.
  ///
  /// Of a folder or an archive of lessons it is the first that isn't done yet.
  ///
  /// - Returns: whether there is such a lesson and it can be played.
  package mutating func open(_ nameOrPath: String, _ host: Host) -> Bool {
    do {
      if lessons.isFolder(nameOrPath) { return try openCourse(at: nameOrPath, host) }
      let (lesson, source, diagnostics) = try lessons.lesson(nameOrPath)
      // An error shows the line it is in, which a stranger wrote.
      let shown = lesson?.source ?? source.blankingControls
      for diagnostic in diagnostics { host.emit(.error(ErrorReport(diagnostic, in: shown))) }
      // Without a part there is nothing to play, which was said.
      guard let lesson, !lesson.parts.isEmpty else { return false }
      begin(lesson, host.speaking(lesson.language))
      return true
    } catch {
      host.emit(.error(ErrorReport(error, in: SourceText(nameOrPath))))
      return false
    }
  }

  /// Makes the lessons of a folder known, lists them, and opens one.
  private mutating func openCourse(at path: String, _ host: Host) throws(Diagnostic) -> Bool {
    lessons = try lessons.adding(path)
    // It has lessons, or it would not have been added.
    let course = lessons.courses[0]
    if keepsProgress { say(store.refresh(), host) }
    host.emit(.lessons(lessons.entries(of: course, store.progress)))
    let next = firstNotDone(among: course.lessons[...], of: course) ?? course.lessons[0]
    return open(lessons.reference(to: next, in: course), host)
  }

  /// The first of some lessons of a course that isn't done yet.
  private func firstNotDone(among lessons: ArraySlice<Course.Entry>, of course: Course)
    -> Course.Entry?
  {
    lessons.first { store.progress[course.key($0.name)]?.isDone != true }
  }

  private mutating func begin(_ lesson: Lesson, _ host: Host) {
    var player = LessonPlayer(lesson, library: session.library)
    guard keepsProgress else {
      player.announce(host)
      player.play(host)
      self.player = player
      return
    }
    say(store.refresh(), host)
    let name = lesson.progressName
    // Before courses had names, what was done of any was kept under the lesson's alone.
    if store.progress[name] == nil, store.progress[lesson.name]?.knows(lesson) == true {
      keep([.adopted(from: lesson.name, as: name)], host)
    }
    let missing = lesson.frontMatter.needs.filter {
      store.progress[lesson.progressName(of: $0)]?.isDone != true
    }
    let record = store.progress[name] ?? LessonRecord()
    if record.partsDone == 0, !missing.isEmpty {
      host.emit(.note(ProgressMessages.needs(missing)))
    }
    player.resume(record, host)
    keep([.opened(name, parts: lesson.recordParts)], host)
    let before = player
    player.announce(host)
    if let other = lessons.hidden(by: lesson) {
      host.emit(.note(ProgressMessages.hides(lesson, other)))
    }
    player.play(host)
    self.player = player
    keep(since: before, host)
    // Who has come so far knows.
    if record.partsDone == 0, !player.isFinished {
      host.emit(.note(ProgressMessages.goingOn))
    }
  }

  /// Plays a lesson from a part on, as its author sees it: without a word on progress.
  mutating func preview(_ lesson: Lesson, at part: Int, _ host: Host) {
    let host = host.speaking(lesson.language)
    var player = LessonPlayer(lesson, library: session.library)
    if !player.move(to: part, host) {
      host.emit(.note(NoteReport(.stoppedAtFirst, tone: .warning)))
    }
    player.play(host)
    self.player = player
  }

  /// Lists the lessons, with how far each has come.
  mutating func list(_ host: Host) {
    say(store.refresh(), host)
    host.emit(.lessons(lessons.entries(store.progress)))
    let broken = lessons.problems.count
    guard broken > 0 else { return }
    host.emit(
      .note(
        NoteReport(
          "\(count: broken, of: "file") there can't be read as it is; downhill check says why.")))
  }

  /// Names what comes after a lesson, if there is something that is not done yet.
  mutating func suggestLesson(after name: String, _ host: Host) {
    // The next of the same course.
    guard let (course, index) = lessons.place(ofLessonKept: name) else { return }
    let next = firstNotDone(among: course.lessons[(index + 1)...], of: course)
      .map { lessons.reference(to: $0, in: course) }
    nextLesson = next
    isBetweenLessons = next != nil
    if let next { host.emit(.note(ProgressMessages.next(next))) }
  }

  /// Opens the lesson after the one that was finished.
  mutating func openNext(_ host: Host) -> Reply {
    guard let name = nextLesson else { return .goOn }
    nextLesson = nil
    return open(name, host) ? .goOn : .failed
  }

  /// Puts the question once more that waits for an answer.
  package func askAgain(_ host: Host) {
    if let question {
      host.emit(.note(NoteReport(question.invitation)))
    } else if isAsking {
      player?.remind(host)
    }
  }

  /// Whether a question or an exercise waits.
  package var isAsking: Bool { question != nil || player?.isAsking ?? false }

  /// Plays an open lesson to its end by its own solutions, as a handout.
  package mutating func playThrough(_ host: Host) {
    while let player, !player.isFinished, !host.isInterrupted() {
      let isTest = player.lesson.frontMatter.isTest
      _ = receive(player.isAsking ? (isTest ? "skip" : "solution") : "", host)
    }
  }
}

extension LessonLibrary {
  /// What a list of lessons shows.
  package func entries(_ progress: LearningRecord = LearningRecord()) -> [LessonEntry] {
    courses.flatMap { entries(of: $0, progress) }
  }

  /// What a list of one course's lessons shows.
  func entries(of course: Course, _ progress: LearningRecord) -> [LessonEntry] {
    course.lessons.map { entry($0, of: course, progress) }
  }

  private func entry(_ lesson: Course.Entry, of course: Course, _ progress: LearningRecord)
    -> LessonEntry
  {
    let needs = lesson.frontMatter.needs
    let record = progress[Course.key(lesson.name, of: course.name)]
    let state: LessonEntry.State =
      switch record {
      case let record? where record.isDone: .done
      case let record? where record.partsDone > 0:
        .started(partsDone: record.partsDone, of: record.partCount)
      default: .new
      }
    return LessonEntry(
      name: reference(to: lesson, in: course), title: lesson.frontMatter.title,
      course: course.title, chapter: lesson.chapter,
      minutes: lesson.frontMatter.minutes, needs: needs, state: state,
      missing: needs.filter { progress[Course.key($0, of: course.name)]?.isDone != true })
  }
}
