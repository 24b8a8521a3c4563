import Formula
import Lessons
import Optimizers
import Session

extension LessonChecker {
  /// A checker that prints values and the numbers of steps, and nothing else.
  static func standard(updatesOutputs: Bool = false) throws -> LessonChecker {
    LessonChecker(
      recipes: RecipeLibrary.standard, render: { $0.plainText },
      updatesOutputs: updatesOutputs)
  }
}

extension Report {
  /// Enough of a rendering to record outputs with.
  fileprivate var plainText: String {
    switch self {
    case .value(let report):
      report.value.numbers.map { NumberFormat.short.text($0) }.joined(separator: ", ") + "\n"
    case .step(let report):
      "step \(report.step)\n  g  \((report[.gradient] ?? []).map { NumberFormat.short.text($0) })\n\n"
    default: ""
    }
  }
}

extension CheckedFile {
  /// The diagnostics as a page: `line:column: message`, and the hint below.
  var listing: String {
    diagnostics.map { diagnostic in
      let place = source.location(of: diagnostic.range?.lower ?? 0)
      let hint = diagnostic.hint.map { "\n  \($0)" } ?? ""
      return "\(place.line):\(place.column): \(diagnostic.message)\(hint)\n"
    }
    .joined()
  }
}
