import Testing

@testable import Formula

/// Finding text in text.
struct SearchingTests {
  @Test(
    arguments: [
      ("0.1..0.5", "..", 3), ("aab", "ab", 1), ("abab", "abab", 0), ("ab", "abc", nil),
      ("", "a", nil), ("", "", 0), ("a", "", 0), ("xaaab", "aab", 2), ("√(é)", "é)", 2),
    ] as [(String, String, Int?)])
  func itIsWhereItStandsFirst(_ text: String, _ wanted: String, _ place: Int?) {
    let found = Array(text).firstRange(of: Array(wanted))
    #expect(found?.lowerBound == place)
    #expect(found.map { $0.count == wanted.count } ?? true)
  }

  @Test func aLetterWithAnAccentIsNotTheLetter() {
    #expect("e\u{301}".firstRange(of: "e") == nil)
    #expect("a\r\nb".replacing("\n", with: "|") == "a\r\nb")
  }

  @Test(
    arguments: [
      ("a-b-c", "-", " ", "a b c"), ("aaaa", "aa", "b", "bb"), ("aaa", "aa", "aa", "aaa"),
      ("it's", "'", "''", "it''s"), ("abc", "", "x", "abc"), ("abc", "d", "x", "abc"),
      ("abc", "abc", "", ""),
    ])
  func oneIsPutInPlaceOfAnother(_ text: String, _ old: String, _ new: String, _ result: String) {
    #expect(text.replacing(old, with: new) == result)
  }
}
