import Testing

@testable import Lessons

struct ContentHashTests {
  @Test(
    arguments: [
      // FNV-1a of "a\n" and of nothing, computed apart from the published offset and prime.
      ("a", 0x089b_dc07_b544_e7b2 as UInt64), ("", 0xcbf2_9ce4_8422_2325),
    ])
  func theHashIsFNV1aOfTheLines(text: String, value: UInt64) {
    #expect(ContentHash(of: text).value == value)
  }

  @Test(arguments: ["a\nb\n", "a\r\nb\r\n", "a  \nb\t", "a\nb\n\n\n"])
  func lineEndsAndTrailingBlanksDontCount(text: String) {
    #expect(ContentHash(of: text) == ContentHash(of: "a\nb"))
  }

  @Test(arguments: ["a\n\nb", " a\nb", "ab", "a\nc", "b\na"])
  func anythingElseCounts(text: String) {
    #expect(ContentHash(of: text) != ContentHash(of: "a\nb"))
  }

  @Test func aPartsHashDependsOnThatPartAlone() {
    let before = parse("# One\n\ntext\n\n# Two\n\nmore\n").lesson?.parts
    let after = parse("# One\n\ntext changed\n\n# Two\n\nmore\n").lesson?.parts
    #expect(before?[0].contentHash != after?[0].contentHash)
    #expect(before?[1].contentHash == after?[1].contentHash)
  }
}
