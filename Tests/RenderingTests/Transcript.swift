import Formula
import Optimizers
import Session
import Rendering
import Tutor

/// What a person sees who types some lines.
enum Transcript {
  /// The reports that the lines lead to, each line with its own.
  static func reports(_ lines: [String]) -> [(line: String, reports: [Report])] {
    var session = Session(library: .standard, commands: .standard)
    var result: [(line: String, reports: [Report])] = []
    for line in lines {
      var reports: [Report] = []
      do throws(Diagnostic) {
        _ = try session.execute(line, Host(emit: { reports.append($0) }))
      } catch {
        reports.append(.error(ErrorReport(error, in: SourceText(line))))
      }
      result.append((line, reports))
    }
    return result
  }

  /// The session on paper, with a prompt before each line.
  static func text(_ lines: [String], _ renderer: TextRenderer) -> String {
    reports(lines).reduce(into: "") { text, entry in
      text += "downhill> \(entry.line)\n"
      for report in entry.reports { text += renderer.text(report) }
    }
  }

  /// The design's first session, and what goes on from there.
  static let course = [
    "minimize x^2 + 10y^2 from x = 4, y = 1",
    "use rmsprop lr=0.1",
    "step",
    "explain E[g²].x",
    "explain g.y",
    "explain y",
    "explain lr",
    "lr / sqrt(E[g²])",
    "norm(g)",
    "f < 26",
    "[1, 2, 3]",
    "step g = 3, -1",
    "line",
    "line",
    "show",
    "step",
    "step 5",
    "run until f < 1e-6 max 500",
    "trace",
    "gradient",
    "trace 66..66",
    "back 500",
    "reset",
    "use gd lr=0.01",
    "run 3",
    "run until f < 1e-300 max 4",
    "use gd lr = 1",
    "run 2000",
    "minimize x^2 + 10z from x=4",
    "step",
    "params a = 1, b = -2",
    "use adagrad",
    "step g = 3, 4",
  ]

  static let manyParameters = [
    "minimize a^2 + 2b^2 + 3c^2 + 4d^2 + 5u^2 from a = 1, b = 2, c = 3, d = 4, u = 5",
    "use rmsprop",
    "step",
    "show",
    "step 4",
    "minimize a^2 + 2b^2 + 3c^2 + 4d^2 + 5u^2 + v^4 + exp(w) "
      + "from a = 1, b = 2, c = 3, d = 4, u = 5, v = 6, w = 7",
    "step",
    "line",
    "show",
    "step 4",
    "g",
    "gradient",
    "run 5",
  ]
}
