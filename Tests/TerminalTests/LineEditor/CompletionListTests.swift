import Testing

@testable import Terminal

struct CompletionListTests {
  private func effect(_ choices: [String], line: String, from start: Int = 0)
    -> CompletionList.Effect
  {
    CompletionList(replacing: start..<line.utf8.count, choices: choices).effect(in: line)
  }

  @Test func noChoiceDoesNothing() {
    #expect(effect([], line: "st") == .nothing)
  }

  @Test func theOnlyChoiceIsTakenWithItsSuffix() {
    #expect(effect(["step"], line: "st") == .replace(with: "step", suffix: " "))
  }

  @Test func theOnlyChoiceMayBeSpelledAnotherWay() {
    #expect(effect(["E[g²]"], line: "2*E[g2", from: 2) == .replace(with: "E[g²]", suffix: " "))
  }

  @Test func whatAllChoicesShareIsTaken() {
    let effect = effect(["rmsprop", "rms2"], line: "use r", from: 4)
    #expect(effect == .replace(with: "rms", suffix: ""))
  }

  @Test func choicesThatShareNoMoreAreListed() {
    #expect(effect(["set", "step"], line: "s") == .list(["set", "step"]))
    #expect(effect(["step", "step/lr"], line: "step") == .list(["step", "step/lr"]))
  }

  @Test func whatWasTypedIsNeverShortened() {
    #expect(effect(["beta", "β"], line: "be") == .list(["beta", "β"]))
  }

  @Test func aNameThatCouldSteerTheTerminalIsNoChoice() {
    #expect(effect(["a\u{1B}[2J.md", "a.md"], line: "a") == .replace(with: "a.md", suffix: " "))
  }

  @Test(
    arguments: zip(
      [["abc", "abd"], ["g", "g²"], ["β", "γ"], ["same", "same"], ["x"], []],
      ["ab", "g", "", "same", "x", ""]))
  func commonPrefix(of texts: [String], is prefix: String) {
    #expect(CompletionList.commonPrefix(texts) == prefix)
  }
}
