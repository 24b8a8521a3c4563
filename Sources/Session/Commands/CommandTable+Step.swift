import Formula

extension CommandTable {
  static let stepCommands: [Command] =
    [
      Command(
        name: "step", short: "s", group: .step,
        summary: "make a step: one update of all parameters",
        forms: ["step [n]", "step g = NUMBER, …"],
        details: """
          Shows every quantity; more than three steps are shown as a table. With g = the gradient \
          is fed by hand, one number a parameter. An empty line steps again.
          """,
        examples: ["step", "step 10"], related: ["line", "run", "back", "explain"]
      ) { session, rest, host throws(Diagnostic) in try session.step(rest, host) },
      Command(
        name: "line", short: "l", group: .step, summary: "do only the next line of the recipe",
        forms: ["line", "line g = NUMBER, …"],
        details: "After the last line the step is done. step finishes a half-done step.",
        examples: ["line"], related: ["step", "explain", "recipe"]
      ) { session, rest, host throws(Diagnostic) in try session.line(rest, host) },
      Command(
        name: "run", short: "r", group: .step, summary: "make many steps and show where they lead",
        forms: ["run n", "run until CONDITION [max n]"],
        details: """
          A condition is any formula: f < 1e-6, max(abs(g)) < 1e-3. Without max it gives up after \
          100000 steps. ^C stops a run between two steps.
          """,
        examples: ["run 100", "run until f < 1e-6 max 500"], related: ["step", "trace"],
        takes: [.keyword("until"), .formula, .keyword("max")]
      ) { session, rest, host throws(Diagnostic) in try session.run(rest, host) },
    ] + moveCommands
}
