package import Formula

// The wording of everything that can be wrong with an objective or a definition.

extension Diagnostic {
  static func objectiveNotScalar(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "an objective is a single number, and this is \(shape.words)", at: range,
      hint: "reduce it, as with sum(…) or mean(…)")
  }

  /// What asks for all second derivatives of too many parameters.
  package static func hessianTooLarge(_ count: Int, at range: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      "\(count.counted("parameter")) have too many second derivatives", at: range,
      hint: "all of them are worked out for \(CompiledCurvature.largestCount) at most")
  }

  static func columnLength(
    _ column: DataTable.Column, _ other: DataTable.Column, at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      "\(column.name) has \(column.values.count.counted("row")) and \(other.name) has \(other.values.count)",
      at: range, hint: "columns are of one length")
  }

  package static func definedByItself(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) would be defined by itself", at: range, hint: "use another name")
  }

  static func definitionsTooDeep(at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      "more than \(Definitions.depthLimit) definitions would stand one upon the other", at: range,
      hint: "work one of them out: let a = and its number")
  }

  static func inDefinition(_ name: Name, _ error: Diagnostic) -> Diagnostic {
    Diagnostic("in the definition of \(name): \(error.message)", hint: error.hint)
  }
}
