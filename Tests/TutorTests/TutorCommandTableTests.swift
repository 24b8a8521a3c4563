import Optimizers
import Session
import Testing
import Tutor

/// The table of commands as a value: what a module above adds, and what the one below has.
struct TutorCommandTableTests {
  @Test func theTutorAddsItsCommandsBehindTheOthersOfTheirGroup() {
    let basic = CommandTable.basic
    let all = CommandTable.standard
    #expect(Set(basic.names).isSubset(of: all.names))
    #expect(all.names.count > basic.names.count)
    #expect(all.names.filter(Set(basic.names).contains) == basic.names)
    let groups = all.commands.map(\.group)
    #expect(groups == Command.Group.allCases.flatMap { group in groups.filter { $0 == group } })
  }

  @Test func aSessionKnowsTheCommandsOfItsTable() throws {
    var plain = Session(library: .standard)
    #expect(throws: (any Error).self) { try plain.execute("predict x", Host(emit: { _ in })) }
    let names = plain.completion(of: "pred", lessons: []).completion.choices
    #expect(!names.contains("predict"))
    let tutored = Session(library: .standard, commands: .standard)
    #expect(tutored.completion(of: "pred", lessons: []).completion.choices.contains("predict"))
    #expect(tutored.hasSameState(as: plain))
  }
}
