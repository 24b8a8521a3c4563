package import Formula

/// A row of the table of commands: what is typed, what it means, and what it does.
package struct Command: Sendable {
  package var name: String
  /// A short form such as `s`, which gives way to a parameter of that name.
  package var short: String?
  package var group: Group
  package var summary: String
  /// How it is typed: `step [n]`.
  package var forms: [String]
  package var details = ""
  package var examples: [String]
  package var related: [String]
  /// What may follow the word, for completion.
  package var takes: [Completion.Kind] = []
  /// Whether it leaves the session other than it was, though its group only looks.
  var changesSession = false
  /// Whether a lesson may use it: what reaches beyond the session is the person's own to do.
  package var isAllowedInLessons = true
  let run: @Sendable (inout Session, SourceSlice, Host) throws(Diagnostic) -> Outcome

  /// How a learner thinks of commands.
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case setUp = "set up"
    case step
    case look
    case compare
    case recipes = "optimizers"
    case keep
    case lessons
    case help
  }

  /// Whether there may be something to take back after it.
  package var isChange: Bool { changesSession || group == .setUp || group == .step }

  var entry: HelpReport.Entry {
    HelpReport.Entry(
      name: name, short: short, summary: summary, forms: forms, details: details,
      examples: examples, related: related)
  }
}

/// What a session needs of the program around it while a command runs.
package struct Host {
  /// Takes reports in the order they come.
  package var emit: (Report) -> Void
  /// Whether the person wants a long command to stop.
  package var isInterrupted: () -> Bool
  /// Lets the person change a text in an editor, nil where there is none.
  package var edit: Editor?
  /// Does what a session can't, and gives what there is to say of it; nil where nothing can.
  package var perform: Performer?
  /// Is told every few thousand steps how far a long command has come, and nil when it ends.
  package var progress: (Progress?) -> Void

  package typealias Editor = (String) -> Result<String, Diagnostic>
  package typealias Performer = (Errand) -> Result<Report?, Diagnostic>

  package init(
    emit: @escaping (Report) -> Void, isInterrupted: @escaping () -> Bool = { false },
    edit: Editor? = nil, perform: Performer? = nil,
    progress: @escaping (Progress?) -> Void = { _ in }
  ) {
    self.emit = emit
    self.isInterrupted = isInterrupted
    self.edit = edit
    self.perform = perform
    self.progress = progress
  }
}

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
  case errand(Errand)
  /// The commands in the file at a path are to be carried out.
  case load(String)
  /// A number to be guessed: the next line that is no command is the answer.
  case question(NumberQuestion)
}

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
