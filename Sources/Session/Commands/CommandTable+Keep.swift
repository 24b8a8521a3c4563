import Formula

extension CommandTable {
  static let keepCommands: [Command] = [
    Command(
      name: "save", group: .keep, summary: "write all that was done to a file of commands",
      forms: ["save FILE [force]"],
      details: """
        load, or downhill run, carries it out again: the same definitions, optimizers, steps and \
        changes, to the last bit. A file that is there is replaced only with force.
        """,
      examples: ["save walk.downhill", "save walk.downhill force"],
      related: ["load", "export"], takes: [.file, .keyword("force")], isAllowedInLessons: false
    ) { session, rest, host throws(Diagnostic) in try session.save(rest, host) },
    Command(
      name: "load", group: .keep, summary: "carry out a file of commands, or take in a recipe",
      forms: ["load FILE", "load FILE.recipe"],
      details: """
        The file holds what one would type. After an error everything is as it was. downhill run \
        shows each step of such a file; load shows where it leads.
        """,
      examples: ["load walk.downhill", "load mine.recipe"],
      related: ["save", "optimizer", "edit"], takes: [.file], isAllowedInLessons: false
    ) { _, rest, _ throws(Diagnostic) in
      let file = try FileArgument(rest, example: "load walk.downhill")
      try file.rest.nothing()
      return file.ending == "recipe" ? .recipe(.load(file.path)) : .load(file.path)
    },
    Command(
      name: "export", group: .keep, summary: "write the steps as a table, or as a Python script",
      forms: [
        "export FILE.csv [QUANTITY, …] [force]", "export FILE.json [QUANTITY, …] [force]",
        "export FILE.jsonl [QUANTITY, …] [force]",
        "export FILE.py [numpy | torch | keras | optax] [force]",
      ],
      details: """
        A table has a row a step, beginning with the start as step 0, and all digits; without \
        quantities it has all of them. A script makes the same steps again, by the recipe's own \
        lines in NumPy or, for recipes such as torch.rmsprop, by that framework's optimizer.
        """,
      examples: ["export trace.csv", "export trace.csv f, E[g²].x force", "export walk.py numpy"],
      related: ["save", "trace"],
      takes: [
        .file, .quantity, .keyword("numpy"), .keyword("torch"), .keyword("keras"),
        .keyword("optax"), .keyword("force"),
      ], isAllowedInLessons: false
    ) { session, rest, host throws(Diagnostic) in try session.export(rest, host) },
  ]
}
