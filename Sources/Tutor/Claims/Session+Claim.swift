import Formula
import Optimizers
import Session

extension CommandTable {
  static let claim = Command(
    "claim", .learn, "try to refute a sentence about optimizers", brief: "is it so?",
    takes: .claim,
    details: """
      It looks for a counterexample, by thousands of walks, and gives the roundest it finds; and says \
      what does hold, where curvature tells. Proved is what exact reasoning shows, as of gd on a \
      quadratic; all else that stands is not refuted. A function can be the one at hand, or stand behind \
      on. A walk settles where it comes to rest with no slope.
      """,
    examples: [
      "claim gd on x^2 + 4y^2 settles only if lr <= 1/8",
      "claim gd on x^2 + 4y^2 always f decreases if lr < 0.3",
      "claim adam on x^2 + 4y^2 reaches f < 0.1 before gd for all starts in -2..2",
      "claim half-life of beta is 1/(1 - beta)",
      "claim beta^(1/(1 - beta)) = 1/2 for beta in 0.5..0.999",
    ],
    related: ["sweep", "stability", "compare"], onlyTells: true
  ) { session, claim, host throws(Diagnostic) in
    host.emit(.claim(try session.judge(claim, host)))
    return .done
  }
}

extension Session {
  /// Tries to refute a claim.
  ///
  /// - Throws: a ``Diagnostic`` where it speaks of what there isn't.
  func judge(_ claim: Claim, _ host: Host) throws(Diagnostic) -> ClaimReport {
    switch claim.kind {
    case .settles(let subject, let direction, let condition):
      try judge(claim, subject, settlesWhere: direction, condition, host)
    case .decreases(let subject, let quantity, let condition):
      try judge(claim, subject, decreases: quantity, condition, host)
    case .reaches(let subject, let condition, let other):
      try judge(claim, subject, reaches: condition, before: other, host)
    case .formula(let left, let right):
      try judge(claim, left, equals: right)
    }
  }
}
