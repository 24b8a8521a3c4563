import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

struct DifferenceTests {
  private func difference(_ line: String, in session: Session) throws -> DifferenceReport {
    var session = session
    guard case .difference(let report)? = try session.run(line).first else {
      throw Diagnostic("no difference was reported")
    }
    return report
  }

  private func targets(_ report: DifferenceReport) -> [[String]] {
    report.rows.map { [$0.left?.target.text ?? "–", $0.right?.target.text ?? "–"] }
  }

  @Test func linesOfOneTargetStandBesideEachOther() throws {
    let report = try difference(
      "diff rmsprop adagrad", in: Session(library: .standard, commands: .standard))
    let targets = targets(report)
    #expect(targets.first == ["g²", "g²"])
    #expect(targets.last == ["θ", "θ"])
    #expect(report.firstDifference == 1)
    #expect(report.origin == nil)
  }

  @Test func everyLineOccursOnceInItsOrder() throws {
    let session = Session(library: .standard, commands: .standard)
    let names = session.library.names
    for (left, right) in zip(names, names.dropFirst()) {
      let report = try difference("diff \(left) \(right)", in: session)
      #expect(
        report.rows.compactMap(\.left?.target) == report.left.recipe.lines.map(\.target))
      #expect(
        report.rows.compactMap(\.right?.target) == report.right.recipe.lines.map(\.target))
    }
  }

  @Test func aRecipeDoesNotDifferFromItself() throws {
    let report = try difference("diff adam adam", in: try Session.course("step"))
    #expect(report.firstDifference == nil)
    #expect(report.rows.allSatisfy { $0.left?.values == $0.right?.values })
  }

  @Test func bothMakeOneStepFromTheStateAtHand() throws {
    var session = try Session.course("step 2")
    let report = try difference("diff rmsprop adagrad", in: session)
    #expect(report.origin?.step == 2)
    try session.run("step")
    #expect(report.left.steps.first?.objective == (try session.number("f")))
    #expect(report.rows.last?.left?.values == session.walk?.current[.theta])
    #expect(report.right.hypers.first?.setting == .number(0.1))
  }

  /// The first three steps of every recipe that comes with the program are those of its walk.
  @Test(arguments: RecipeLibrary.standard.names)
  func threeStepsOfEachAreThoseItsWalkMakes(_ name: String) throws {
    let function = "minimize x^2 + 10y^2 from x = 4, y = 1"
    var session = try Session(function)
    let report = try difference("diff \(name) gd", in: session)
    #expect(report.left.steps.map(\.number) == [1, 2, 3])
    try session.run("use \(name)")
    for step in report.left.steps {
      try session.run("step")
      #expect(step.point == session.walk?.current.point)
      #expect(step.objective.bitPattern == session.walk?.current.objective?.bitPattern)
    }
  }

  @Test func howFarApartTheyEndIsSaid() throws {
    let report = try difference(
      "diff gd momentum lr=0.1", in: try Session("minimize x^2 from x = 4"))
    // gd: 4·0.8³ = 2.048; momentum: 3.2, then −0.72 − 0.64 to 1.84, then 1.224 + 0.368 to 0.248.
    #expect(report.apart?.step == 3)
    #expect(abs((report.apart?.distance ?? 0) - 1.8) < 1e-12)
  }

  @Test func oneNameIsHeldAgainstTheOptimizerInUse() throws {
    let report = try difference("diff gd", in: try Session.course())
    #expect(report.left.recipe.name == "rmsprop")
    #expect(report.right.recipe.name == "gd")
  }

  @Test func bothGetWhatIsInUseByItsPurpose() throws {
    let report = try difference(
      "diff torch.rmsprop keras.rmsprop", in: Session("minimize x^2 from x = 1", "use gd lr=0.5"))
    #expect(report.left.hypers.first { $0.name == Name("lr") }?.setting == .number(0.5))
    #expect(
      report.right.hypers.first { $0.name == Name("learning_rate") }?.setting == .number(0.5))
  }
}

/// `diff` on equal terms: values are given to both sides by what they mean.
@Suite struct EqualTermsTests {
  @Test func bothGetTheSameValuesWhateverTheyCallThem() throws {
    var session = Session(library: .standard, commands: .standard)
    try session.run("minimize x^2 + 10y^2 from x = 4, y = 1")
    let line = "diff torch.rmsprop keras.rmsprop lr=0.02 decay=0.8 eps=1e-6"
    guard case .difference(let report)? = try session.run(line).first else {
      Issue.record("no difference")
      return
    }
    #expect(report.left.hypers.map(\.setting) == [0.02, 0.8, 1e-6].map { .number($0) })
    #expect(report.right.hypers.map(\.setting) == [0.02, 0.8, 1e-6].map { .number($0) })
  }

  @Test func withoutValuesItSaysWhichDefaultsDiffer() throws {
    var session = Session(library: .standard, commands: .standard)
    let notes = try session.run("diff torch.rmsprop keras.rmsprop").compactMap { report in
      if case .note = report { report } else { nil as Report? }
    }
    #expect(notes.count == 3)
  }

  /// A purpose reaches every recipe that declares it, whatever it calls it.
  @Test(arguments: Recipe.Purpose.allCases)
  func aPurposeIsANameInEveryRecipe(_ purpose: Recipe.Purpose) throws {
    var session = Session(library: .standard, commands: .standard)
    let holders = session.library.names.filter {
      session.library[$0]?.hyper(for: purpose) != nil
    }
    #expect(holders.count > 4)
    for (left, right) in zip(holders, holders.dropFirst() + [holders[0]]) {
      // Where one of them calls something else so, that is what its name means.
      let own = [left, right].compactMap { session.library[$0]?.hyper(Name(purpose.rawValue)) }
      guard own.allSatisfy({ $0.purpose == purpose }) else { continue }
      let line = "diff \(left) \(right) \(purpose.rawValue)=0.75"
      guard case .difference(let report)? = try session.run(line).first else {
        Issue.record("no difference")
        continue
      }
      for side in [report.left, report.right] {
        let name = try #require(side.recipe.hyper(for: purpose)).name
        #expect(side.hypers.first { $0.name == name }?.setting == .number(0.75), "\(line)")
      }
    }
  }

  @Test func aNameOfTwoPurposesIsAskedFor() throws {
    var session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) {
      try session.run("diff course.kochenderfer torch.rmsprop alpha=0.1")
    }
    #expect(error.range == SourceRange(39, 44))
    #expect(error.hint == "say rate = … or decay = …")
  }

  @Test func whatOnlyOneOfThemHasIsSaid() throws {
    var session = Session(library: .standard, commands: .standard)
    let reports = try session.run("diff gd rmsprop lr=0.1 decay=0.5")
    let notes = reports.compactMap { report in
      if case .note(let note) = report { note.text } else { nil as String? }
    }
    #expect(notes == ["gd has nothing that decay is for"])
  }

  @Test func aNameThatNeitherHasIsPointedAt() throws {
    var session = Session(library: .standard, commands: .standard)
    let error = try #require(throws: Diagnostic.self) {
      try session.run("diff gd rmsprop wobble=1")
    }
    #expect(error.message.contains("wobble"))
  }
}
