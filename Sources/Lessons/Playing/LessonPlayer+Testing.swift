import Session

// A lesson that is a test: each question has a number and takes one answer, of which nothing is said
// before the end.

extension LessonPlayer {
  /// Whether a question takes one answer, of which nothing is said.
  var takesOneAnswer: Bool { lesson.frontMatter.isTest }

  /// Whether this is a test that isn't over.
  var isInTest: Bool { takesOneAnswer && !isFinished }

  /// Puts a question, in a test under its number.
  func put(_ question: any LessonQuestion, _ host: Host) {
    if takesOneAnswer {
      let (number, count) = (lesson.questions(upTo: place), lesson.questionCount)
      host.emit(
        .note(
          NoteReport(
            .numberInTest,
            [
              "number": "\(count: number, "number")", "questions": "\(count: count, "questions")",
            ])))
    }
    question.ask(by: self, host)
  }

  /// Says how a test went.
  func tellScore(_ host: Host) {
    host.emit(
      .note(
        NoteReport(
          .score,
          [
            "right": "\(count: score.atOnce, "right")",
            "questions": "\(count: lesson.questionCount, "questions")",
          ])))
    let (wrong, skipped) = (numbers(of: .wrong), numbers(of: .skipped))
    for (phrase, numbers) in [(Phrase.notRight, wrong), (.passedOver, skipped)]
    where !numbers.isEmpty {
      var list = NoteReport.Content()
      list.append(.numbers(name: "numbers", numbers.map { Double($0) }))
      host.emit(.note(NoteReport(phrase, ["numbers": list])))
    }
    if !wrong.isEmpty || !skipped.isEmpty { host.emit(.note(NoteReport(.reviewShows))) }
  }

  /// The numbers of the questions whose first answer came out so.
  private func numbers(of outcome: LessonRecord.Answer.Outcome) -> [Int] {
    lesson.parts.indices.flatMap { part in
      // Within a part they are met in their order, and each has to be answered or passed over.
      var met: Set<String> = []
      var numbers: [Int] = []
      for answer in answers
      where answer.part == part && met.insert(answer.question).inserted {
        if answer.outcome == outcome { numbers.append(lesson.questions(before: part) + met.count) }
      }
      return numbers
    }
  }
}

extension Lesson {
  /// How many questions and exercises there are.
  var questionCount: Int { questions(before: parts.count) }

  /// Whether a part asks anything.
  func asks(in part: Int) -> Bool { questions(before: part + 1) > questions(before: part) }

  /// How many stand in the parts before one.
  fileprivate func questions(before part: Int) -> Int {
    parts[..<part].reduce(0) { $0 + $1.items.reduce(0) { $0 + $1.questionCount } }
  }

  /// How many stand up to a place, with the one that is put there.
  fileprivate func questions(upTo place: LessonPlayer.Place) -> Int {
    let items = parts[place.part].items
    let here =
      switch items[place.item].kind {
      // The place is behind the question already.
      case .statements(let statements): statements.prefix(place.statement).count(where: \.asks)
      default: items[place.item].questionCount
      }
    return questions(before: place.part) + here
      + items[..<place.item].reduce(0) { $0 + $1.questionCount }
  }
}

extension Item {
  fileprivate var questionCount: Int {
    switch kind {
    case .question, .exercise: 1
    case .statements(let statements): statements.count(where: \.asks)
    case .prose, .output, .unread: 0
    }
  }
}

extension Statement {
  fileprivate var asks: Bool { if case .question = kind { true } else { false } }
}
