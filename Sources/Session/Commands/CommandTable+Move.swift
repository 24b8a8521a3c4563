import Formula

extension CommandTable {
  static let moveCommands: [Command] = [
    Command(
      name: "back", short: "b", group: .step, summary: "go back a step, or n",
      forms: ["back [n]"],
      details: """
        Everything is as it was then, hyper-parameters too. The steps stay recorded for forward \
        until another step is made, which begins a new branch.
        """,
      examples: ["back", "back 3"], related: ["forward", "goto", "reset", "undo"]
    ) { session, rest, host throws(Diagnostic) in try session.back(rest, host) },
    Command(
      name: "forward", group: .step, summary: "go forward again in the recorded walk",
      forms: ["forward [n]"], details: "It makes no step; it undoes back.",
      examples: ["forward", "forward 3"], related: ["back", "goto"]
    ) { session, rest, host throws(Diagnostic) in try session.forward(rest, host) },
    Command(
      name: "mark", group: .step, summary: "give this place a name to return to",
      forms: ["mark NAME", "mark"], details: "Alone it lists the places that are marked.",
      examples: ["mark here", "mark before-lr"], related: ["goto", "back"], changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.mark(rest, host) },
    Command(
      name: "goto", group: .step, summary: "go to a mark, to a step, or to a part of a lesson",
      forms: ["goto NAME", "goto n"],
      details: """
        A mark brings function, optimizer and walk back as they were. A number is a step of the \
        recorded walk; in a lesson it is a part, and contents shows their numbers.
        """,
      examples: ["goto 2", "goto 0"], related: ["mark", "back", "forward", "contents"],
      takes: [.mark]
    ) { session, rest, host throws(Diagnostic) in try session.goTo(rest, host) },
    Command(
      name: "reset", group: .step, summary: "begin the walk anew from the start",
      forms: ["reset"], details: "Hyper-parameters keep the values they have now.",
      examples: ["reset"], related: ["back", "use"]
    ) { session, rest, host throws(Diagnostic) in try session.reset(rest, host) },
  ]

  static let watchCommands: [Command] = [
    Command(
      name: "watch", group: .look, summary: "show a formula after every step",
      forms: ["watch FORMULA", "watch FORMULA changed", "watch"],
      details: """
        Each gets a number and shows its old and its new value; with changed only where they \
        differ. Alone it lists what is watched.
        """,
      examples: ["watch lr / sqrt(E[g²])", "watch x > 3 changed"], related: ["unwatch", "break"],
      takes: [.formula, .keyword("changed")], changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.watch(rest, host) },
    Command(
      name: "break", group: .look, summary: "stop a run where a condition begins to hold",
      forms: ["break when CONDITION", "break"],
      details: """
        It stops run and step n, and says why. prev(…) is a formula before the step. unwatch takes \
        it away by its number.
        """,
      examples: ["break when f > prev(f)", "break when norm(g) < 1e-3"],
      related: ["unwatch", "watch", "run"], takes: [.keyword("when"), .formula],
      changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.stopWhen(rest, host) },
    Command(
      name: "unwatch", group: .look, summary: "watch or stop at something no longer",
      forms: ["unwatch n", "unwatch"], details: "Alone it takes everything away.",
      examples: ["unwatch"], related: ["watch", "break"], changesSession: true
    ) { session, rest, host throws(Diagnostic) in try session.unwatch(rest, host) },
  ]
}
