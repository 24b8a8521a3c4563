/// What a command leaves to the program around the session.
package enum Outcome: Sendable {
  case done
  case quit
  /// The last change is to be taken back.
  case undo
  /// The settings are to be shown, once one was changed.
  case settings(SettingsChange?)
  case lesson(LessonRequest)
  case recipe(RecipeRequest)
  case request(HostRequest)
  /// The commands in the file at a path are to be carried out.
  case load(String)
  /// What a command of a module above wants of the talk, which knows that module too.
  case wish(any TalkWish)
}

/// Something that a command of a module above this one leaves to the talk around the session, such
/// as a question whose answer is the next line.
package protocol TalkWish: Sendable {}

/// What a learner asks of the lessons.
package enum LessonRequest: Hashable, Sendable {
  case list
  /// A lesson by name or by its file's path.
  case open(String)
  /// A part by its number, from 1; where no lesson is open, a step of the walk.
  case goTo(Int)
  case next, previous, again, hint, solution, skip, contents, review, leave
  case progress(ProgressRequest)
}

/// What may be asked of a question besides to answer it.
package enum QuestionRequest: Hashable, Sendable {
  case hint, skip, solution
}

extension Call {
  /// What the call asks of a question that waits, nil where it is about something else.
  package var questionRequest: QuestionRequest? {
    switch command.name {
    case "hint": .hint
    case "skip", "next", "leave": .skip
    case "solution": .solution
    default: nil
    }
  }
}

/// What is to be done with the record of what was learned.
package enum ProgressRequest: Hashable, Sendable {
  case show
  /// All that is known of a lesson is to go.
  case forget(String)
  /// To and from a file at a path.
  case export(String)
  case take(String)
}

/// A recipe of the learner's own, whose text is still to be had.
package enum RecipeRequest: Hashable, Sendable {
  /// The lines that follow are the rest of it, up to a blank one.
  case lines
  /// It stands in the file at a path.
  case load(String)
  /// It is this text, once it was changed in an editor; nil is the last text that had a fault.
  case edit(String?)
}
