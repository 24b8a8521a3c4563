import Formula
import Session

extension CommandTable {
  static let predict = Command(
    "predict", .learn, "guess what the next step will make of a number", brief: "guess it",
    takes: Grammar<(Expression, Tolerance?)>.sequence(.quantity, .option("within", .tolerance))
      .needing(.answer),
    details: """
      The next line is the answer: a number or a formula, as 0.9*6.4 + 0.1*54.28. A wrong one \
      is looked into.
      """,
    examples: ["predict E[g²].x", "predict x within 1%"], related: ["explain", "step"]
  ) { session, given, _ throws(Diagnostic) in
    .wish(
      try session.prediction(
        of: given.0, tolerance: given.1 ?? NumberQuestion.standardTolerance))
  }
}
