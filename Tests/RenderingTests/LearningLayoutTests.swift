import Formula
import Foundation
import Optimizers
import Testing

@testable import Rendering
@testable import Session
@testable import Tutor

/// What `claim`, `derive` and `precision` answer, on screens and as JSON.
struct LearningLayoutTests {
  private static let course = ["minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1"]
  private static let lines = [
    "claim gd on x^2 + 4y^2 settles only if lr <= 1/8", "claim half-life of beta is 1/(1 - beta)",
    "claim gd on x^2 + 4y^2 settles if lr < 1/4", "derive", "derive x", "line f",
    "precision bfloat16",
  ]

  private static func reports(_ line: String, after: [String] = course + ["step 8"]) throws
    -> [Report]
  {
    var session = Session(library: .standard, commands: .standard)
    var reports: [Report] = []
    for before in after { _ = try session.execute(before, Host(emit: { _ in })) }
    _ = try session.execute(line, Host(emit: { reports.append($0) }))
    return reports
  }

  @Test(arguments: lines)
  func linesFitTheScreen(_ line: String) throws {
    for report in try Self.reports(line) {
      for width in [40, 60, 80, 120] {
        for alphabet in [Notation.Alphabet.unicode, .ascii] {
          let text = TextRenderer(width: width, alphabet: alphabet).text(report)
          #expect(!text.isEmpty)
          for row in text.split(separator: "\n") {
            #expect(DisplayWidth.columns(String(row)) <= width, "\(row)")
          }
        }
      }
    }
  }

  /// Nine parameters and the rows of the data fit too.
  @Test func theNetworkFitsTheScreen() throws {
    for report in try Self.reports("derive", after: ["objective xor"]) {
      let text = TextRenderer(width: 80).text(report)
      for row in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(String(row)) <= 80, "\(row)")
      }
      #expect(text.contains("matrix product") && !text.contains("too long"))
    }
  }

  @Test(arguments: lines)
  func theyAreJSON(_ line: String) throws {
    for report in try Self.reports(line) {
      let text = JSONRenderer().text(report)
      let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let object = try #require(parsed as? [String: Any])
      #expect(object["kind"] is String)
    }
  }

  @Test func aCounterexampleIsNumbers() throws {
    let text = JSONRenderer().text(try #require(try Self.reports(Self.lines[0]).last))
    #expect(
      text.hasPrefix(#"{"kind":"claim","claim":"gd on x^2 + 4y^2 settles only if lr <= 1/8","#))
    #expect(
      text.contains(
        #""counterexample":[{"name":"lr","value":0.2},{"name":"x","value":1},{"name":"y","value":1}]"#
      ))
    #expect(text.contains(#""verdict":"refuted""#))
  }

  @Test func aDerivationIsNumbers() throws {
    let text = JSONRenderer().text(
      try #require(try Self.reports("derive x", after: Self.course).last))
    #expect(text.contains(#""parameter":"x""#))
    #expect(text.contains(#""rules":["power"],"formula":"∂f/∂v1·2·x","value":8"#))
  }

  @Test func bothPrecisionsAreNumbers() throws {
    let text = JSONRenderer().text(try #require(try Self.reports("precision bfloat16").last))
    #expect(
      text.hasPrefix(#"{"kind":"precision","precision":"bfloat16","parameters":["x","y"],"step":8"#)
    )
    #expect(text.contains(#""digit_lost":{"step":"#))
  }

  /// A link to a lesson beside this one says what opens it; others say where they lead.
  @Test(arguments: [
    ("stuck.md", "it (lesson stuck)"),
    ("your-own-optimizer.md#one", "it (lesson your-own-optimizer)"),
    ("../other/a.md", "it (../other/a.md)"),
    ("https://example.org/a.md", "it (https://example.org/a.md)"),
    ("a%20b.md", "it (a%20b.md)"), ("#part", "it (#part)"), ("data.csv", "it (data.csv)"),
  ])
  func aLinkToALessonSaysWhatOpensIt(_ destination: String, _ shown: String) {
    let prose = Prose([.paragraph([.link([.text("it")], destination: destination)])])
    #expect(TextRenderer(width: 80).text(.prose(prose)).contains(shown))
  }

  @Test(arguments: ["lesson stuck", "the lesson stuck"])
  func whatALinksTextSaysIsNotSaidTwice(_ text: String) {
    let prose = Prose([.paragraph([.link([.text(text)], destination: "stuck.md")])])
    #expect(!TextRenderer(width: 80).text(.prose(prose)).contains("("))
  }
}
