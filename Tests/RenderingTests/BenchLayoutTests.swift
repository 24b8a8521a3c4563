import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor
@testable import Rendering

/// Help, comparisons, sweeps and what is watched, on screens of several widths.
struct BenchLayoutTests {
  static let lines = [
    "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr = 0.1", "watch E[g²]",
    "watch f < 20 changed", "step", "compare gd lr=0.05, adagrad lr=0.5, gd lr=0.2 for 900 steps",
    "diff rmsprop adagrad", "diff adam torch.adam", "sweep lr = 1e-4..10 log in 5 for 20 steps",
    "sweep lr = 1e-4..100 log, beta = 0..0.9 for 20 steps", "trace 0..1 f, g, E[g²], step",
    "explain step deep", "gradient check", "back", "curvature", "stability", "plot path model",
    "use momentum", "stability", "use newton", "step 2", "explain step", "hessian", "show",
    "compare newton, gd.exact, gd for 5 steps", "use newton.damped", "stability",
    "minimize sum(w^4) from w = [1, 2, 3, 4, 5, 6, 7, 8]", "curvature", "use newton", "step",
    "use momentum", "stability", "minimize x^2 + 0*y from x = 1, y = 1", "use newton", "step",
    "curvature",
  ]

  private func texts(_ renderer: TextRenderer) throws -> [(line: String, text: String)] {
    var session = Session(library: .standard, commands: .standard)
    var result: [(String, String)] = []
    for line in Self.lines {
      _ = try session.execute(
        line, Host(emit: { result.append((line, renderer.text($0))) }))
    }
    return result
  }

  @Test(arguments: [40, 60, 80, 120], [Notation.Alphabet.unicode, .ascii])
  func linesFitTheWidth(_ width: Int, _ alphabet: Notation.Alphabet) throws {
    for (line, text) in try texts(TextRenderer(width: width, alphabet: alphabet)) {
      for row in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(row) <= width, "\(line): \(row)")
        if alphabet == .ascii { #expect(row.utf8.allSatisfy { $0 < 128 }, "\(row)") }
      }
    }
  }

  @Test func everyReportIsAnObjectOfJSON() throws {
    var session = Session(library: .standard, commands: .standard)
    for line in Self.lines {
      _ = try session.execute(
        line,
        Host(emit: { report in
          let text = JSONRenderer().text(report)
          #expect(text.hasPrefix("{\"kind\":\"") && text.hasSuffix("}\n"), "\(line)")
        }))
    }
  }

  @Test func helpFitsAScreenOf24Lines() throws {
    var session = Session(library: .standard, commands: .standard)
    var text = ""
    let renderer = TextRenderer(width: 80)
    _ = try session.execute("help", Host(emit: { text += renderer.text($0) }))
    #expect(text.split(separator: "\n").count <= 23)
    for command in CommandTable.standard.commands { #expect(text.contains(command.name)) }
  }

  @Test func aMapTellsWhatDivergedFromWhatIsSlow() throws {
    let text = try texts(TextRenderer(width: 80)).first { $0.line.contains("beta = 0..0.9 for") }
    let map = try #require(text?.text)
    #expect(map.contains("××"))
    #expect(map.contains("░░"))
    #expect(map.contains("◆◆"))
    #expect(map.contains("best   lr = "))
  }
}
