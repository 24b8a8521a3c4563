import Formula

extension CommandTable {
  static let compareCommands: [Command] = [
    Command(
      name: "compare", group: .compare, summary: "let optimizers walk from the same start",
      forms: [
        "compare OPTIMIZER [NAME = NUMBER …], … [for n steps]",
        "compare OPTIMIZER [NAME = NUMBER …], … until CONDITION [max n]", "compare",
      ],
      details: """
        All begin where the walk at hand began and make the same number of steps, 100 if none is \
        given; that walk itself stays as it is. Walks that were kept stand beside them. Alone it \
        shows the last comparison again.
        """,
      examples: [
        "compare gd lr=0.05, adagrad lr=0.5, rmsprop lr=0.1 for 50 steps",
        "compare gd lr=0.01, gd lr=0.09 until f < 1e-3 max 500",
      ],
      related: ["keep", "use"], takes: [.optimizerList, .keyword("for"), .keyword("until")],
      changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.compare(rest, host) },
    Command(
      name: "sweep", group: .compare, summary: "try many values of a hyper-parameter, or of two",
      forms: [
        "sweep NAME = LOW..HIGH [log] [in n] [, NAME = …] [for n steps]",
        "sweep … show f", "sweep … show steps to CONDITION",
      ],
      details: """
        Every value gets a walk of the optimizer in use from the start. One hyper-parameter gives \
        a curve, two give a map with the best cell marked; log spaces the values by equal ratios, \
        in n says how many there are.
        """,
      examples: [
        "sweep lr = 1e-4..10 log for 50 steps",
        "sweep lr = 1e-3..1 log, beta = 0..0.99 show steps to f < 0.1",
      ],
      related: ["compare", "set"], takes: [.hyper, .keyword("for"), .keyword("show")]
    ) { session, rest, host throws(Diagnostic) in try session.sweep(rest, host) },
    Command(
      name: "diff", group: .compare, summary: "show two recipes side by side",
      forms: ["diff OPTIMIZER OPTIMIZER", "diff OPTIMIZER"],
      details: """
        The first line in which they differ is marked. Where there is a walk, each line has the         numbers of one step from the state at hand; what both know, such as lr, has its value now.         With one name it is held against the optimizer in use.
        """,
      examples: ["diff rmsprop adagrad", "diff gd"], related: ["compare", "recipe"],
      takes: [.optimizerList]
    ) { session, rest, host throws(Diagnostic) in try session.diff(rest, host) },
    Command(
      name: "keep", group: .compare, summary: "keep the walk at hand for a comparison",
      forms: ["keep NAME"],
      details: "A walk of the same name gives way.",
      examples: ["keep first", "keep by-hand"], related: ["compare"], changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.keep(rest, host) },
  ]
}
