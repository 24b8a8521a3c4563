import Formula

extension CommandTable {
  static let dataCommands: [Command] = [
    Command(
      name: "objective", group: .setUp, summary: "set up a function of the gallery",
      forms: ["objective NAME"],
      details: "It shows the commands, as one would type them, and what is known of the function.",
      examples: ["objective rosenbrock", "objective line"], related: ["objectives", "minimize"],
      takes: [.objective]
    ) { session, rest, host throws(Diagnostic) in try session.objective(rest, host) },
    Command(
      name: "objectives", group: .setUp, summary: "list the gallery",
      forms: ["objectives"], examples: ["objectives"], related: ["objective"]
    ) { session, rest, host throws(Diagnostic) in try session.objectives(rest, host) },
    Command(
      name: "data", group: .setUp, summary: "give columns of numbers, or a CSV file",
      forms: ["data NAME = [NUMBER, …], …", "data FILE.csv", "data none"],
      details: """
        A function may use the columns by name: mean((w*x + b - y)^2). A file's first line names \
        its columns.
        """,
      examples: ["data x = [1, 2, 3, 4], y = [3, 5, 7, 9]", "data none"],
      related: ["batch", "minimize", "let"], takes: [.file]
    ) { session, rest, host throws(Diagnostic) in try session.data(rest, host) },
    Command(
      name: "batch", group: .setUp, summary: "make each step see only some rows of the data",
      forms: ["batch n [shuffled] [seed n]", "batch all"],
      details: """
        The steps go through the rows in order, or in a new order each time round. f_batch is the \
        function on the rows of a step, f on all. The walk begins anew.
        """,
      examples: ["batch 2", "batch 2 shuffled seed 7"], related: ["data", "seed"],
      takes: [.keyword("shuffled"), .keyword("seed"), .keyword("all")]
    ) { session, rest, host throws(Diagnostic) in try session.batch(rest, host) },
    Command(
      name: "seed", group: .setUp, summary: "choose the random numbers",
      forms: ["seed [n]"],
      details: """
        normal() and uniform() in recipes and starting values, and shuffled batches, depend on \
        the seed and on nothing else: the same seed gives the same walk.
        """,
      examples: ["seed 42", "seed"], related: ["batch", "params"]
    ) { session, rest, host throws(Diagnostic) in try session.seed(rest, host) },
    Command(
      name: "define", group: .setUp, summary: "give a formula a name, as let does",
      forms: ["define NAME = FORMULA"],
      details: "The formula is worked out anew wherever the name is used.",
      examples: ["define h = 2^10", "define s = sigmoid(0)"], related: ["let", "minimize"],
      takes: [.formula]
    ) { session, rest, host throws(Diagnostic) in try session.define(rest, host) },
  ]
}
