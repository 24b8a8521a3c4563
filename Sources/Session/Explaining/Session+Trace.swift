import Formula
import Optimizers

extension CommandTable {
  static let trace = Command(
    "trace", .look, "show the steps so far as a table", brief: "all steps",
    takes: Grammar<(Located<StepRange>?, [Expression]?, Int?)>.sequence(
      .optional(.stepRange),
      Grammar<[Expression]?>.optional(
        Grammar<[Expression]>.list(.formula("FORMULA", example: "f"))),
      .option("every", .count("k", example: "2"))
    ).map {
      TraceRequest(
        steps: $0.0, formulas: $0.1 ?? [], stride: $0.2 ?? 1, hasStride: $0.2 != nil)
    },
    details: """
      With formulas it has a column for each, and begins at the start, step 0. A long walk \
      shows its beginning and its end.
      """,
    examples: ["trace 1..5", "trace 0..4 f, E[g²].x, f / prev(f) every 2"],
    related: ["show", "explain", "watch"]
  ) { session, request, host throws(Diagnostic) in try session.trace(request, host) }
}

/// Steps by their numbers; what is left out reaches as far as it can.
struct StepRange: Sendable {
  var first: Int?
  var last: Int?
}

/// What `trace` is to show.
struct TraceRequest: Sendable {
  var steps: Located<StepRange>?
  var formulas: [Expression]
  var stride: Int
  var hasStride: Bool
}

extension Grammar where Value == Located<StepRange> {
  /// `3..7`, `3..` or `..7`: numbers and two dots are no formula.
  fileprivate static var stepRange: Grammar {
    Grammar(
      .place("FROM..TO", example: "1..2"),
      begins: { reader in
        let word = reader.rest.firstWord.word.text
        return word.contains("..") || !word.isEmpty && word.allSatisfy(\.isNumber)
      }
    ) { reader throws(Diagnostic) in
      let error = Diagnostic.expectedRange(reader.session.walk?.stepCount ?? 1, at: reader.place)
      guard let word = reader.freeWord() else { throw error }
      guard let dots = word.text.firstRange(of: "..") else {
        throw .expectedRange(reader.session.walk?.stepCount ?? 1, at: word.range)
      }
      let ends = [word.text[..<dots.lowerBound], word.text[dots.upperBound...]]
      let numbers = ends.map { Int($0) }
      guard zip(ends, numbers).allSatisfy({ $0.isEmpty || $1 != nil }) else {
        throw .expectedRange(reader.session.walk?.stepCount ?? 1, at: word.range)
      }
      return Located(StepRange(first: numbers[0], last: numbers[1]), at: word.range)
    }
  }
}

extension Session {
  /// A trace longer than this shows its beginning and its end.
  static let traceRows = 40

  /// `trace [FROM..TO] [FORMULA, …] [every k]`.
  func trace(_ request: TraceRequest, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    let (formulas, stride) = (request.formulas, request.stride)
    let isBare = formulas.isEmpty && !request.hasStride
    let range = try request.steps.map { given throws(Diagnostic) in
      try stepNumbers(given, walk, from: isBare ? 1 : 0)
    }
    // fits: there is a step, or 0 is where it begins
    let steps = range ?? (formulas.isEmpty ? 1 : 0)...walk.stepCount
    let isAbridged = range == nil && steps.count / stride > Session.traceRows
    if formulas.isEmpty {
      host.emit(
        .steps(StepsReport(walk, steps, every: stride, isAbridged: isAbridged)))
    } else {
      var report = try TraceReport(formulas, of: walk, steps, every: stride, definitions)
      report.isAbridged = isAbridged
      host.emit(.trace(report))
    }
    return .done
  }

  /// The steps meant by `3..7`, `3..` or `..7`.
  private func stepNumbers(_ given: Located<StepRange>, _ walk: Walk, from least: Int)
    throws(Diagnostic) -> ClosedRange<Int>
  {
    let (first, last) = (given.value.first ?? least, given.value.last ?? walk.stepCount)
    guard least <= first, first <= last, last <= walk.stepCount else {
      throw .expectedRange(walk.stepCount, at: given.range)
    }
    // fits: seen to be in order above
    return first...last
  }
}
