import Formula
import Optimizers
import Session
import Testing

@testable import Tutor

/// What `claim` refutes is false, what it proves is true, and it says no more than that.
struct ClaimTests {
  private func report(_ claim: String, after lines: String...) throws -> ClaimReport {
    var session = try Session.after(lines)
    guard case .claim(let report)? = try session.carryOut("claim \(claim)").last else {
      throw Diagnostic("nothing was reported")
    }
    return report
  }

  // MARK: - Gradient descent on a quadratic

  @Test func theBorderIsRefutedByARoundRate() throws {
    let report = try report("gd on x^2 + 4y^2 settles only if lr <= 1/8")
    #expect(report.verdict == .refuted)
    #expect(report.counterexample.map(\.name.text) == ["lr", "x", "y"])
    #expect(report.counterexample.map(\.value) == [0.2, 1, 1])
    let reason = try #require(report.reason).text(.short)
    #expect(reason.contains("2/λmax = 1 / 4") && reason.contains("λmax = 8"), "\(reason)")
  }

  /// Every sentence against what is known: 2/λmax is 1/4.
  @Test(
    arguments: [
      ("settles if lr < 1/4", .proved), ("settles if lr < 0.1", .proved),
      ("settles if lr <= 1/4", .refuted), ("settles if lr < 0.3", .refuted),
      ("settles only if lr < 1/4", .proved), ("settles only if lr < 2", .proved),
      ("settles only if lr < 0.2", .refuted), ("settles if and only if lr < 1/4", .proved),
      ("settles if and only if lr < 1/5", .refuted), ("settles iff lr < 1", .refuted),
      ("settles if lr > 0.01 and lr < 0.2", .proved), ("settles if not lr >= 1/4", .proved),
      ("always f decreases if lr < 1/4", .proved), ("always f decreases if lr <= 1/4", .refuted),
      ("always f decreases if lr < 0.5", .refuted),
      ("f always decreases if lr < 1/8", .proved),
    ] as [(String, ClaimReport.Verdict)])
  func onAQuadraticItIsDecided(_ claim: String, _ verdict: ClaimReport.Verdict) throws {
    let subject = claim.hasPrefix("f ") ? "" : "gd on x^2 + 4y^2 "
    let report =
      subject.isEmpty
      ? try report(claim, after: "minimize x^2 + 4y^2 from x = 1, y = 1", "use gd lr = 0.1")
      : try report("\(subject)\(claim)")
    #expect(report.verdict == verdict, "\(claim)")
    #expect(report.counterexample.isEmpty == (verdict != .refuted))
  }

  /// There are numbers to try on both sides of any border that a claim names.
  @Test(arguments: ["1e-8", "1e-5", "0.0003", "0.02", "7", "2500"])
  func thereIsSomethingToTryWhateverTheBorder(_ border: String) throws {
    for relation in ["<", ">"] {
      let report = try report("rmsprop on x^2 + 4y^2 settles if lr \(relation) \(border)")
      #expect(report.tried > 0 || report.verdict == .refuted, "\(relation) \(border)")
    }
  }

  /// A counterexample is one when a person types it.
  @Test(arguments: [
    ("gd on x^2 + 4y^2 settles only if lr <= 1/8", true),
    ("gd on x^2 + 4y^2 settles if lr < 0.3", false),
    ("momentum on x^2 + 4y^2 settles only if lr < 0.1", true),
    ("momentum on x^2 + 4y^2 settles if lr < 2", false),
    ("adagrad on x^2 + 4y^2 settles only if lr < 0.5", true),
  ])
  func theCommandsShowTheCounterexample(_ claim: String, _ settles: Bool) throws {
    let report = try report(claim)
    #expect(report.verdict == .refuted, "\(claim)")
    var session = try Session.after(report.commands)
    try session.carryOut("run 2000")
    let walk = try #require(session.walk)
    let slope = try #require(walk.gradientHere?.map(\.magnitude).max())
    #expect((slope < 1e-4) == settles, "\(claim): \(slope)")
  }

  /// Nothing but gd on a quadratic is ever called proved.
  @Test(arguments: [
    "momentum on x^2 + 4y^2 settles if lr < 0.001", "gd on x^4 + y^2 settles if lr < 0.01",
    "gd on x^2 - y^2 settles if lr < 0.01", "gd on x^2 + 0*y settles if lr < 0.1",
    "adam on x^2 + 4y^2 always f decreases if lr < 0.001",
    "beta^2 < beta for beta in 0.1..0.9",
  ])
  func whatIsOnlyTriedIsNotProved(_ claim: String) throws {
    #expect(try report(claim).verdict != .proved, "\(claim)")
  }

  @Test func onABentFunctionTheCurvatureTells() throws {
    let report = try report("momentum on x^2 + 4y^2 settles only if lr <= 1/8")
    #expect(report.verdict == .refuted)
    // 2·(1 + β)/λmax, Polyak 1964.
    let reason = try #require(report.reason).text(.short)
    #expect(reason.contains("0.475"), "\(reason)")
  }

  /// Near the minimum a step of RMSprop is about lr, however late that is.
  @Test func aLateRiseIsFound() throws {
    let report = try report(
      "rmsprop always f decreases if lr <= 0.001", after: "minimize x^2 from x = 1")
    #expect(report.verdict == .refuted)
    var session = try Session.after(report.commands)
    try session.carryOut("run until f > prev(f) + 1e-12 max 2000")
    #expect(try #require(session.walk?.stepCount) > 1000)
  }

  /// Where a step has a length of its own, f rises from places that are nearer than that.
  @Test(arguments: [
    "adam on x^2 always f decreases if lr < 0.01",
    "adagrad on x^2 + 10y^2 always f decreases if lr < 0.5",
    "gd on x^2 + 4y^2 always f decreases if lr <= 0.25",
  ])
  func placesNearTheMinimumAreTried(_ claim: String) throws {
    let report = try report(claim)
    #expect(report.verdict == .refuted)
    // It is seen soon, and no matter of rounding.
    var session = try Session.after(report.commands)
    try session.carryOut("run until f >= prev(f) max 30")
    let walk = try #require(session.walk)
    let (before, after) = (walk.row(walk.stepCount - 1), walk.row(walk.stepCount))
    #expect(try #require(after.objective) >= (try #require(before.objective)))
    #expect(zip(after.point, before.point).contains { abs($0 - $1) > 1e-4 })
  }

  /// A condition that nothing fulfils says nothing of anything.
  @Test(arguments: [
    "gd on x^2 settles if lr < 1 and lr > 2", "gd on x^2 always f decreases if lr > 3 and lr < 2",
  ])
  func aClaimOfNothingIsNoClaim(_ claim: String) throws {
    #expect(throws: Diagnostic.self) { try report(claim) }
  }

  /// Where a side has no value, nothing is refuted.
  @Test func whatHasNoValueRefutesNothing() throws {
    let report = try report("sqrt(a) >= 0 for a in -4..4")
    #expect(report.verdict == .notRefuted && report.undecided > 0)
  }

  /// Along a flat direction a walk stays where it is, and the border is that of the others.
  @Test func aFlatDirectionHasNoBorder() throws {
    let report = try report("gd on x^2 + y^2 + 2x*y settles if lr < 0.6")
    let reason = try #require(report.reason).text(.short)
    #expect(reason.contains("0.5") && !reason.contains("e-"), "\(reason)")
  }

  // MARK: - Races

  /// Two walks of one rule are called by what one of them was given.
  @Test func twoOfOneRuleAreToldApart() throws {
    let report = try report("gd lr=0.1 on x^2 reaches f < 0.01 before gd lr=0.4")
    let finding = try #require(report.finding).text(.short)
    #expect(finding.contains("gd lr = 0.1 gets") && finding.contains("and gd lr = 0.4 after"))
  }

  /// What rounding leaves of terms that cancel is no rise.
  @Test func roundingRefutesNothing() throws {
    let report = try report(
      "gd on 1e4*(x^2 - 2x + 1) + (x - 1)^4 always f decreases if lr <= 0.00001")
    #expect(report.verdict == .notRefuted, "\(report.finding?.text(.short) ?? "")")
  }

  @Test func aRaceIsLostWhereItIsLost() throws {
    let report = try report(
      "adam on x^2 + 4y^2 reaches f < 0.1 before gd for all starts in -2..2")
    #expect(report.verdict == .refuted)
    var session = try Session.after(report.commands)
    try session.carryOut("run until f < 0.1 max 2000")
    let own = try #require(session.walk?.stepCount)
    try session.carryOut("use gd", "run until f < 0.1 max 2000")
    #expect(try #require(session.walk?.stepCount) <= own)
  }

  @Test func aRaceThatIsWonIsNotRefuted() throws {
    let report = try report(
      "gd lr = 0.2 on x^2 + 4y^2 reaches f < 0.1 before gd lr = 0.01 for all starts in 1..2")
    #expect(report.verdict == .notRefuted)
    #expect(report.tried > 50)
  }

  /// Where there are many starts, those hyper-parameters are tried that the condition speaks of.
  @Test(arguments: [
    ("lr < 0.001", true), ("lr < 0.002 and lr > 0.0005", true), ("lr < 40", false),
  ])
  func manyStartsLeaveRoomForWhatIsClaimed(_ condition: String, _ holds: Bool) throws {
    let condition = try Parser.expression(condition)
    let claim = Claim(
      kind: .settles(Claim.Subject(), .if, condition), starts: -2...2,
      text: Located("", at: SourceRange(0, 0)))
    let session = try Session.after("use gd")
    let ground = try ClaimGround(claim, try Parser.expression("x^4 + y^4"), in: session)
    let (machine, hypers) = try ground.machine(of: nil)
    let groups = try HyperGroup.all(claim, condition, machine, hypers, ground) { $0 == holds }
    #expect(groups.count > 5 && groups.allSatisfy { $0.holds == holds })
    let count = groups.reduce(0) { $0 + $1.cases.count }
    #expect((1000...ClaimGround.mostWalks).contains(count), "\(count)")
  }

  // MARK: - Numbers

  @Test(arguments: [
    "half-life of beta is 1/(1 - beta)", "half-life of beta = 1/(1 - beta)",
    "half-life of beta is 1/(1 - beta) for beta in 0.5..0.999",
  ])
  func theHalfLifeOfTheCoursesIsRefuted(_ claim: String) throws {
    let report = try report(claim)
    #expect(report.verdict == .refuted)
    #expect(report.counterexample.map(\.value) == [0.9])
    let finding = try #require(report.finding).text(.short)
    #expect(finding.contains("6.57881") && finding.contains("10"), "\(finding)")
  }

  @Test(
    arguments: [
      ("beta^(1/(1 - beta)) = 1/2 for beta in 0.5..0.999", .refuted),
      ("half-life of beta is log(1/2)/log(beta)", .notRefuted),
      ("beta^2 < beta for beta in 0.1..0.9", .notRefuted),
      ("beta^2 < beta for beta in 0.1..1", .refuted),
      ("(a + b)^2 = a^2 + 2a*b + b^2 for a in -3..3, b in -3..3", .notRefuted),
      ("(a + b)^2 = a^2 + b^2 for a in -3..3, b in -3..3", .refuted),
      ("sqrt(a^2) = a for a in -2..2", .refuted),
    ] as [(String, ClaimReport.Verdict)])
  func numbersAreTried(_ claim: String, _ verdict: ClaimReport.Verdict) throws {
    #expect(try report(claim).verdict == verdict, "\(claim)")
  }

  @Test func aCounterexampleIsRound() throws {
    #expect(
      try report("sqrt(a^2) = a for a in -2..2").counterexample.map(\.value) == [-1])
    #expect(
      try report("(a + b)^2 = a^2 + b^2 for a in -3..3, b in -3..3").counterexample
        .allSatisfy { $0.value.magnitude == 1 })
  }

  // MARK: - Numbers behind an optimizer's name

  /// They may stand behind any name, with commas or without, whatever the function begins with.
  @Test(arguments: [
    "momentum beta=0.67", "momentum beta = 0.67", "momentum beta 0.67", "momentum(beta=0.67)",
    "momentum, beta=0.67",
  ])
  func anOptimizerMayHaveNumbers(_ optimizer: String) throws {
    let session = try Session.after("let half(a) = a/2")
    for function in [
      "(x + y)^2/2 + x^2", "x^2 + 4y^2", "max(x, y)^2 + x^2 + y^2", "-x*y + 2x^2 + y^2",
      "half (x)^2",
    ] {
      for rest in [
        "settles if lr <= 0.01", "always f decreases if lr < 0.001",
        "reaches f < 0.1 before gd lr=1e-5 for all starts in 1..2",
      ] {
        let text = SourceSlice("\(optimizer) on \(function) \(rest)")
        #expect(throws: Never.self, "\(text.text)") { try session.writtenClaim(text, in: text) }
      }
    }
  }

  /// The border of a heavy ball is 2(1 + β)/λmax: its number counts.
  @Test(
    arguments: [
      ("momentum beta=0.5 on (2x)^2/2 settles if lr < 0.7", .notRefuted),
      ("momentum beta=0.5 on (2x)^2/2 settles if lr < 0.8", .refuted),
      ("momentum beta=0 on (2x)^2/2 settles if lr < 0.6", .refuted),
      ("gd lr=0.4 on x^2 reaches f < 0.01 before gd lr=0.1", .notRefuted),
      ("gd lr=0.1 on x^2 reaches f < 0.01 before gd lr=0.4", .refuted),
    ] as [(String, ClaimReport.Verdict)])
  func theNumbersCount(_ claim: String, _ verdict: ClaimReport.Verdict) throws {
    #expect(try report(claim).verdict == verdict, "\(claim)")
  }

  /// Where they can't be read, the place is shown.
  @Test(arguments: [
    ("claim momentum betta=0.67 on x^2 settles if lr < 0.1", "betta"),
    ("claim momentum beta=1.5 on x^2 settles if lr < 0.1", "1.5"),
    ("claim momentum beta on x^2 settles if lr < 0.1", "beta"),
    ("claim momentum beta= on x^2 settles if lr < 0.1", "on"),
    ("claim gd reaches f < 0.1 before momentum betta=1", "betta"),
    ("claim gd lr=0.1 on x^2 settles if lr < 1", "lr < 1"),
    ("claim gd lr=0.1 on x^2 always f decreases if lr < 1", "lr < 1"),
  ])
  func wrongNumbersAreShown(_ line: String, _ place: String) throws {
    var session = try Session.after([])
    let error = #expect(throws: Diagnostic.self) { try session.carryOut(line) }
    let range = try #require(error?.range)
    #expect(String(SourceText(line).slice(range)) == place, "\(line)")
    #expect(error?.hint != nil || place == "on", "\(line)")
  }

  // MARK: - What is wrong with a claim

  @Test(arguments: [
    "claim", "claim gd", "claim gd on x^2 settles", "claim gd on x^2 settles when lr < 1",
    "claim gd on x^2 settles if rate < 1", "claim gd on 3 settles if lr < 1",
    "claim gd settles if lr < 1", "claim adam reaches f < 1 for all starts in 0..1",
    "claim a^2 = 1", "claim 1 = 1", "claim half-life of beta", "claim a < 1 for a in 2..1",
    "claim gd on x^2 always decreases",
  ])
  func aClaimThatIsNoneIsRefused(_ line: String) throws {
    var session = try Session.after([])
    let error = #expect(throws: Diagnostic.self) { try session.carryOut(line) }
    #expect(error?.range != nil || line == "claim gd settles if lr < 1", "\(line)")
  }

  @Test func itStopsWhereAPersonStopsIt() throws {
    var session = try Session.after([])
    var reports: [Report] = []
    let host = Host(emit: { reports.append($0) }, isInterrupted: { true })
    _ = try session.execute("claim adam on x^2 + 4y^2 settles if lr < 0.001", host)
    guard case .claim(let report)? = reports.last else {
      Issue.record("nothing was reported")
      return
    }
    #expect(report.isInterrupted && report.verdict == .notRefuted)
  }
}
