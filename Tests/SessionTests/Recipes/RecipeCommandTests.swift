import Formula
import Optimizers
import TestSupport
import Testing

@testable import Session
@testable import Tutor

/// Recipes of a learner's own, and the commands that list and change recipes.
struct RecipeCommandTests {
  static let mine = "optimizer mine\n  state m = 0\n\n  m = 0.5*m + g\n  θ = θ - 0.1*m"

  private func learn(_ text: String, in session: inout Session) throws -> [String] {
    var notes: [String] = []
    try session.learn(
      SourceText(text),
      Host(emit: { if case .note(let note) = $0 { notes.append(note.text) } }))
    return notes
  }

  private func recipes(
    _ line: String, _ session: Session = Session(library: .standard, commands: .standard)
  ) throws
    -> [String]
  {
    var session = session
    guard case .recipes(let recipes)? = try session.run(line).first else { return [] }
    return recipes.map(\.name)
  }

  @Test func aRecipeOfOnesOwnIsUsedLikeAnyOther() throws {
    var session = try Session("minimize x^2 from x = 1")
    #expect(try learn(Self.mine, in: &session) == ["mine is ready: use mine"])
    try session.run("use mine", "step", "step")
    #expect(try session.number("m.x") == 0.5 * 2 + 2 * 0.8)
  }

  @Test func aSecondOneOfTheSameNameReplacesTheFirst() throws {
    var session = try Session("minimize x^2 from x = 1")
    _ = try learn(Self.mine, in: &session)
    try session.run("use mine")
    let other = "optimizer mine\nθ = θ - g"
    #expect(
      try learn(other, in: &session) == [
        "mine is replaced; the walk goes on with the old one until you use mine"
      ])
    try session.run("step")
    #expect(try session.number("x") == 0.8)
    try session.run("use mine", "step")
    #expect(try session.number("x") == -1)
  }

  @Test(arguments: [
    "optimizer ⟦rmsprop⟧\nθ = θ - g", "# better\n optimizer  ⟦torch.adam⟧ # really\nθ = θ - g",
  ])
  func aRecipeOfTheProgramStaysAsItIs(_ text: String) throws {
    let marked = Marked(text)
    var session = try Session.course("step")
    let before = Snapshot(session)
    let error = #expect(throws: Diagnostic.self) { try learn(marked.source, in: &session) }
    #expect(error?.message.hasSuffix("is a part of the program and stays as it is") == true)
    #expect(Marked.text(marked.source, error?.range) == text)
    #expect(Snapshot(session) == before)
  }

  @Test func aCopyToEditHasTheNewNameAndNothingElseIsNew() throws {
    var session = try Session("minimize x^2 from x = 1")
    let outcome = try session.execute("edit torch.adam as mine", Host(emit: { _ in }))
    guard case .recipe(.edit(let text?)) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let (copy, original) = (try Recipe(parsing: SourceText(text)), session.library["torch.adam"])
    #expect(copy.name == "mine")
    #expect(copy.lines.map(\.formula) == original?.lines.map(\.formula))
    #expect(copy.summary == original?.summary)
  }

  @Test func onesOwnIsEditedInItsPlace() throws {
    var session = Session(library: .standard, commands: .standard)
    _ = try learn(Self.mine, in: &session)
    let outcome = try session.execute("edit mine", Host(emit: { _ in }))
    guard case .recipe(.edit(let text)) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(text == Self.mine)
  }

  @Test(arguments: [
    ("edit ⟦rmsprop⟧", "give yours a name of its own: edit rmsprop as mine"),
    ("edit rmsprop as ⟦adam⟧", "give yours a name of its own: edit adam as mine"),
    ("edit rmsprop ⟦like mine⟧", "as in edit rmsprop as mine"),
    ("edit rmsprop ⟦as⟧", "as in edit rmsprop as mine"),
    ("edit ⟦rmspop⟧ as mine", "did you mean rmsprop?"),
    ("recipes ⟦torhc⟧", "did you mean torch?"), ("optimizer⟦⟧", "as in optimizer mine"),
    ("load⟦⟧", "as in load walk.downhill"),
  ])
  func aMistakeIsMarkedAndHasAWayOut(_ line: String, _ hint: String) throws {
    let marked = Marked(line)
    var session = Session(library: .standard, commands: .standard)
    let error = #expect(throws: Diagnostic.self) { try session.run(marked.source) }
    #expect(Marked.text(marked.source, error?.range) == line)
    #expect(error?.hint == hint)
  }

  @Test func recipesListsAllAndAWordPicksSome() throws {
    #expect(try recipes("recipes") == RecipeLibrary.standard.names)
    #expect(
      try recipes("recipes adam") == [
        "adam", "keras.adam", "keras.adam.amsgrad", "optax.adam", "torch.adam",
        "torch.adam.amsgrad", "torch.adam.fma", "torch.adam.weight_decay",
      ])
    #expect(try recipes("recipes keras").count == 18)
    #expect(
      try recipes("recipes rprop") == [
        "optax.rprop", "rprop", "rprop.improved.minus", "rprop.improved.plus", "rprop.minus",
        "torch.rprop",
      ])
    var session = Session(library: .standard, commands: .standard)
    _ = try learn(Self.mine, in: &session)
    #expect(try recipes("recipes mine", session) == ["mine"])
  }
}
