import Formula
import Testing

@testable import Rendering

struct StyledTextTests {
  private func plain(_ text: String) -> StyledText { StyledText(text, .plain, .unicode) }

  private func lines(_ text: StyledText, _ width: Int) -> [String] {
    text.wrapped(to: width).map { $0.rendered(isColoured: false) }
  }

  @Test(arguments: [
    ("one two three", 20, ["one two three"]),
    ("one two three", 8, ["one two", "three"]),
    ("one two three", 7, ["one two", "three"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a abcdefgh b", 3, ["a", "abc", "def", "gh", "b"]),
    ("漢字漢字", 5, ["漢字", "漢字"]),
    ("", 5, [""]),
  ])
  func wraps(_ text: String, _ width: Int, _ expected: [String]) {
    #expect(lines(plain(text), width) == expected)
  }

  @Test
  func formulasBreakBeforeTheSignsOfASum() {
    let formula = plain("0.9 · 6.4 + (1 − 0.9) · 54.2807").withFirmTerms
    #expect(lines(formula, 24) == ["0.9 · 6.4", "+ (1 − 0.9) · 54.2807"])
  }

  @Test
  func formulasBreakAnywhereRatherThanOverflow() {
    let formula = plain("norm([3.9408, 4.93622, 5.94523])").withFirmTerms
    #expect(lines(formula, 20) == ["norm([3.9408,", "4.93622, 5.94523])"])
  }

  @Test
  func coloursEndWithTheirText() {
    let text = StyledText("g²", .name, .unicode).padded(to: 5) + plain("= 64")
    #expect(text.rendered(isColoured: true) == "\u{1B}[36mg²\u{1B}[0m   = 64")
    #expect(text.rendered(isColoured: false) == "g²   = 64")
  }

  @Test
  func blanksAtALinesEndAreDropped() {
    let text = (StyledText("g ", .name, .unicode) + .spaces(3)).padded(to: 20)
    #expect(text.rendered(isColoured: true) == "\u{1B}[36mg\u{1B}[0m")
  }

  @Test
  func cutsLeaveRoomForTheirMark() {
    let mark = plain("…")
    #expect(plain("abcdef").cut(to: 4, mark: mark).rendered(isColoured: false) == "abc…")
    #expect(plain("漢字漢").cut(to: 4, mark: mark).rendered(isColoured: false) == "漢…")
    #expect(plain("abcdef").end(of: 4, mark: mark).rendered(isColoured: false) == "…def")
  }
}
