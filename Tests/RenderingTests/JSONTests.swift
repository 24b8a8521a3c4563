import Formula
import Foundation
import Optimizers
import Testing

@testable import Session
@testable import Rendering

struct JSONTests {
  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1B}\u{9B}", #""\u0000\u001b\u009b""#),
    ("\u{202E}\u{2028}", #""\u202e\u2028""#), ("E[g²] θ 漢 😀", #""E[g²] θ 漢 😀""#),
    ("\u{E0001}", #""\udb40\udc01""#),
  ])
  func stringsAreEscaped(_ string: String, _ json: String) throws {
    #expect(JSONValue.string(string).text == json)
    let parsed = try JSONSerialization.jsonObject(
      with: Data(json.utf8), options: .fragmentsAllowed)
    #expect(parsed as? String == string)
  }

  @Test(arguments: [
    (8.0, "8"), (0.1, "0.1"), (18.24562255388928, "18.24562255388928"), (1.5, "1.5"),
    (1e-8, "1e-08"), (1e300, "1e+300"), (.nan, #""nan""#), (.infinity, #""inf""#),
    (-.infinity, #""-inf""#), (.leastNonzeroMagnitude, "5e-324"),
  ])
  func numbersReadBackTheSame(_ number: Double, _ json: String) throws {
    #expect(JSONValue.number(number).text == json)
    guard number.isFinite else { return }
    let parsed = try JSONSerialization.jsonObject(
      with: Data(json.utf8), options: .fragmentsAllowed)
    #expect((parsed as? Double)?.bitPattern == number.bitPattern)
  }

  @Test
  func aStepIsWrittenAsPromised() throws {
    let reports = Transcript.reports(Array(Transcript.course.prefix(3)))
    #expect(
      JSONRenderer().text(reports[2].reports[0])
        == #"{"kind":"step","step":1,"optimizer":"rmsprop","parameters":["x","y"],"quantities":["#
        + #"{"name":"g","values":[8,20]},{"name":"g²","values":[64,400]},"#
        + #"{"name":"E[g²]","values":[6.399999999999999,39.99999999999999]},"#
        + #"{"name":"denominator","values":[2.5298221301111266,6.3245553211273275]},"#
        + #"{"name":"step","values":[0.31622776576978506,0.3162277659773095]},"#
        + #"{"name":"θ","values":[3.683772234230215,0.6837722340226905]}],"#
        + #""f":{"before":26,"after":18.24562255388928}}"# + "\n")
  }

  @Test
  func everyLineIsAnObjectWithAKind() throws {
    let lines = Transcript.course + Transcript.manyParameters + ["help", "help step", "recipes"]
    let reports = Transcript.reports(lines).flatMap(\.reports)
    let kinds = try reports.flatMap { report in
      try JSONRenderer().text(report).split(separator: "\n").map { line in
        let parsed = try JSONSerialization.jsonObject(with: Data(line.utf8))
        let object = try #require(parsed as? [String: Any])
        return try #require(object["kind"] as? String)
      }
    }
    #expect(
      Set(kinds) == [
        "error", "explanation", "gradient", "help", "line", "objective", "optimizer", "parameters",
        "position", "recipes", "run", "step", "value",
      ])
  }

  @Test
  func severalStepsAreAnObjectEach() throws {
    let lines = ["minimize x^2 from x = 1", "use gd lr = 0.1", "step 100"]
    let report = try #require(Transcript.reports(lines)[2].reports.first)
    var pieces: [String] = []
    JSONRenderer().write(report) { pieces.append($0) }
    #expect(pieces.count == 100)
    #expect(pieces[99].hasPrefix(#"{"kind":"step","step":100,"optimizer":"gd""#))
  }

  @Test(arguments: [
    ("1 + 1", #"{"kind":"value","formula":"1 + 1","value":2}"#),
    ("g", #"{"kind":"value","formula":"g","value":[8,20]}"#),
    ("f < 1", #"{"kind":"value","formula":"f < 1","value":0}"#),
    ("1/0", #"{"kind":"value","formula":"1 / 0","value":"inf"}"#),
  ])
  func valuesAreNumbersOrArrays(_ formula: String, _ json: String) throws {
    let reports = Transcript.reports([Transcript.course[0], "use gd", "print \(formula)"])
    #expect(JSONRenderer().text(reports[2].reports[0]) == json + "\n")
  }

  @Test
  func errorsSayWhere() {
    let source = SourceText(name: "a.dh", "use gd\nstep x\n")
    let error = ErrorReport(Diagnostic("wrong", at: SourceRange(12, 13)), in: source)
    #expect(
      JSONRenderer().text(.error(error))
        == #"{"kind":"error","line":2,"column":6,"message":"wrong","severity":"error","#
        + #""file":"a.dh","range":{"start":{"line":2,"column":6},"end":{"line":2,"column":7}}}"#
        + "\n")
  }

  @Test
  func proseIsPlainText() {
    let prose = Prose([
      .heading(level: 3, [.text("Title")]), .paragraph([.text("a "), .code("b")]),
    ])
    #expect(
      JSONRenderer().text(.prose(prose)) == #"{"kind":"prose","text":"Title\n\na `b`"}"# + "\n")
  }
}

// MARK: - Notes

extension JSONTests {
  private static let contents: [(NoteReport.Content, String)] = [
    ("\(count: 3, "made") of \(count: 4, of: "step")", #"{"made":3,"steps":4}"#),
    ("Right: \(number: 1 / 3, "answer").", #"{"answer":0.3333333333333333}"#),
    (
      "It is \(formula: Expression(.binary(.add, .number(1), .number(2))), "formula", .loose).",
      #"{"formula":"1 + 2"}"#
    ),
    ("\(part: "\(count: 1, of: "part")"), \(count: 2, "more")", #"{"parts":1,"more":2}"#),
  ]

  @Test(arguments: contents)
  func everyFieldOfANoteIsAMember(_ content: NoteReport.Content, _ fields: String) {
    let position = PositionReport(
      step: 1, parameters: [], point: [], objective: nil, optimizer: "gd", hypers: [], states: [],
      remark: content)
    let file = FileReport(path: "a.csv", content: content, replacedAnother: false)
    let reports: [Report] = [.note(NoteReport(content)), .position(position), .file(file)]
    for report in reports {
      #expect(JSONRenderer().text(report).contains("\"fields\":\(fields)"))
    }
  }

  @Test func numbersInNotesHaveTheDigitsThatAreWanted() {
    let note = NoteReport("Right: \(number: 1 / 3, "answer").")
    let texts = [3, 12].map { digits in
      TextRenderer(numbers: .significant(digits)).text(.note(note))
    }
    #expect(texts == ["  Right: 0.333.\n", "  Right: 0.333333333333.\n"])
  }
}
