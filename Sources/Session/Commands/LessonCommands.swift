import Formula

// What only the talk around a session can carry out.

extension CommandTable {
  static let lessonCommands: [Command] = [
    request("lessons", "list the lessons", brief: "list them", .list, ["lesson"]),
    lesson,
    request(
      "next", short: "n", "go on in the lesson, as Enter does", brief: "go on", .next,
      ["previous", "contents"]),
    request(
      "previous", "return to the part before", brief: "go back", .previous, ["again", "next"]),
    request(
      "again", "play this part again from its beginning", brief: "this part", .again, ["previous"]),
    request(
      "hint", "get a hint; each time a plainer one", brief: "a nudge", .hint, ["solution", "skip"]),
    request(
      "solution", "show the answer and go on", brief: "show it", .solution, ["hint", "skip"]),
    request("skip", "go on without an answer", brief: "no answer", .skip, ["solution", "next"]),
    request(
      "review", "show the lesson so far, with your answers", brief: "so far", .review, ["contents"]),
    request(
      "contents", "show the parts of the lesson", brief: "the parts", .contents,
      ["next", "previous"]),
    progress,
    request(
      "leave", "leave the lesson; what was set up before comes back", brief: "the lesson", .leave,
      ["lessons"]),
  ]

  private static let lesson = Command(
    "lesson", .lessons, "play a lesson", brief: "play one",
    takes: Grammar<Located<String>>.either(
      Grammar<FileArgument>.lessonFile.map { Located($0.path, at: $0.range) }
        .when { ["md", "zip"].contains($0.nextEnding) },
      .lessonName
    ).needing(.talk),
    details: """
      Enter goes on; anything typed in between is an experiment on a copy. A folder of lessons or a \
      .zip of one is opened at its first lesson that isn't done.
      """,
    examples: ["lesson gradient-descent", "lesson rmsprop"], related: ["lessons", "next", "leave"]
  ) { _, name, _ throws(Diagnostic) in .lesson(.open(name.value)) }

  private static let progress = Command(
    "progress", .lessons, "show what you have done in all lessons", brief: "what's done",
    takes: Grammar<ProgressRequest>.either(
      .nothing(meaning: .show),
      Grammar<Located<String>>.word("forget", before: .lessonName).map { .forget($0.value) },
      Grammar<FileArgument>.word("export", before: .writing("FILE", example: "my.progress"))
        .map { .export($0.path) },
      Grammar<FileArgument>.word("import", before: .reading("FILE", example: "my.progress"))
        .map { .take($0.path) },
      otherwise: { .progressWord(at: $0.wordPlace) }
    ).needing(.talk),
    details: """
      It is kept after every part and every answer. To import adds what the file has more, so \
      that two machines can learn from each other; to forget a lesson can't be undone.
      """,
    examples: ["progress", "progress forget rmsprop"], related: ["lessons", "review"]
  ) { _, request, _ throws(Diagnostic) in .lesson(.progress(request)) }

  package static let undo = Command(
    "undo", .help, "take back the last command that changed something", brief: "last change",
    takes: Grammar<Void>.nothing.needing(.talk),
    details: "Whatever it was; as often as you like. Looking changes nothing.",
    examples: ["undo"], related: ["back", "goto"]
  ) { _, _, _ throws(Diagnostic) in .undo }

  static let quit = Command(
    "quit", short: "q", .help, "leave the program; ^D does too", brief: "leave",
    takes: Grammar<Void>.nothing.needing(.talk), examples: ["quit"], related: ["leave"]
  ) { _, _, _ throws(Diagnostic) in .quit }

  /// A command without arguments that only the player of lessons can carry out.
  private static func request(
    _ name: String, short: String? = nil, _ summary: String, brief: String,
    _ request: LessonRequest, _ related: [String]
  ) -> Command {
    Command(
      name, short: short, .lessons, summary, brief: brief,
      takes: Grammar<Void>.nothing.needing(.talk), examples: [name],
      related: related
    ) { _, _, _ throws(Diagnostic) in .lesson(request) }
  }
}

extension Grammar where Value == Located<String> {
  /// A lesson's name; the path of one is a name too.
  fileprivate static var lessonName: Grammar {
    Grammar(.place("LESSON", example: "rmsprop")) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.lesson) }
      let place = reader.place
      guard let word = reader.freeWord(), !word.isEmpty else { throw .lessonName(at: place) }
      return Located(String(word.text), at: word.range)
    }
  }
}

extension Grammar where Value == FileArgument {
  fileprivate static var lessonFile: Grammar { .reading("FILE.md", example: "mine.md") }
}
