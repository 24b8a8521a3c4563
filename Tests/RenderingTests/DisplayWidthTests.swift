import Testing

@testable import Rendering

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("g", 1), ("E[g²]", 5), ("θ − step", 8), ("√(E[g²] + 1e-08)", 16), ("∂f/∂x", 5),
    ("m\u{302}", 1), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｱ", 1), ("Ａ", 2), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("🇨🇭", 2), ("…", 1), ("→", 1), ("✓", 1),
    ("❤", 1), ("❤\u{FE0F}", 2), ("👩\u{200D}🚀", 2), ("می\u{200C}خواهم", 7), ("ש\u{200F}", 1),
    ("\u{200B}", 0), ("\u{1B}", 0), ("\t", 0),
  ])
  func columns(_ text: String, _ width: Int) {
    #expect(DisplayWidth.columns(text) == width)
  }
}
