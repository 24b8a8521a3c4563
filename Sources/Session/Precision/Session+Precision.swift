import Formula
import Optimizers

extension CommandTable {
  static let precision = Command(
    "precision", .look, "walk in float32 or bfloat16 beside the doubles", brief: "float32",
    takes: Grammar<Precision?>.either(.precision, .nothing(meaning: nil)),
    details: """
      The same walk with every sum, product, quotient and root rounded to the format as IEEE 754 says, \
      shown beside the one in doubles after each step: where both are, the first step and line at which \
      the two part, and at which a digit is lost. What is made of hyper-parameters alone stays a double, \
      as in Python. plot draws both. Alone it shows both again; precision float64 leaves it off.
      """,
    examples: ["precision float32", "precision bfloat16", "precision float64"],
    related: ["what", "explain", "plot"]
  ) { session, precision, host throws(Diagnostic) in try session.precision(precision, host) }
}

extension Grammar where Value == Precision? {
  fileprivate static var precision: Grammar {
    Grammar(.choice(Precision.allCases.map { .word($0.rawValue) })) {
      reader throws(Diagnostic) in
      for precision in Precision.allCases {
        if reader.word(precision.rawValue) { return precision }
      }
      // Those are understood, and not offered.
      for (word, precision) in Precision.otherNames where reader.isAt(word) {
        _ = reader.freeWord()
        return precision
      }
      throw .expectedPrecision(at: reader.wordPlace)
    }
  }
}

extension Precision {
  /// What they are called elsewhere.
  fileprivate static let otherNames: [(String, Precision)] = [
    ("float", .float32), ("single", .float32), ("fp32", .float32), ("double", .float64),
    ("fp64", .float64), ("bf16", .bfloat16),
  ]
}

extension Session {
  fileprivate mutating func precision(_ precision: Precision?, _ host: Host)
    throws(Diagnostic) -> Outcome
  {
    let isNew = precision.map { $0 != self.precision } ?? false
    self.precision = precision ?? self.precision
    if isNew { narrow = nil }
    guard self.precision != .float64 else {
      host.emit(
        .note(NoteReport(isNew ? "float64 again, alone." : "Everything is in float64.")))
      return .done
    }
    guard recipe != nil, let walk, walk.stepCount > 0 else {
      host.emit(
        .note(NoteReport("\(self.precision.rawValue) goes beside every step from now on.")))
      return .done
    }
    try showPrecision(host)
    return .done
  }

  /// Shows the walk in the narrower format beside the one at hand, where a person wants that.
  mutating func showPrecision(_ host: Host) throws(Diagnostic) {
    guard precision != .float64, let walk else { return }
    if narrow == nil { narrow = try NarrowWalk(of: walk, precision) }
    guard var narrow else { return }
    let isThere = try narrow.follow(walk, isInterrupted: host.isInterrupted)
    self.narrow = narrow
    guard isThere else {
      host.emit(
        .note(NoteReport("Stopped before \(precision.rawValue) was there.", tone: .warning)))
      return
    }
    host.emit(.precision(PrecisionReport(walk, narrow.walk, narrow.losses)))
  }

  /// The walk in the narrower format, nil where none is shown or where it lies behind the one at hand.
  var narrowWalk: NamedWalk? {
    guard let walk, walk.stepCount > 0, var narrow,
      (try? narrow.follow(walk, isInterrupted: { true })) == true
    else { return nil }
    return NamedWalk(name: precision.rawValue, walk: narrow.walk)
  }
}

extension Diagnostic {
  fileprivate static func expectedPrecision(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "float64, float32 or bfloat16 should stand here", at: range, hint: "precision float32")
  }
}
