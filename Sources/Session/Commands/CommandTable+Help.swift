import Formula

extension CommandTable {
  static let lessonCommands: [Command] = [
    lesson("lessons", "list the lessons", .list, ["lesson"]),
    Command(
      name: "lesson", group: .lessons, summary: "play a lesson",
      forms: ["lesson NAME", "lesson FILE.md"],
      details: "Enter goes on; anything typed in between is an experiment on a copy.",
      examples: ["lesson gradient-descent", "lesson rmsprop"],
      related: ["lessons", "next", "leave"],
      takes: [.lesson, .file]
    ) { _, arguments, _ throws(Diagnostic) in
      guard !arguments.isEmpty else { throw .lessonName(at: arguments.range) }
      return .lesson(.open(String(arguments.text)))
    },
    lesson("next", "go on in the lesson, as Enter does", .next, ["previous", "contents"]),
    lesson("previous", "return to the part before", .previous, ["again", "next"]),
    lesson("again", "play this part again from its beginning", .again, ["previous"]),
    lesson("hint", "get a hint; each time a plainer one", .hint, ["solution", "skip"]),
    lesson("solution", "show the answer and go on", .solution, ["hint", "skip"]),
    lesson("skip", "go on without an answer", .skip, ["solution", "next"]),
    lesson("review", "show the lesson so far, with your answers", .review, ["contents"]),
    lesson("contents", "show the parts of the lesson", .contents, ["next", "previous"]),
    Command(
      name: "progress", group: .lessons, summary: "show what you have done in all lessons",
      forms: [
        "progress", "progress forget LESSON", "progress export FILE", "progress import FILE",
      ],
      details: """
        It is kept after every part and every answer. To import adds what the file has more, so \
        that two machines can learn from each other; to forget a lesson can't be undone.
        """,
      examples: ["progress", "progress forget rmsprop"], related: ["lessons", "review"],
      takes: [.keyword("forget"), .keyword("export"), .keyword("import"), .lesson]
    ) { _, arguments, _ throws(Diagnostic) in .lesson(.progress(try arguments.progressRequest())) },
    lesson("leave", "leave the lesson; what was set up before comes back", .leave, ["lessons"]),
  ]

  static let helpCommands: [Command] = [
    Command(
      name: "help", group: .help, summary: "list the commands, or explain one",
      forms: ["help [COMMAND]"], examples: ["help step", "help"], related: ["recipes", "lessons"],
      takes: [.command]
    ) { session, rest, host throws(Diagnostic) in try session.help(rest, host) },
    Command(
      name: "undo", group: .help, summary: "take back the last command that changed something",
      forms: ["undo"], details: "Whatever it was; as often as you like. Looking changes nothing.",
      examples: ["undo"], related: ["back", "goto"]
    ) { _, arguments, _ throws(Diagnostic) in
      try arguments.nothing()
      return .undo
    },
    Command(
      name: "settings", group: .help, summary: "show how things are shown, or change it",
      forms: ["settings", "settings digits n", "settings colour|prompt|width CHOICE"],
      details: """
        They are kept from one time to the next. digits are a number's significant ones; prompt \
        says whether it shows optimizer, step and f.
        """,
      examples: ["settings digits 8", "settings prompt off"], related: ["help"],
      takes: Settings.Key.allCases.map { .keyword($0.rawValue) }
    ) { _, arguments, _ throws(Diagnostic) in .settings(try arguments.settingsChange()) },
    Command(
      name: "quit", short: "q", group: .help, summary: "leave the program; ^D does too",
      forms: ["quit"], examples: ["quit"], related: ["leave"]
    ) { _, arguments, _ throws(Diagnostic) in
      try arguments.nothing()
      return .quit
    },
  ]

  /// A command without arguments that only the player of lessons can carry out.
  private static func lesson(
    _ name: String, _ summary: String, _ request: LessonRequest, _ related: [String]
  ) -> Command {
    Command(
      name: name, group: .lessons, summary: summary, forms: [name], examples: [name],
      related: related
    ) { _, arguments, _ throws(Diagnostic) in
      try arguments.nothing()
      return .lesson(request)
    }
  }
}

extension SourceSlice {
  /// Reads what may follow `progress`.
  fileprivate func progressRequest() throws(Diagnostic) -> ProgressRequest {
    guard !isEmpty else { return .show }
    let (word, rest) = firstWord
    let request: ProgressRequest
    switch word.text {
    case "forget": request = .forget(String(rest.text))
    case "export": request = .export(String(rest.text))
    case "import": request = .take(String(rest.text))
    default: throw .progressWord(at: word.range)
    }
    guard !rest.isEmpty else { throw .progressOperand(word.text, at: rest.range) }
    return request
  }
}
