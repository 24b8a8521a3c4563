import Formula

extension CommandTable {
  static let lookCommands: [Command] =
    [
      Command(
        name: "show", group: .look, summary: "say where we are",
        forms: ["show"], examples: ["show"], related: ["trace", "explain"]
      ) { session, rest, host throws(Diagnostic) in try session.show(rest, host) },
      Command(
        name: "trace", group: .look, summary: "show the steps so far as a table",
        forms: ["trace [FROM..TO] [FORMULA, …] [every k]"],
        details: """
          With formulas it has a column for each, and begins at the start, step 0. A long walk \
          shows its beginning and its end.
          """,
        examples: ["trace 1..5", "trace 0..4 f, E[g²].x, f / prev(f) every 2"],
        related: ["show", "explain", "watch"], takes: [.formula, .keyword("every")]
      ) { session, rest, host throws(Diagnostic) in try session.trace(rest, host) },
      Command(
        name: "explain", group: .look, summary: "show how a number came about",
        forms: ["explain QUANTITY[.PARAMETER] [at STEP] [deep [n]]"],
        details: """
          The formula, the numbers put in, and the result, of the last step or of any other. deep \
          goes on with those numbers, down to what was typed; deep n goes back n steps.
          """,
        examples: ["explain E[g²].x at 3", "explain step.x deep"],
        related: ["line", "gradient", "recipe"],
        takes: [.quantity, .keyword("at"), .keyword("deep")]
      ) { session, rest, host throws(Diagnostic) in try session.explain(rest, host) },
      Command(
        name: "gradient", group: .look, summary: "show the gradient here, as formulas and numbers",
        forms: ["gradient", "gradient check"],
        details: "check holds it against central differences of the function.",
        examples: ["gradient", "gradient check"], related: ["explain", "minimize"],
        takes: [.keyword("check")]
      ) { session, rest, host throws(Diagnostic) in try session.gradient(rest, host) },
      print,
      Command(
        name: "predict", group: .look, summary: "guess what the next step will make of a number",
        forms: ["predict QUANTITY[.PARAMETER] [within TOLERANCE]"],
        details: """
          The next line is the answer: a number or a formula, as 0.9*6.4 + 0.1*54.28. A wrong one \
          is looked into.
          """,
        examples: ["predict E[g²].x", "predict x within 1%"], related: ["explain", "step"],
        takes: [.quantity]
      ) { session, rest, _ throws(Diagnostic) in try session.predict(rest) },
      Command(
        name: "expect", group: .look, summary: "stop with an error unless a condition holds",
        forms: ["expect CONDITION"],
        details: "For files of commands and lessons: it says nothing where the condition holds.",
        examples: ["expect f < 26", "expect E[g²].x ~= 6.4"], related: ["print", "run"],
        takes: [.formula]
      ) { session, rest, host throws(Diagnostic) in try session.expect(rest, host) },
    ] + watchCommands

  /// The command that a bare formula means.
  static let print = Command(
    name: "print", group: .look, summary: "work out a formula that begins like a command",
    forms: ["print FORMULA"],
    details: "Any other formula can be typed as it is: lr / sqrt(E[g²]).",
    examples: ["print step / lr", "print 0.9*6.4 + 0.1*54.28"], related: ["explain", "let"],
    takes: [.formula]
  ) { session, rest, host throws(Diagnostic) in try session.print(rest, host) }
}
