import TestSupport
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is left of progress when the program dies without a word.
@Suite(.serialized)
struct KillTests {
  let home = TemporaryFolder()

  /// A lesson of many short parts.
  static let lesson =
    "---\ntitle: Long\n---\n" + (1...60).map { "\n## Part \($0)\n\nText.\n" }.joined()

  private var file: String { home.read(".local/state/downhill/progress") }

  /// The parts that the file says are done, and whether it is whole.
  private func partsDone() -> Set<Substring> {
    Set(
      file.split(separator: "\n").filter { $0.hasPrefix("done\t") }
        .map { $0.split(separator: "\t")[1] })
  }

  @Test func aKillAtAnyMomentLosesAtMostThePartInHand() throws {
    home.write("long.md", KillTests.lesson)
    var before: Set<Substring> = []
    for round in 1...15 {
      let terminal = try PseudoTerminal(Program.path, ["lesson", "long.md"], home: home.path)
      try terminal.expect("/60> ")
      // Enter after Enter, each of which saves, and death somewhere in between.
      for _ in 1...3 {
        terminal.press(.enter)
        try? terminal.expect("/60> ", within: 2)
      }
      let shown = terminal.transcript
      terminal.press(.enter, .enter, .enter)
      usleep(UInt32(round * 700))
      terminal.send(SIGKILL)
      #expect(terminal.exitStatus() == 128 + 9)

      #expect(file.isEmpty || file.hasPrefix("downhill progress 1\n") && file.hasSuffix("\nend\n"))
      let after = partsDone()
      #expect(after.isSuperset(of: before))
      // Every part whose prompt was seen is done: its text had been read.
      let seen = shown.ranges(of: "Text.").count
      #expect(after.count >= before.count + seen)
      before = after
      if after.count > 50 { break }
    }
    #expect(before.count >= 40)
    // And no litter but what a kill in the middle of a save leaves.
    let names = TemporaryFolder.names(in: home.path + "/.local/state/downhill")
    #expect(Set(names).isSubset(of: ["history", "progress", "progress.lock", "progress.new"]))
  }

  @Test func twoPlayersLoseNothing() throws {
    home.write("one.md", KillTests.lesson)
    home.write("two.md", KillTests.lesson)
    let players = try ["one", "two"].map {
      try PseudoTerminal(Program.path, ["lesson", "\($0).md"], home: home.path)
    }
    for player in players { player.type(String(repeating: "\r", count: 30)) }
    for player in players { try player.expect("31/60> ", within: 20) }
    #expect(file.hasSuffix("\nend\n"))
    #expect(file.split(separator: "\n").count { $0.hasPrefix("done\t") } == 62)
    for player in players {
      player.press(.endOfInput)
      #expect(player.exitStatus() == 0)
    }
  }
}
