import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session

/// Moving about in the recorded walk, and returning to places.
struct MovingTests {
  @Test func forwardUndoesBack() throws {
    var session = try Session.course("step 3", "set lr = 0.2", "step 4", "set x = 1")
    let rows = Snapshot(session).rows
    try session.run("back 5")
    #expect(session.stepsAhead == 5)
    try session.run("forward 2", "forward", "back 4", "forward 6")
    #expect(session.stepsAhead == 0)
    #expect(Snapshot(session).rows == rows)
    #expect(session.hypers[Name("lr")] == 0.2)
  }

  @Test func aStepAfterGoingBackBeginsANewBranch() throws {
    var session = try Session.course("step 5", "back 2")
    let notes = try session.run("step").notes
    #expect(notes.first?.hasPrefix("A new branch: the old steps 4 to 5 are dropped") == true)
    #expect(session.stepsAhead == 0)
    let remark = try session.run("forward").positions.first?.remark
    #expect(remark == "no recorded step lies ahead; step makes a new one")
  }

  @Test(arguments: ["set lr = 0.3", "run 3", "step g = 1, 1", "set x = 1"])
  func whateverGoesOnGivesTheFutureUp(_ line: String) throws {
    var session = try Session.course("step 5", "back 2")
    #expect(try session.run(line).notes.count == 1)
    #expect(session.stepsAhead == 0)
  }

  @Test(arguments: [
    "explain f", "show", "watch f", "print f", "compare gd for 3 steps", "let u = 1",
  ])
  func aLookKeepsTheFuture(_ line: String) throws {
    var session = try Session.course("step 5", "back 2")
    try session.run(line)
    #expect(session.stepsAhead == 2)
  }

  @Test func aMarkBringsEverythingBack() throws {
    var session = try Session.course("step 3", "mark here")
    var before = Snapshot(session)
    before.repetition = nil
    try session.run(
      "step 2", "set lr = 0.5", "minimize w^4 from w = 1", "use gd", "step", "goto here")
    #expect(Snapshot(session) == before)
  }

  @Test func aMarkOfTheSameWalkKeepsItsFuture() throws {
    var session = try Session.course("step 3", "mark here", "step 4", "goto here")
    #expect(session.stepsAhead == 4)
    try session.run("step", "goto here")
    #expect(session.stepsAhead == 1)
  }

  @Test func aMarkOutlivesAnother() throws {
    let session = try Session.course(
      "mark start", "step 3", "mark later", "goto start", "goto later")
    #expect(session.walk?.stepCount == 3)
    #expect(session.marks.names == ["later", "start"])
  }

  @Test func aNumberIsAStepOrAPart() throws {
    var session = try Session.course("step 3")
    guard case .lesson(.goTo(2)) = try session.execute("goto 2", Host(emit: { _ in })) else {
      Issue.record("goto 2 went nowhere")
      return
    }
    try session.goTo(step: 2, Host(emit: { _ in }))
    #expect(session.walk?.stepCount == 2)
    #expect(session.stepsAhead == 1)
    #expect(throws: Diagnostic.self) { try session.goTo(step: 4, Host(emit: { _ in })) }
  }

  @Test(arguments: ["goto ⟦hre⟧", "goto ⟦2.5⟧", "mark ⟦two words⟧", "back ⟦0⟧"])
  func aMistakeIsPointedAt(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("step 3", "mark here")
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == text)
  }
}

extension [Report] {
  var notes: [String] { compactMap { if case .note(let note) = $0 { note.text } else { nil } } }
}
