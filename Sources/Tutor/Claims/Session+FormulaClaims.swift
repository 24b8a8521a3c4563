import Formula
import Optimizers
import Session

// fits throughout (range, product): cases that there are

/// Claims about numbers: `beta^(1/(1 - beta)) = 1/2 for beta in 0.5..0.999`.
extension Session {
  /// Two sides count as equal to so many digits, as with `~=`.
  private static let equality = Tolerance.nineDigits

  func judge(_ claim: Claim, _ left: Expression, equals right: Expression?) throws(Diagnostic)
    -> ClaimReport
  {
    let (left, right) = (written(left), right.map(written))
    let names = (left.names.union(right?.names ?? [])).filter { Scope.constants[$0] == nil }
      .sorted { $0.text < $1.text }
    guard !names.isEmpty else { throw .claimOfNothing(at: claim.text.range) }
    var values: [(name: Name, numbers: [Double])] = []
    let each = names.count == 1 ? 4000 : names.count == 2 ? 63 : 12
    for name in names { values.append((name, try numbers(of: name, claim, each))) }
    var cases: [(rank: Int, numbers: [Name: Double])] = [(0, [:])]
    for (name, numbers) in values {
      cases = cases.flatMap { rank, others in
        numbers.enumerated().map { (rank + $0, others.merging([name: $1]) { $1 }) }
      }
      cases = Array(cases.sorted { $0.rank < $1.rank }.prefix(ClaimGround.mostWalks))
    }
    var report = ClaimReport(claim.text.value, .notRefuted, noun: "case")
    var ratios: [Double] = []
    // Where a side of a condition has no value, it neither holds nor doesn't.
    var compared: [Expression] = []
    if right == nil, case .binary(let symbol, let first, let second) = left.kind,
      symbol != .and, symbol != .or
    {
      compared = [first, second]
    }
    var sheet = try ClaimSheet([left] + ([right].compactMap { $0 } + compared), names)
    for (_, numbers) in cases {
      let sides = sheet.values(numbers)
      let a = sides[0]
      report.tried += 1
      guard let right, let b = sides.dropFirst().first else {
        guard !sides.contains(where: \.isNaN) else {
          report.undecided += 1
          continue
        }
        if a == 0, report.verdict != .refuted {
          report.refute(numbers, "There \(formula: left, "claim") does not hold.")
        }
        continue
      }
      guard a.isFinite, b.isFinite else {
        report.undecided += 1
        continue
      }
      if b != 0 { ratios.append(a / b) }
      if !Session.equality.accepts(a, for: b), report.verdict != .refuted {
        report.refute(
          numbers,
          claim.halfLife == nil
            ? """
            There \(formula: left, "left") is \(number: a, "left_value"), and \
            \(formula: right, "right") is \(number: b, "right_value").
            """
            : """
            There the half-life is \(number: a, "left_value") steps, and \(formula: right, "right") is \
            \(number: b, "right_value").
            """)
      }
    }
    if report.verdict == .refuted { report.reason = truth(claim, left, right, ratios) }
    return report
  }

  /// A formula with definitions written out.
  private func written(_ formula: Expression) -> Expression {
    (try? definitions.writtenOut(formula, except: { _ in false })) ?? formula
  }

  /// What a name is tried with, the roundest first; a hyper-parameter's standard value before all.
  private func numbers(of name: Name, _ claim: Claim, _ count: Int) throws(Diagnostic) -> [Double] {
    let others = library.generalNames.lazy.compactMap { library[$0] }
    let hyper = recipe?.hyper(name) ?? others.compactMap { $0.hyper(name) }.first
    if let range = claim.ranges[name] {
      let own = hyper.map { [$0.standard] } ?? []
      let all = own.filter(range.contains) + RoundNumbers.values(in: range, atMost: count)
      var seen: Set<Double> = []
      return all.filter { seen.insert($0).inserted }
    }
    guard let hyper else { throw .claimWithoutRange(name, at: claim.text.range) }
    // Half-lives are of decays: none is 0 or 1.
    return RoundNumbers.values(of: hyper, digits: 2).filter {
      claim.halfLife == nil || $0 > 0 && $0 < 1
    }
  }

  /// What does hold.
  private func truth(_ claim: Claim, _ left: Expression, _ right: Expression?, _ ratios: [Double])
    -> NoteReport.Content?
  {
    var truth: NoteReport.Content?
    if let decay = claim.halfLife {
      truth = """
        After n steps \(formula: decay, "decay")^n is left of a number, and half of it after \
        log(1/2)/log(\(formula: decay, "decay")) steps, which is near 0.693/(1 − \
        \(formula: decay, "decay")) where that is long.
        """
    }
    guard right != nil, let least = ratios.min(), let greatest = ratios.max(), ratios.count > 1
    else {
      return truth
    }
    let spread: NoteReport.Content =
      "The left side is \(number: least, "least") to \(number: greatest, "greatest") times the right one."
    return truth.map { $0 + " " + spread } ?? spread
  }
}

extension ClaimReport {
  fileprivate mutating func refute(_ numbers: [Name: Double], _ finding: NoteReport.Content) {
    verdict = .refuted
    counterexample = numbers.sorted { $0.key.text < $1.key.text }.map { ($0.key, $0.value) }
    self.finding = finding
  }
}
