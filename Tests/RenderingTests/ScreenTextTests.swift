import Formula
import Optimizers
import Testing

@testable import Session
@testable import Rendering

/// Nothing in a report reaches the terminal but text.
struct ScreenTextTests {
  @Test(arguments: [
    ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"), ("a\tb\nc", "a b c"), ("a\r\nb", "a b"),
    ("\u{9B}2J", "2J"), ("\u{7}bell\u{8}\u{7F}", "bell"), ("\u{202E}evil\u{202C}", "evil"),
    ("x\u{200B}\u{FEFF}y", "xy"), ("m\u{302}", "m\u{302}"), ("a\u{2028}b", "a b"),
  ])
  func controlsGo(_ text: String, _ clean: String) {
    #expect(ScreenText.clean(text, .unicode) == clean)
  }

  /// What a word of some script is not itself without.
  @Test(arguments: [
    "می\u{200C}خواهم", "क्\u{200D}ष", "א\u{200F}", "a\u{200E}", "❤\u{FE0F}", "ا\u{61C}",
  ])
  func lettersOfPeoplesScriptsStay(_ text: String) {
    #expect(ScreenText.clean(text, .unicode) == text)
    #expect(ScreenText.clean(text, .ascii).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    ("E[g²] = 0.9·E[g²] − √x", "E[g^2] = 0.9*E[g^2] - sqrtx"), ("x¹⁰", "x^10"),
    ("26 → 18", "26 -> 18"), ("∂f/∂θ", "df/dtheta"), ("β ≤ π…", "beta <= pi..."),
    ("“don’t” – never", "\"don't\" - never"), ("m\u{302}", "m_hat"), ("漢 é", "? ?"),
  ])
  func asciiHasAWordForIt(_ text: String, _ ascii: String) {
    #expect(ScreenText.clean(text, .ascii) == ascii)
  }

  private static let nasty = "a\u{1B}]0;title\u{7}\u{9B}2J\u{202E}é漢\r\n\tz"

  /// Reports with a stranger's text wherever text can be.
  private static var reports: [Report] {
    let text = nasty
    let inlines: [Prose.Inline] = [
      .text(text), .code(text), .link([.text(text)], destination: text),
      .strong([.text(text), .lineBreak]), .formula(SourceSlice(text)),
    ]
    let entry = HelpReport.Entry(
      name: text, short: text, summary: text, brief: text, forms: [text], details: text,
      examples: [text],
      related: [text])
    return [
      .note(NoteReport(.init(text))), .echo(text),
      .error(
        ErrorReport(
          Diagnostic(text, at: SourceRange(3, 9), hint: text), in: SourceText(name: text, text))),
      .prose(
        Prose([
          .heading(level: 1, inlines), .paragraph(inlines), .code(text, language: text),
          .list(start: nil, items: [[.paragraph(inlines)]]), .quote([.paragraph(inlines)]),
          .table(header: [inlines], rows: [[inlines]]),
        ])),
      .lessons([LessonEntry(name: text, title: text, minutes: 1, needs: [text])]),
      .help(.command(entry)), .help(.overview([HelpReport.Section(title: text, entries: [entry])])),
    ]
  }

  @Test(arguments: [Notation.Alphabet.unicode, .ascii])
  func noReportSteersTheTerminal(_ alphabet: Notation.Alphabet) {
    let renderer = TextRenderer(width: 60, alphabet: alphabet)
    for report in ScreenTextTests.reports {
      for scalar in renderer.text(report).unicodeScalars where scalar != "\n" {
        #expect(!ScreenText.isInvisible(scalar), "\(report)")
        if alphabet == .ascii { #expect(scalar.isASCII, "\(report)") }
      }
    }
  }

  @Test
  func noObjectOfJSONSteersTheTerminal() {
    for report in ScreenTextTests.reports {
      let text = JSONRenderer().text(report)
      #expect(text.hasSuffix("}\n"))
      #expect(text.dropLast().unicodeScalars.allSatisfy { !ScreenText.isInvisible($0) })
    }
  }

  @Test
  func asciiTerminalsGetASCIIAlone() throws {
    let renderer = TextRenderer(width: 80, alphabet: .ascii)
    let lines = Transcript.course + Transcript.manyParameters
    for report in Transcript.reports(lines).flatMap(\.reports) {
      #expect(renderer.text(report).utf8.allSatisfy { $0 < 0x80 })
    }
  }
}
