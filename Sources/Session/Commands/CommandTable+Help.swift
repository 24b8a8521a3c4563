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
    Command(
      name: "goto", group: .lessons, summary: "go to a part of the lesson",
      forms: ["goto n"], details: "contents shows their numbers.", examples: ["goto 2"],
      related: ["contents", "previous"]
    ) { _, arguments, _ throws(Diagnostic) in
      guard !arguments.isEmpty else { throw .notACount(at: arguments.range) }
      return .lesson(.goTo(try arguments.count(1)))
    },
    lesson("hint", "get a hint; each time a plainer one", .hint, ["solution", "skip"]),
    lesson("solution", "show the answer and go on", .solution, ["hint", "skip"]),
    lesson("skip", "go on without an answer", .skip, ["solution", "next"]),
    lesson("review", "show the lesson so far, with your answers", .review, ["contents"]),
    lesson("contents", "show the parts of the lesson", .contents, ["next", "previous"]),
    lesson("leave", "leave the lesson; what was set up before comes back", .leave, ["lessons"]),
  ]

  static let helpCommands: [Command] = [
    Command(
      name: "help", group: .help, summary: "list the commands, or explain one",
      forms: ["help [COMMAND]"], examples: ["help step", "help"], related: ["recipes", "lessons"],
      takes: [.command]
    ) { session, rest, host throws(Diagnostic) in try session.help(rest, host) },
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
