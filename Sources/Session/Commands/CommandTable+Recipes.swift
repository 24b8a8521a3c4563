import Formula

extension CommandTable {
  static let recipeCommands: [Command] = [
    Command(
      name: "recipe", group: .recipes, summary: "show an optimizer's recipe",
      forms: ["recipe [OPTIMIZER]"],
      details: """
        Without a name it is the optimizer in use. What is shown can be pasted back, with another \
        name behind optimizer.
        """,
      examples: ["recipe rmsprop", "recipe"], related: ["recipes", "optimizer", "use"],
      takes: [.optimizer]
    ) { session, rest, host throws(Diagnostic) in try session.recipe(rest, host) },
    Command(
      name: "recipes", group: .recipes, summary: "list the optimizers",
      forms: ["recipes", "recipes WORD"],
      details: """
        A word picks those that have it in their name: a framework, as torch, or a kind, as adam.
        """,
      examples: ["recipes", "recipes torch", "recipes adam"], related: ["recipe", "use"],
      takes: [.recipeGroup]
    ) { session, rest, host throws(Diagnostic) in try session.recipes(rest, host) },
    Command(
      name: "optimizer", group: .recipes, summary: "write an optimizer of your own",
      forms: ["optimizer NAME"],
      details: """
        The lines that follow are its recipe, up to a blank one: hyper NAME = NUMBER, state NAME = \
        NUMBER, and formulas in the order in which a step computes them, the last of them θ = … \
        A second recipe of the same name takes the place of the first.
        """,
      examples: ["optimizer mine"], related: ["recipe", "edit", "load", "use"]
    ) { _, rest, _ throws(Diagnostic) in
      guard !rest.isEmpty else { throw .expectedRecipeName("optimizer mine", at: rest.range) }
      return .recipe(.lines)
    },
    Command(
      name: "edit", group: .recipes, summary: "change a recipe in an editor",
      forms: ["edit OPTIMIZER as NAME", "edit NAME", "edit"],
      details: """
        It opens the editor that VISUAL or EDITOR names. Alone, it opens the last recipe that had \
        a mistake in it.
        """,
      examples: ["edit rmsprop as mine", "edit mine"], related: ["optimizer", "load", "recipe"],
      takes: [.optimizer, .keyword("as")]
    ) { session, rest, _ throws(Diagnostic) in try session.edit(rest) },
  ]
}
