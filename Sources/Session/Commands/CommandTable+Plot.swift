import Formula

extension CommandTable {
  static let plotCommands: [Command] = [
    Command(
      name: "plot", group: .look, summary: "draw quantities by step, or the walk on its ground",
      forms: [
        "plot QUANTITY[, QUANTITY…] [vs QUANTITY] [log] [alone]",
        "plot path [of x, y] [zoom FACTOR] [alone]",
        "plot path zoom x = FROM..TO, y = FROM..TO",
        "plot … to FILE.svg|.png|.pdf [force]",
      ],
      details: """
        A quantity may be any formula: plot norm(g) log. plot path shows f from above, its \
        contours close together where it is low; with more than two parameters name two. Walks \
        that were compared or kept are drawn too, unless it ends in alone. force replaces a file that is there already.
        """,
      examples: ["plot f log", "plot E[g²].x, E[g²].y", "plot path", "plot y vs x"],
      related: ["animate", "compare", "trace"],
      takes: [
        .quantity, .keyword("path"), .keyword("of"), .keyword("zoom"), .keyword("vs"),
        .keyword("log"), .keyword("alone"), .keyword("to"),
      ]
    ) { session, rest, host throws(Diagnostic) in try session.plot(rest, host) },
    Command(
      name: "animate", group: .look, summary: "watch the walk step by step; any key stops it",
      forms: ["animate [STEPS A SECOND]"],
      details: "At a terminal only. Without a speed it takes about ten seconds.",
      examples: ["animate", "animate 20"], related: ["plot", "trace"], isAllowedInLessons: false
    ) { session, rest, host throws(Diagnostic) in try session.animate(rest, host) },
  ]
}
