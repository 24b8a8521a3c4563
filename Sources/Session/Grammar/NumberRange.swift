import Formula

/// Two formulas with dots between them: `1e-4..10`.
struct NumberRange: Sendable {
  var lower: Expression
  var upper: Expression

  var range: SourceRange { lower.range.union(upper.range) }
}

extension Grammar where Value == NumberRange {
  static var range: Grammar {
    Grammar(.place("LOW..HIGH", example: "1e-4..10")) { reader throws(Diagnostic) in
      let dots = ArgumentShape.word("..")
      let start = reader.place
      let lower = try reader.stopping(at: dots) { reader throws(Diagnostic) in
        try reader.formula()
      }
      guard reader.sign("..") else { throw .expectedNumberRange(at: start, hint: reader.example) }
      return NumberRange(lower: lower, upper: try reader.formula())
    }
  }
}
