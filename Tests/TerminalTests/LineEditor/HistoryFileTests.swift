import TestSupport
import Testing

@testable import Terminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct HistoryFileTests {
  private let folder = TemporaryFolder()

  private func history(_ name: String = "history", limit: Int = 100) -> HistoryFile {
    HistoryFile(path: folder.file(name), limit: limit)
  }

  @Test func linesComeBackInOrder() {
    let history = history()
    for line in ["minimize x^2 from x=4", "E[g²]", "step"] { history.append(line) }
    #expect(history.load() == ["minimize x^2 from x=4", "E[g²]", "step"])
  }

  @Test func nobodyElseMayRead() {
    history("a/b/history").append("step")
    #expect(folder.mode("a/b/history") == 0o600)
    #expect(folder.mode("a/b") == 0o700)
    #expect(folder.mode("a") == 0o700)
  }

  @Test func aFileThatOthersMayReadIsClosedToThem() {
    chmod(folder.write("history", "step\n"), 0o644)
    #expect(history().load() == ["step"])
    #expect(folder.mode("history") == 0o600)
  }

  @Test func repetitionsAndBlanksAreLeftOut() {
    folder.write("history", "step\nstep\n\n  \nstep\nshow\n")
    #expect(history().load() == ["step", "show"])
  }

  @Test func aRowCutShortStaysARowOfItsOwn() {
    folder.write("history", "step\nsho")
    history().append("back")
    #expect(folder.read("history") == "step\nsho\nback\n")
  }

  @Test func theOldestLinesGo() {
    folder.write("history", (1...30).map { "n\($0)\n" }.joined())
    #expect(history(limit: 20).load() == (11...30).map { "n\($0)" })
    #expect(folder.read("history") == (11...30).map { "n\($0)\n" }.joined())
    #expect(folder.mode("history") == 0o600)
  }

  @Test func aFileALittleTooLongIsLeftAlone() {
    let text = (1...22).map { "n\($0)\n" }.joined()
    folder.write("history", text)
    #expect(history(limit: 20).load().count == 20)
    #expect(folder.read("history") == text)
  }

  @Test(.timeLimit(.minutes(1)))
  func whatCantBeAFileIsNoHistory() {
    mkfifo(folder.file("pipe"), 0o600)
    for name in ["pipe", "missing/../..", "history/below"] {
      folder.write("history", "step\n")
      history(name).append("step")
      #expect(history(name).load() == [])
    }
    HistoryFile(path: "/dev/null").append("step")
    #expect(HistoryFile(path: "/dev/null").load() == [])
  }

  /// Whatever stands in the file, nothing of it is lost and what is typed comes back.
  @Test(arguments: 0..<8)
  func garbageIsKeptAndDoesNoHarm(_ part: Int) {
    var random = SplitMix64(seed: UInt64(part))
    for number in 0..<50 {
      let garbage = Garbage.bytes(["step\n", "minimize x^2", "θ"], &random)
      folder.write("history", garbage)
      let history = history()
      let before = history.load()
      #expect(folder.bytes("history") == garbage)
      history.append("typed \(number)")
      #expect(history.load() == (before + ["typed \(number)"]).suffix(100))
      #expect(folder.bytes("history").starts(with: garbage))
    }
  }

  @Test func manyWritersLoseNothing() async {
    let path = folder.file("history")
    await withTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          let history = HistoryFile(path: path, limit: 1_000)
          for number in 0..<100 { history.append("\(writer)-\(number)") }
        }
      }
    }
    let lines = HistoryFile(path: path).load()
    #expect(Set(lines).count == 400)
    for writer in 0..<4 {
      let own = lines.filter { $0.hasPrefix("\(writer)-") }
      #expect(own == (0..<100).map { "\(writer)-\($0)" })
    }
  }

  @Test func shorteningLosesNoLineAddedMeanwhile() async {
    let path = folder.file("history")
    await withTaskGroup { group in
      group.addTask {
        for number in 0..<500 { HistoryFile(path: path, limit: 50).append("n\(number)") }
      }
      group.addTask {
        for _ in 0..<200 { _ = HistoryFile(path: path, limit: 50).load() }
      }
    }
    #expect(HistoryFile(path: path, limit: 50).load() == (450..<500).map { "n\($0)" })
  }

  @Test(
    arguments: zip(
      [
        ["XDG_STATE_HOME": "/state", "HOME": "/home/me"], ["HOME": "/home/me"],
        ["XDG_STATE_HOME": "state", "HOME": "/home/me"], ["XDG_STATE_HOME": ""], [:],
      ],
      [
        "/state/downhill/history", "/home/me/.local/state/downhill/history",
        "/home/me/.local/state/downhill/history", nil, nil,
      ]))
  func standsWhereTheStandardSays(_ variables: [String: String], path: String?) {
    #expect(HistoryFile.standard { variables[$0] }?.path == path)
  }
}
