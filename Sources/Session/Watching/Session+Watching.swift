import Formula
import Optimizers

extension CommandTable {
  static let watch = Command(
    "watch", .look, "show a formula after every step", brief: "each step",
    takes: Grammar<(Expression, Bool)?>.either(
      Grammar<(Expression, Bool)>.sequence(
        .formula("FORMULA", example: "f"), .flag("changed")
      ).map { $0 },
      .nothing(meaning: nil)),
    details: """
      Each gets a number and shows its old and its new value; with changed only where they \
      differ. Alone it lists what is watched.
      """,
    examples: ["watch lr / sqrt(E[g²])", "watch x > 3 changed"], related: ["unwatch", "break"]
  ) { session, given, host throws(Diagnostic) in try session.watch(given, host) }

  static let stopWhen = Command(
    "break", .look, "stop a run where a condition begins to hold", brief: "stop there",
    takes: Grammar<Expression?>.either(
      .nothing(meaning: nil),
      Grammar<Expression>.word("when", before: .formula("CONDITION", example: "f < 1e-3"))
        .map { $0 }),
    details: """
      It stops run and step n, and says why. prev(…) is a formula before the step. unwatch takes \
      it away by its number.
      """,
    examples: ["break when f > prev(f)", "break when norm(g) < 1e-3"],
    related: ["unwatch", "watch", "run"]
  ) { session, condition, host throws(Diagnostic) in try session.stopWhen(condition, host) }

  static let unwatch = Command(
    "unwatch", .look, "watch or stop at something no longer", brief: "no longer",
    takes: Grammar<Located<Int>?>.optional(Grammar<Int>.count(example: "1").located),
    details: "Alone it takes everything away.", examples: ["unwatch"],
    related: ["watch", "break"]
  ) { session, number, host throws(Diagnostic) in try session.unwatch(number, host) }
}

extension Session {
  /// How many changes of one command are shown.
  static let shownChanges = 20

  mutating func watch(_ given: (formula: Expression, isForChanges: Bool)?, _ host: Host)
    throws(Diagnostic) -> Outcome
  {
    guard let (formula, isForChanges) = given else {
      listWatches(watches.items, host)
      return .done
    }
    let kind: Watches.Kind = isForChanges ? .changes : .always
    if let walk { _ = try RowFormulas([formula], on: walk.machine, definitions: definitions) }
    listWatches([watches.add(formula, kind)], host)
    return .done
  }

  mutating func stopWhen(_ condition: Expression?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let formula = condition else {
      listWatches(watches.breaks, host)
      return .done
    }
    if let walk {
      _ = try StopCondition(breaks: [formula], on: walk.machine, definitions: definitions)
    }
    listWatches([watches.add(formula, .stop)], host)
    return .done
  }

  mutating func unwatch(_ given: Located<Int>?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let given else {
      watches.removeAll()
      host.emit(.note(NoteReport("nothing is watched any more")))
      return .done
    }
    let number = given.value
    guard watches.remove(number) else {
      throw .noWatch(number, among: watches.items.map(\.number), at: given.range)
    }
    host.emit(.note(NoteReport("\(count: number, "number") is no longer watched")))
    return .done
  }

  private func listWatches(_ items: [Watches.Item], _ host: Host) {
    let values = items.map { (item: $0, value: try? value(of: $0.formula)) }
    host.emit(.watches(.list(values, parameters: parameters)))
  }
}

// MARK: - After steps

extension Session {
  /// Shows what the steps at hand did to what is watched.
  ///
  /// - Parameters:
  ///   - steps: the steps that were just made.
  ///   - each: whether every step is shown on its own; else everything is shown once, and only
  ///     what is watched for changes step by step.
  ///   - host: takes the reports.
  func showWatches(_ steps: ClosedRange<Int>, each: Bool, _ host: Host) {
    guard let walk, steps.lowerBound >= 1 else { return }
    // What the walk doesn't have cannot be watched in it.
    let items = watches.shown.filter {
      (try? RowFormulas([$0.formula], on: walk.machine, definitions: definitions)) != nil
    }
    guard !items.isEmpty,
      let formulas = try? RowFormulas(
        items.map(\.formula), on: walk.machine, definitions: definitions)
    else { return }
    var (first, last): ([Value?]?, [Value?]) = (nil, [])
    var (shown, hidden) = (0, 0)
    let stopped = walk.readChanges(of: formulas, over: steps, isInterrupted: host.isInterrupted) {
      step, before, after in
      first = first ?? before
      last = after
      let changes = items.indices.filter { index in
        items[index].kind == .always ? each : before[index] != after[index]
      }
      guard !changes.isEmpty else { return }
      guard each || shown < Session.shownChanges else {
        hidden += 1
        return
      }
      shown += 1
      let report = changes.map { (item: items[$0], before: before[$0], after: after[$0]) }
      emit(report, step: step, since: step - 1, host)
    }
    if hidden > 0 {
      host.emit(.note(NoteReport("… and changes at \(count: hidden, "hidden") more steps")))
    }
    if let stopped {
      host.emit(
        .note(
          NoteReport("stopped: what is watched was read up to step \(count: stopped, "step")")))
    }
    guard !each, let first else { return }
    let report = items.indices.filter { items[$0].kind == .always }
      .map { (item: items[$0], before: first[$0], after: last[$0]) }
    emit(report, step: stopped ?? steps.upperBound, since: steps.lowerBound - 1, host)
  }

  private func emit(
    _ items: [(item: Watches.Item, before: Value?, after: Value?)], step: Int, since: Int,
    _ host: Host
  ) {
    guard !items.isEmpty else { return }
    host.emit(
      .watches(
        .changes(
          WatchReport.Changes(step: step, since: since, parameters: parameters, items: items))))
  }

  /// The breaks that can be asked in a walk, and what they and a condition are compiled to.
  ///
  /// - Parameters:
  ///   - condition: what ends the run besides.
  ///   - walk: the walk to be run.
  /// - Returns: no condition where there is nothing to ask.
  /// - Throws: a ``Diagnostic`` where the condition can't be asked.
  func stopCondition(until condition: Expression?, on walk: Walk)
    throws(Diagnostic) -> (condition: StopCondition?, breaks: [Watches.Item])
  {
    let machine = walk.machine
    let breaks = watches.breaks.filter { item in
      (try? StopCondition(breaks: [item.formula], on: machine, definitions: definitions)) != nil
    }
    guard condition != nil || !breaks.isEmpty else { return (nil, []) }
    let all = try StopCondition(
      ends: condition.map { [$0] } ?? [], breaks: breaks.map(\.formula), on: machine,
      definitions: definitions)
    return (all, breaks)
  }
}

extension Diagnostic {
  static func noWatch(_ number: Int, among known: [Int], at range: SourceRange) -> Diagnostic {
    let numbers = known.map { String($0) }.joined(separator: ", ")
    return Diagnostic(
      "nothing is watched as \(number)", at: range,
      hint: known.isEmpty ? "watch f watches f" : "there are \(numbers)")
  }
}

// MARK: - Loading

extension Session {
  /// Watches nothing for as long as a file is carried out, and gives what was watched.
  package mutating func setWatchesAside() -> Watches {
    defer { watches = Watches() }
    return watches
  }

  /// Watches again what was set aside, unless the file has set up watches of its own.
  package mutating func takeUp(_ old: Watches) {
    if watches.items.isEmpty { watches = old }
  }
}
