import Formula
import Testing

@testable import Session
@testable import Rendering

struct ErrorLayoutTests {
  /// An error over what stands between two `|`.
  private func text(
    _ marked: String, name: String = "", hint: String? = nil, width: Int = 80,
    _ alphabet: Notation.Alphabet = .unicode
  ) -> String {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    let range = SourceRange(start, start + (parts.count > 2 ? parts[1].utf8.count : 0))
    let source = SourceText(name: name, parts.joined())
    return TextRenderer(width: width, alphabet: alphabet)
      .text(.error(ErrorReport(Diagnostic("wrong", at: range, hint: hint), in: source)))
  }

  @Test(arguments: [
    ("a + |b|", "  a + b\n      ^\n"),
    ("|abc| + b", "  abc + b\n  ^~~\n"),
    ("a + |", "  a + \n      ^\n"),
    ("m\u{302} + |b|", "  m\u{302} + b\n      ^\n"),
    ("漢字 + |漢字|", "  漢字 + 漢字\n         ^~~~\n"),
    ("\ta\t|b|", "   a b\n     ^\n"),
    ("\u{1B}[1m|b|", "  [1mb\n     ^\n"),
    ("one\ntwo + |x|\nthree", "  two + x\n        ^\n"),
    ("|one\ntwo|", "  one\n  ^~~\n"),
    ("one\r\n|two|\r\n", "  two\n  ^~~\n"),
  ])
  func theCaretPoints(_ source: String, _ excerpt: String) {
    // Blanks at a line's end are dropped.
    let expected = excerpt.split(separator: "\n").map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    let lines = text(source).split(separator: "\n").map(String.init)
    #expect(lines == ["error: wrong"] + expected)
  }

  @Test
  func theCaretPointsWhereTextBecameASCII() {
    #expect(
      text("β·E[g²] + |θ|", .ascii) == """
        error: wrong
          beta*E[g^2] + theta
                        ^~~~~

        """)
  }

  @Test
  func filesArePlacesAnEditorFinds() {
    #expect(
      text("use gd\nstep |x|", name: "a.dh", hint: "leave it out") == """
        a.dh:2:6: error: wrong
          step x
               ^
          leave it out

        """)
  }

  @Test(arguments: [0, 3, 20, 40, 77, 95])
  func longLinesAreCutAroundTheCaret(_ place: Int) {
    let line = String(repeating: "abcdefghi ", count: 10)
    let (before, after) = (line.prefix(place), line.dropFirst(place + 3))
    let rows = text("\(before)|XYZ|\(after)", width: 40)
      .split(separator: "\n").map(String.init)
    #expect(rows.allSatisfy { DisplayWidth.columns($0) <= 40 })
    let caret = rows[2].prefix { $0 == " " }.count
    #expect(rows[1].dropFirst(caret).hasPrefix("XYZ"))
    #expect(rows[2].hasSuffix("^~~"))
    #expect(rows[1].dropFirst(2).hasPrefix("…") == (place > 30))
  }

  @Test
  func aRangeWiderThanTheScreenIsCutToo() {
    let rows = text("|\(String(repeating: "x", count: 200))|", width: 40)
      .split(separator: "\n").map(String.init)
    #expect(rows[1].hasSuffix("…"))
    #expect(rows.allSatisfy { DisplayWidth.columns($0) <= 40 })
  }

  @Test
  func withoutAPlaceThereIsNoCaret() {
    let report = ErrorReport(Diagnostic("wrong", hint: "type help"), in: SourceText("step"))
    #expect(TextRenderer().text(.error(report)) == "error: wrong\n  type help\n")
  }
}
