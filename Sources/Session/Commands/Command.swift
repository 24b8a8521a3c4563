package import Formula

/// A row of the table of commands: what is typed, what it means, and what it does.
package struct Command: Sendable {
  package let name: String
  /// A short form such as `s`, which gives way to a parameter of that name.
  package let short: String?
  package let group: Group
  package let summary: String
  /// Two or three words that go on from the name, for a list of all commands.
  package let brief: String
  package let details: String
  package let examples: [String]
  package let related: [String]
  /// What may follow the word.
  package let shape: ArgumentShape
  /// Whether it leaves the session as it is, however long it works, so that nothing is missing where
  /// it is left out.
  package let onlyTells: Bool
  private let read: @Sendable (inout ArgumentReader) throws(Diagnostic) -> (any Sendable, Run)

  package typealias Run = @Sendable (inout Session, Host) throws(Diagnostic) -> Outcome

  /// How a learner thinks of commands.
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case setUp = "set up"
    case step
    case look
    case compare
    case recipes
    case keep
    case learn
    case lessons
    case help
  }

  /// What a command needs besides the session, as its arguments tell.
  ///
  /// What reaches beyond the session is the person's own to do, and no lesson's.
  package enum Need: Hashable, Sendable {
    case readsFiles, writesFiles
    /// A screen that can move; elsewhere a picture stands for what moves.
    case screen
    case editor
    /// Whether a lesson is played: a number is then a part's, not a step's.
    case place
    /// The talk around the session: its lessons, settings and what can be undone.
    case talk
    /// An answer, on the next line.
    case answer
  }

  /// Declares a command: what may follow its word, and what it does with what was read.
  package init<Value: Sendable>(
    _ name: String, short: String? = nil, _ group: Group, _ summary: String, brief: String,
    takes grammar: Grammar<Value>, details: String = "", examples: [String], related: [String],
    onlyTells: Bool = false,
    run: @escaping @Sendable (inout Session, Value, Host) throws(Diagnostic) -> Outcome
  ) {
    self.name = name
    self.short = short
    self.group = group
    self.summary = summary
    self.brief = brief
    self.details = details
    self.examples = examples
    self.related = related
    self.onlyTells = onlyTells
    shape = grammar.shape
    read = { reader throws(Diagnostic) in
      let value = try grammar.read(&reader)
      return (value, { session, host throws(Diagnostic) in try run(&session, value, host) })
    }
  }

  /// How it is typed: `step [n]`.
  package var forms: [String] { shape.forms.map { $0.isEmpty ? name : "\(name) \($0)" } }

  var entry: HelpReport.Entry {
    HelpReport.Entry(
      name: name, short: short, summary: summary, brief: brief, forms: forms, details: details,
      examples: examples, related: related)
  }
}

// MARK: - Reading

/// A line as it is understood: a command and what it was given.
package struct Call: Sendable {
  package let command: Command
  /// What was read, as the command's grammar gives it.
  let arguments: any Sendable
  /// What it needs besides the session.
  package let needs: Set<Command.Need>
  private let run: Command.Run

  fileprivate init(
    _ command: Command, _ arguments: any Sendable, _ needs: Set<Command.Need>,
    _ run: @escaping Command.Run
  ) {
    (self.command, self.arguments, self.needs, self.run) = (command, arguments, needs, run)
  }

  /// Whether a lesson may do this itself, as it may all that stays within its session and what its
  /// session may read.
  package var isForLessons: Bool { needs.isSubset(of: [.readsFiles, .screen, .place]) }

  func callAsFunction(_ session: inout Session, _ host: Host) throws(Diagnostic) -> Outcome {
    try run(&session, host)
  }
}

extension Command {
  /// Understands what stands behind the command's word.
  package func call(_ arguments: SourceSlice, in line: SourceSlice, _ session: Session)
    throws(Diagnostic) -> Call
  {
    var reader = ArgumentReader(arguments, in: line, of: self, session)
    let (value, run) = try read(&reader)
    try reader.end()
    return Call(self, value, reader.needs, run)
  }

  /// What may stand behind arguments that are only begun.
  func expectations(behind arguments: SourceSlice, in line: SourceSlice, _ session: Session)
    -> [Expectation]
  {
    var reader = ArgumentReader(arguments, in: line, of: self, session, isCompleting: true)
    // What is wrong with a beginning may still be put right.
    _ = try? read(&reader)
    return reader.expectationsAtEnd
  }
}
