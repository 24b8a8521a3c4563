import Formula

extension CommandTable {
  static let setUpCommands: [Command] = [
    Command(
      name: "minimize", group: .setUp, summary: "set up a function and where to start",
      forms: ["minimize FORMULA from x = NUMBER, …"],
      details: """
        The parameters are the names given a start, in that order. An optimizer in use stays in \
        use; the walk begins anew.
        """,
      examples: ["minimize x^2 + 10y^2 from x = 4, y = 1", "minimize (w - 3)^2 from w = 0"],
      related: ["use", "params", "gradient", "let"], takes: [.formula, .keyword("from")]
    ) { session, rest, host throws(Diagnostic) in try session.minimize(rest, host) },
    Command(
      name: "params", group: .setUp, summary: "start without a function; gradients are fed by hand",
      forms: ["params x = NUMBER, …"],
      details: "Each step then wants its gradient: step g = 3, -1.",
      examples: ["params x = 4, y = 1", "params w = 0"], related: ["step", "minimize"]
    ) { session, rest, host throws(Diagnostic) in try session.params(rest, host) },
    Command(
      name: "use", group: .setUp, summary: "choose an optimizer and its hyper-parameters",
      forms: ["use OPTIMIZER [NAME = NUMBER, …]"],
      details: """
        What is not given has the recipe's value. The walk begins anew from the start, so that \
        optimizers can be compared from the same place.
        """,
      examples: ["use rmsprop lr = 0.1", "use gd"], related: ["recipe", "recipes", "set"],
      takes: [.optimizer, .hyper]
    ) { session, rest, host throws(Diagnostic) in try session.use(rest, host) },
    Command(
      name: "set", group: .setUp, summary: "change a hyper-parameter or move a parameter",
      forms: ["set NAME = NUMBER, …"],
      details: "It holds from the next step on. A formula may stand for the number.",
      examples: ["set lr = 0.05", "set x = 2"], related: ["use", "show"], takes: [.settable]
    ) { session, rest, host throws(Diagnostic) in try session.set(rest, host) },
    Command(
      name: "let", group: .setUp, summary: "give a formula a name",
      forms: ["let NAME = FORMULA"],
      details: "The formula is worked out anew wherever the name is used.",
      examples: ["let u = 2^10", "let ratio = 1/3"], related: ["print", "minimize"],
      takes: [.formula]
    ) { session, rest, host throws(Diagnostic) in try session.define(rest, host) },
  ]
}
