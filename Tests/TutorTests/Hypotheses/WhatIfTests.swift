import Formula
import Optimizers
import Session
import TestSupport
import Testing
import Tutor

/// A walk with one thing otherwise is the walk that a person would have made.
struct WhatIfTests {
  private static let course = ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1"]

  private func alternative(_ lines: [String], _ question: String) throws -> Walk {
    var session = try Session.after(lines)
    let before = session
    try session.carryOut("what if \(question)")
    #expect(session.hasSameState(as: before), "\(question)")
    return try #require(session.alternative?.walk, "\(question)")
  }

  private func report(_ question: String, after lines: String...) throws -> AlternativeReport {
    var session = try Session.after(Self.course + lines)
    guard case .alternative(let report)? = try session.carryOut("what if \(question)").last else {
      throw Diagnostic("nothing was reported")
    }
    return report
  }

  @Test(arguments: RecipeLibrary.standard.names)
  func itIsTheWalkThatAPersonWouldHaveMade(_ name: String) throws {
    let recipe = try #require(RecipeLibrary.standard[name])
    func start(_ x: String) -> [String] {
      ["seed 3", "minimize x^2 + 10y^2 + x*y from x = \(x), y = -1 in -5..5", "use \(name)"]
    }
    let lines = start("1.5") + ["step 7"]
    #expect(
      try alternative(lines, "start x = 2") == Session.after(start("2") + ["step 7"]).walk)
    #expect(
      try alternative(lines, "without step 5") == Session.after(start("1.5") + ["step 6"]).walk)
    #expect(
      try alternative(lines, "x = 0.5 at 3")
        == Session.after(start("1.5") + ["step 2", "set x = 0.5", "step 5"]).walk)
    for hyper in recipe.hypers where !hyper.isCount {
      let value = try #require(
        [0.9, 1.1, 0.5].map { hyper.standard * $0 + 0.001 }.first(where: hyper.interval.contains),
        "\(hyper.name)")
      let text = NumberFormat.roundTrip.text(value)
      let set = "set \(hyper.name) = \(text)"
      // What was set later by hand gives way.
      let touched =
        start("1.5") + ["step 3", "set \(hyper.name) = \(hyper.standard)", "step 4"]
      #expect(
        try alternative(touched, "\(hyper.name) = \(text) from step 3")
          == Session.after(start("1.5") + ["step 2", set, "step 5"]).walk, "\(hyper.name)")
    }
    guard recipe.population == nil, recipe.reads(.gradient) else { return }
    var session = try Session.after(start("1.5") + ["step"])
    let y = try #require(session.walk?.gradientHere?.last)
    try session.carryOut("step g = 0.25, \(NumberFormat.roundTrip.text(y))", "step 5")
    #expect(try alternative(lines, "g.x = 0.25 at 2") == session.walk)
  }

  @Test func whatWasFedAndSetStays() throws {
    let end = ["step g = 3, -1", "set y = 2", "step 2", "set lr = 0.2", "step"]
    let lines = Self.course + ["step 2"] + end
    #expect(
      try alternative(lines, "start x = 3")
        == Session.after(
          ["minimize x^2 + 10y^2 from x = 3, y = 1", Self.course[1], "step 2"] + end
        ).walk)
    #expect(
      try alternative(lines, "without step 1") == Session.after(Self.course + ["step"] + end).walk)
    #expect(
      try alternative(lines, "lr = 0.1/t from 2")
        == Session.after(
          Self.course + ["step", "set lr = 0.1/t", "step"] + [
            "step g = 3, -1", "set y = 2", "step 3",
          ]
        ).walk)
  }

  @Test func itSaysWhereTheTwoPart() throws {
    let late = try #require(try report("lr = 0.05 from step 6", after: "run 10").parting)
    #expect(late.step == 6)
    #expect(Notation().text(late.quantity) == "step.x")
    #expect(late.line == "step = lr / denominator · g")
    #expect(abs(late.other - late.actual / 2) < 1e-15)
    let fed = try #require(try report("g.y = 0 at 3", after: "run 10").parting)
    #expect(fed.step == 3 && fed.other == 0 && fed.line == nil)
    #expect(Notation().text(fed.quantity) == "g.y")
    let moved = try #require(try report("start y = 2", after: "run 10").parting)
    #expect(moved.step == 0 && moved.actual == 1 && moved.other == 2)
    #expect(try report("lr = 0.1", after: "run 10").parting == nil)
    let shorter = try report("without step 5", after: "run 10")
    #expect(shorter.parting == nil && shorter.other.step == 9)
  }

  @Test func epsilonMoves() throws {
    let lines = Self.course + ["run 5"]
    let other = try alternative(lines, "eps outside")
    // PyTorch's convention, which has ε outside.
    let torch = try Session.after(
      Self.course[0], "use torch.rmsprop lr = 0.1, alpha = 0.9, eps = 1e-8", "run 5")
    let (x, theirs) = (other.current.point[0], try #require(torch.walk).current.point[0])
    #expect(abs(x - theirs) <= 1e-14 * abs(theirs))
    #expect(x != (try Session.after(lines).walk?.current.point[0]))
  }

  @Test func aLineMayBeAnother() throws {
    let other = try alternative(Self.course + ["run 5"], "step = lr * g")
    let gd = try Session.after(Self.course[0], "use gd lr = 0.1", "run 5")
    #expect(other.current.point == gd.walk?.current.point)
  }

  @Test func keepTakesItAndItIsSavedAsItIs() throws {
    for question in ["lr = 0.05 from step 6", "start x = 3", "g.x = 0 at 3", "without step 2"] {
      var session = try Session.after(Self.course + ["run 10", "what if \(question)"])
      let other = try #require(session.alternative?.walk)
      try session.carryOut("keep")
      #expect(session.walk == other && session.alternative == nil)
      let loaded = try Session.after(session.script)
      #expect(loaded.walk == other)
    }
  }

  @Test func picturesShowBothAsLongAsTheWalkIsTheSame() throws {
    var session = try Session.after(Self.course + ["run 10", "what if lr = 0.05"])
    guard case .figure(let both)? = try session.carryOut("plot f").last else { return }
    #expect(both.series.map(\.name) == ["if lr = 0.05", "rmsprop, at hand"])
    guard case .figure(let one)? = try session.carryOut("step", "plot f").last else { return }
    #expect(one.series.count == 1)
  }

  @Test(arguments: [
    "what⟦⟧ ", "what if⟦⟧ ", "what if ⟦zz⟧ = 3", "what if ⟦g⟧ = 3", "what if without step ⟦11⟧",
    "what if lr = ⟦-1⟧", "what if lr = 0.1 from ⟦0⟧", "what if ⟦seed 3⟧", "what if start ⟦z⟧ = 1",
    "what if ⟦eps inside⟧", "what if g = ⟦3⟧ at 2", "what if step = lr * ⟦qq⟧",
    "what if ⟦g.z⟧ = 1 at 2",
  ])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.after(Self.course + ["run 10"])
    let before = session
    let error = #expect(throws: Diagnostic.self) { try session.carryOut(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
    #expect(session.hasSameState(as: before) && session.alternative == nil)
  }

  @Test func itCanBeStopped() throws {
    var session = try Session.after(Self.course + ["run 5000"])
    var reports: [Report] = []
    let host = Host(emit: { reports.append($0) }, isInterrupted: { true })
    _ = try session.execute("what if lr = 0.2", host)
    guard case .note? = reports.last else {
      Issue.record("it was not stopped")
      return
    }
    #expect(session.alternative == nil)
  }
}
