package import Formula
package import Session

/// What a check found in a file.
package struct CheckedFile: Sendable {
  /// The path, as it was given or found.
  package var path: String
  /// The lesson's name, nil where the file is none.
  package var lesson: String?
  /// The text that the diagnostics point into, without control characters.
  package var source: SourceText
  /// Everything wrong, in the order of the text.
  package var diagnostics: [Diagnostic]
  /// How many recorded outputs were written anew.
  package var updatedOutputs = 0

  /// Whether nothing in it is wrong; what it is warned of may be meant.
  package var isFine: Bool { !diagnostics.contains { $0.severity == .error } }

  /// No file gets more diagnostics than this; the last one says how many are left out.
  static let mostDiagnostics = 100

  /// A file's diagnostics, put in the order of the text, each once.
  init(
    path: String, lesson: String? = nil, source: SourceText, diagnostics: [Diagnostic],
    updatedOutputs: Int = 0
  ) {
    (self.path, self.lesson, self.updatedOutputs) = (path, lesson, updatedOutputs)
    self.source = source.blankingControls
    var seen: Set<Diagnostic> = []
    let each = diagnostics.filter { seen.insert($0).inserted }
    // Those at one place stay in the order in which they were found.
    let sorted = each.indices.sorted {
      (each[$0].range?.lower ?? 0, $0) < (each[$1].range?.lower ?? 0, $1)
    }
    self.diagnostics = sorted.prefix(Self.mostDiagnostics).map { each[$0] }
    if each.count > Self.mostDiagnostics {
      let count = each.count - Self.mostDiagnostics
      self.diagnostics.append(
        LessonMessages.moreErrors(count, at: self.diagnostics.last?.range))
    }
  }
}

extension [CheckedFile] {
  /// How the check ended.
  package var report: CheckReport {
    let found = flatMap(\.diagnostics)
    return CheckReport(
      files: count, errors: found.count { $0.severity == .error },
      warnings: found.count { $0.severity == .warning }, wrong: count { !$0.isFine })
  }
}
