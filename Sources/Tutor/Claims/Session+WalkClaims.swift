import Formula
import Optimizers
import Session

// fits throughout (range): cases that there are

/// Claims about what becomes of walks.
extension Session {
  /// How many walks are made side by side.
  static let claimRound = 512

  /// `gd settles only if lr <= 1/8`.
  func judge(
    _ claim: Claim, _ subject: Claim.Subject, settlesWhere direction: Claim.Direction,
    _ condition: Expression, _ host: Host
  ) throws(Diagnostic) -> ClaimReport {
    let ground = try ClaimGround(claim, subject.objective, in: self)
    let (machine, hypers) = try ground.machine(of: subject.optimizer)
    let groups = try HyperGroup.all(claim, condition, machine, hypers, ground) { holds in
      direction == .ifAndOnlyIf || (direction == .if) == holds
    }
    // Where nothing is said of where a condition fails, that may be nowhere.
    guard !groups.isEmpty || direction == .onlyIf else {
      throw .claimOfNoCase(condition, at: condition.range)
    }
    var report = ClaimReport(claim.text.value, .notRefuted, noun: "walk")
    let exact = QuadraticDescent(machine.recipe, ground.objective)
    let isTrue = exact?.decides(condition, direction)
    var rounds = groups[...]
    var effort = ClaimEffort()
    var settled: Walk?
    while isTrue != true, !rounds.isEmpty, report.verdict == .notRefuted, !effort.isSpent {
      let each = max(1, Session.claimRound / groups[0].cases.count)
      let now = rounds.prefix(each)
      rounds = rounds.dropFirst(each)
      let cases = now.flatMap(\.cases)
      let settling = try Settling(try ground.walks(cases, machine, hypers), host)
      if settling.isInterrupted {
        report.isInterrupted = true
        break
      }
      effort.take(settling.walks)
      report.tried += cases.count
      report.undecided += settling.verdicts.count { $0 == .neither }
      var first = 0
      for group in now {
        let verdicts = settling.verdicts[first..<first + group.cases.count]
        let index = group.refuting(verdicts)
        if let found = verdicts.firstIndex(of: .settles) {
          settled = settled ?? settling.walks[found]
        }
        if let index, report.verdict == .notRefuted {
          report.refute(
            group.cases[index - first], ground, subject.optimizer, machine,
            group.finding(settling.walks[index], condition))
        }
        first += group.cases.count
      }
    }
    if isTrue == true { report.verdict = .proved }
    report.reason = exact?.truth(.settles)
    if exact == nil { report.reason = Stability.border(of: settled, ground.objective) }
    return report
  }

  /// `f always decreases if lr < 0.3`.
  func judge(
    _ claim: Claim, _ subject: Claim.Subject, decreases quantity: Expression,
    _ condition: Expression?, _ host: Host
  ) throws(Diagnostic) -> ClaimReport {
    let ground = try ClaimGround(claim, subject.objective, in: self)
    let (machine, hypers) = try ground.machine(of: subject.optimizer)
    let cases = try HyperGroup.all(claim, condition, machine, hypers, ground, where: { $0 })
      .flatMap(\.cases)
    if cases.isEmpty, let condition { throw .claimOfNoCase(condition, at: condition.range) }
    var report = ClaimReport(claim.text.value, .notRefuted, noun: "walk")
    let isOfObjective = quantity.kind == .name(.objective)
    let exact = isOfObjective ? QuadraticDescent(machine.recipe, ground.objective) : nil
    let isTrue = exact?.decides(condition, .if)
    // What rounding does to a number that stands still is no rise: terms that cancel leave their own.
    let before = Expression.call(.prev, quantity)
    let terms = isOfObjective ? ground.writtenObjective.termsAdded : quantity.termsAdded
    let size = Expression.call(.max, .call(.max, .number(1), .call(.abs, before)), terms)
    let slack = Expression.binary(.multiply, .number(1e-12), size)
    let rise = Expression.binary(.greater, quantity, .binary(.add, before, slack))
    let stop = Expression.binary(.or, rise, standing(quantity, before, machine.parameters))
    // What rises does so early as a rule, and some late.
    let search = try ClaimSearch(isTrue == true ? [] : cases, host, steps: [200, 2000]) {
      cases, steps throws(Diagnostic) in
      var walks = try ParallelWalks(
        try ground.walks(cases, machine, hypers), until: stop, ground.session.definitions)
      guard walks.run(cases.map { _ in steps }, host) else { return nil }
      var round = ClaimSearch.Round()
      round.effort.take(walks.walks)
      if let index = walks.ends.firstIndex(of: .conditionMet) {
        let walk = walks.walks[index]
        let rose = change(of: quantity, walk, ground)
        round.found = (
          index,
          """
          There \(formula: quantity, "quantity") doesn't fall in step \
          \(count: walk.stepCount, "step"): \(part: rose).
          """
        )
      }
      return round
    }
    report.take(search, ground, subject.optimizer, machine)
    if isTrue == true { report.verdict = .proved }
    report.reason = exact?.truth(.decreases)
    return report
  }

  /// That a quantity isn't less than before though the walk went on by more than rounding does.
  private func standing(_ quantity: Expression, _ before: Expression, _ parameters: [Name])
    -> Expression
  {
    let moves = parameters.prefix(8).map { name -> Expression in
      let here = Expression(.name(name))
      let way = Expression.call(.abs, .binary(.subtract, here, .call(.prev, here)))
      return .binary(.greater, way, .number(1e-3))
    }
    let isMoved = moves.dropFirst().reduce(moves[0]) { .binary(.or, $0, $1) }
    return .binary(.and, .binary(.greaterOrEqual, quantity, before), isMoved)
  }

  private func change(of quantity: Expression, _ walk: Walk, _ ground: ClaimGround)
    -> NoteReport.Content
  {
    guard
      case .scalar(let after)? = try? walk.current.value(
        of: quantity, definitions: ground.session.definitions),
      let previous = walk.previous,
      case .scalar(let before)? = try? previous.value(
        of: quantity, definitions: ground.session.definitions)
    else { return "it isn't less than before" }
    return after == before
      ? "it stays \(number: after, "after")"
      : "it goes from \(number: before, "before") to \(number: after, "after")"
  }

  /// `adam reaches f < 0.1 before gd`.
  func judge(
    _ claim: Claim, _ subject: Claim.Subject, reaches condition: Expression,
    before other: OptimizerChoice, _ host: Host
  ) throws(Diagnostic) -> ClaimReport {
    let ground = try ClaimGround(claim, subject.objective, in: self)
    let first = try ground.machine(of: subject.optimizer)
    let second = try ground.machine(of: other)
    let names = Session.names((first.0.recipe, first.1), (second.0.recipe, second.1))
    let cases = ground.starts.prefix(ClaimGround.mostWalks / 2).map { ClaimGround.Case(start: $0) }
    var report = ClaimReport(claim.text.value, .notRefuted, noun: "start")
    let limit = 2000
    let search = try ClaimSearch(Array(cases), host, steps: [limit]) {
      cases, limit throws(Diagnostic) in
      var both: [ParallelWalks] = []
      for (machine, hypers) in [first, second] {
        var walks = try ParallelWalks(
          try ground.walks(cases, machine, hypers), until: condition, ground.session.definitions)
        guard walks.run(cases.map { _ in limit }, host) else { return nil }
        both.append(walks)
      }
      var round = ClaimSearch.Round()
      for walks in both { round.effort.take(walks.walks) }
      for index in cases.indices {
        let steps = both.map { walks in
          walks.ends[index] == .conditionMet ? walks.walks[index].stepCount : nil
        }
        guard let later = steps[1] else {
          if steps[0] == nil { round.undecided += 1 }
          continue
        }
        // Where both are there already nobody wins.
        if later == 0 {
          round.undecided += 1
          continue
        }
        if let sooner = steps[0], sooner < later { continue }
        let own: NoteReport.Content =
          if let step = steps[0] {
            "after \(count: step, of: "step")"
          } else {
            "not in \(count: limit, of: "step")"
          }
        round.found = (
          index,
          """
          There \(names.0) gets to \(formula: condition, "condition") \(part: own), and \
          \(names.1) after \(count: later, of: "step").
          """
        )
        return round
      }
      return round
    }
    report.take(search, ground, subject.optimizer, first.0)
    return report
  }

  /// What two optimizers are called beside each other: two of one name by the values that they differ in.
  private static func names(_ first: (Recipe, [Name: Double]), _ second: (Recipe, [Name: Double]))
    -> (String, String)
  {
    guard first.0.name == second.0.name else { return (first.0.name, second.0.name) }
    let names = first.0.hypers.map(\.name).filter { first.1[$0] != second.1[$0] }
    func name(_ values: [Name: Double]) -> String {
      ([first.0.name]
        + names.compactMap { name in
          values[name].map { "\(name.text) = \(NumberFormat.roundTrip.text($0))" }
        }).joined(separator: " ")
    }
    return (name(first.1), name(second.1))
  }
}
