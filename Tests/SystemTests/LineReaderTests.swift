import TestSupport
import Testing

@testable import System

struct LineReaderTests {
  private let folder = TemporaryFolder()

  private func lines(_ text: String) throws -> [String] {
    var reader = try LineReader(path: folder.write("lines", text))
    var lines: [String] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
  }

  @Test(
    arguments: zip(
      ["", "\n", "a", "a\n", "a\n\nb", "a\r\nb\r\n", "a\rb\n", "\u{FEFF}β\nE[g²]\n"],
      [[], [""], ["a"], ["a"], ["a", "", "b"], ["a", "b"], ["a\rb"], ["β", "E[g²]"]]))
  func splits(_ text: String, lines expected: [String]) throws {
    #expect(try lines(text) == expected)
  }

  @Test func keepsLinesLongerThanABuffer() throws {
    let long = String(repeating: "β", count: 100_000)
    #expect(try lines("x\n\(long)\ny") == ["x", long, "y"])
  }

  @Test func saysWhatIsWrongWithAFile() {
    let missing = folder.file("missing")
    let error = #expect(throws: FileFailure.self) { _ = try LineReader(path: missing) }
    #expect(error == .system("No such file or directory"))
  }

  @Test func aFolderHasNoLines() {
    #expect(throws: FileFailure.self) {
      var reader = try LineReader(path: folder.path)
      _ = try reader.next()
    }
  }
}
