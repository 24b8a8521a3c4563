/// A fingerprint of a part's text, the same on every machine and in every version.
///
/// FNV-1a with 64 bits (Fowler, Noll and Vo), over the part's lines, each without trailing blanks
/// and ended by one line feed, without blank lines at the end. It tells edits apart; it is no
/// protection against anyone.
package struct ContentHash: Hashable, Sendable {
  package var value: UInt64

  package init(value: UInt64) {
    self.value = value
  }

  init(of text: String) {
    value = 0xcbf2_9ce4_8422_2325
    let lines = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var blankLines = 0
    for line in lines {
      guard let last = line.lastIndex(where: { !Self.isBlank($0) }) else {
        blankLines += 1
        continue
      }
      for _ in 0..<blankLines { add(UInt8(ascii: "\n")) }
      blankLines = 0
      line[...last].forEach { add($0) }
      add(UInt8(ascii: "\n"))
    }
  }

  private mutating func add(_ byte: UInt8) {
    // fits: a byte is widened
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
