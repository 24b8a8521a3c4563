import Formula
import Session

extension TextRenderer {
  /// How a check ended: `3 lessons are fine`, `2 errors and 1 warning in 1 of 3 lessons`.
  func lines(_ check: CheckReport) -> [StyledText] {
    let files = check.files.counted("lesson")
    let are = check.files == 1 ? "is" : "are"
    let warnings = check.warnings.counted("warning")
    guard check.errors > 0 else {
      let but = check.warnings > 0 ? ", with \(warnings)" : ""
      return paragraph("\(files) \(are) fine\(but)", .good)
    }
    let and = check.warnings > 0 ? " and \(warnings)" : ""
    let place = check.files == 1 ? "" : " in \(check.wrong) of \(files)"
    return paragraph("\(check.errors.counted("error"))\(and)\(place)", .warning)
  }
}
