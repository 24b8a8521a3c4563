extension Subcommand {
  /// What the program can be started for, in the order in which help lists it; without a name it
  /// is a prompt.
  static let all = [prompt, run, lesson, preview, record, check, newLesson]

  /// The prompt, or lines from a pipe.
  static let prompt = Subcommand(
    name: "",
    meaning: "See how optimizers move: gradient descent, AdaGrad, RMSprop, one step at a time. "
      + "Without a subcommand it starts a prompt; type help there."
  ) { (arguments) throws(ExitStatus) in
    var program = try Program(arguments)
    try program.talk()
  }

  static let run = Subcommand(
    name: "run",
    meaning: "Carry out a file of commands; the first error ends it with status 1.",
    operand: Operand(name: "file", meaning: "The file, or - for standard input.")
  ) { (arguments) throws(ExitStatus) in
    var program = try Program(arguments)
    try program.run(file: arguments.operands[0])
  }

  static let lesson = Subcommand(
    name: "lesson",
    meaning: "Play a lesson, or the first of a folder that isn't done; the word lesson may be left "
      + "out before a file or a folder.",
    operand: Operand(
      name: "lesson",
      meaning: "A lesson's name, or the path of a Markdown file, a folder or a .zip of lessons.")
  ) { (arguments) throws(ExitStatus) in
    var program = try Program(arguments)
    try program.play(lesson: arguments.operands[0])
  }
}
