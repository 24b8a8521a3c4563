import Testing

@testable import Formula

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Numbers of things in words, here and in everything that the program says.
struct CountingTests {
  @Test(arguments: [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (-1, "-1 rows")])
  func oneIsNotSeveral(_ count: Int, _ text: String) {
    #expect(count.counted("row") == text)
  }

  @Test func aWordMayHaveAPluralOfItsOwn() {
    #expect(1.counted("entry", "entries") == "1 entry")
    #expect(3.counted("entry", "entries") == "3 entries")
  }

  /// No sentence of the sources puts a count before a plural without looking whether it is one.
  @Test func everySentenceLooksWhetherItIsOne() throws {
    let tests = #filePath.split(separator: "/").dropLast(2)
    let sources = "/" + tests.dropLast().joined(separator: "/") + "/Sources"
    let counts = /\\\([A-Za-z.]*[cC]ount\) [a-z]+s\b/
    var wrong: [String] = []
    for file in Self.files(in: sources) {
      let lines = Self.text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.contains(counts) {
        let before = lines[max(index - 2, 0)...index].joined()
        if !before.contains("== 1"), !line.contains("///") { wrong.append("\(file): \(line)") }
      }
    }
    #expect(wrong == [])
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = "\(folder)/\(name)"
      result += name.hasSuffix(".swift") ? [path] : files(in: path)
    }
    return result
  }

  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
