/// A lesson in a list of lessons.
package struct LessonEntry: Hashable, Sendable {
  /// How far a learner has come.
  package enum State: Hashable, Sendable {
    case new
    case started(partsDone: Int, of: Int)
    case done
  }

  /// The word by which it is opened.
  package var name: String
  package var title: String
  /// The titles of its course and its chapter, as far as there are any.
  package var course: String?
  package var chapter: String?
  package var minutes: Int?
  package var needs: [String]
  package var state: State
  /// The lessons among its needs that aren't done yet.
  ///
  /// They lock it, which is an advice: it can be opened all the same.
  package var missing: [String]

  /// A lesson of which nothing was done yet, unless something else is said.
  package init(
    name: String, title: String, course: String? = nil, chapter: String? = nil, minutes: Int?,
    needs: [String], state: State = .new, missing: [String]? = nil
  ) {
    (self.course, self.chapter) = (course, chapter)
    self.name = name
    self.title = title
    self.minutes = minutes
    self.needs = needs
    self.state = state
    self.missing = missing ?? needs
  }
}

/// What a learner has done in all lessons.
package struct ProgressReport: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var name: String
    package var partsDone: Int
    package var parts: Int
    /// To how many questions a right answer was found, and how many were met.
    package var right: Int
    package var asked: Int
    /// How many of the right ones were right at once; the others were after tries.
    package var atOnce: Int
    /// How many questions were answered by their solution.
    package var helped: Int
    /// How many were passed over.
    package var skipped: Int
    /// Whether it is a test that isn't over, of which nothing is told but what was asked.
    package var isSecret: Bool

    package init(
      name: String, partsDone: Int, parts: Int, right: Int, asked: Int, atOnce: Int = 0,
      helped: Int = 0, skipped: Int = 0, isSecret: Bool = false
    ) {
      (self.name, self.partsDone, self.parts) = (name, partsDone, parts)
      (self.right, self.asked, self.atOnce) = (right, asked, atOnce)
      (self.helped, self.skipped, self.isSecret) = (helped, skipped, isSecret)
    }
  }

  /// How far a learner has come with what is practised.
  package struct Practised: Hashable, Sendable {
    package var subject: String
    /// Lines that were right three times in a row without help, and lines that were met.
    package var mastered: Int
    package var lines: Int
    /// The lines that come back.
    package var open: [String]

    package init(subject: String, mastered: Int, lines: Int, open: [String]) {
      self.subject = subject
      self.mastered = mastered
      self.lines = lines
      self.open = open
    }
  }

  package var lessons: [Entry]
  package var practice: [Practised]
  /// How many of the learner's own predictions were right, and how many there were.
  package var predictionsRight: Int
  package var predictions: Int

  package init(
    lessons: [Entry], practice: [Practised] = [], predictionsRight: Int, predictions: Int
  ) {
    self.lessons = lessons
    self.practice = practice
    self.predictionsRight = predictionsRight
    self.predictions = predictions
  }
}
