import Formula
import Optimizers

extension Diagnostic {
  static func expectedClaim(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a sentence that may be wrong should stand here", at: range,
      hint: "claim gd on x^2 + 4y^2 settles only if lr <= 1/8")
  }

  static func expectedDirection(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "if, only if, or if and only if should stand here, and a condition", at: range,
      hint: "settles only if lr <= 1/8")
  }

  static func expectedRangeOfNames(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a name and its range should stand here", at: range, hint: "for beta in 0.5..0.999")
  }

  static func claimOfNoParameter(at range: SourceRange) -> Diagnostic {
    Diagnostic("the function has no parameter to go down along", at: range, hint: "on x^2 + 4y^2")
  }

  static func claimOfNoHyper(_ condition: Expression, _ recipe: Recipe, at range: SourceRange)
    -> Diagnostic
  {
    let names = recipe.hypers.map(\.name.text).joined(separator: ", ")
    return Diagnostic(
      "the condition speaks of no hyper-parameter of \(recipe.name)", at: range,
      hint: names.isEmpty ? "it has none" : "it has \(names)")
  }

  static func claimOfNoCase(_ condition: Expression, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "of all numbers that were tried none fulfils this, so nothing is said of any", at: range,
      hint: "settles if lr < 1/4")
  }

  static func claimGivesWhatItAsks(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) has one value behind the optimizer's name, and the condition asks which it may have",
      at: range, hint: "leave \(name) out behind the name, or out of the condition")
  }

  static func claimOfNothing(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "no name stands in it that could be one number or another", at: range,
      hint: "claim beta^2 < beta for beta in 0.1..0.9")
  }

  static func claimWithoutRange(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "between which numbers \(name) is meant isn't said", at: range,
      hint:
        "add: for \(name) in 0.1..10; or say of an optimizer what it does: help claim has examples")
  }

  static func claimNotOneNumber(at range: SourceRange) -> Diagnostic {
    Diagnostic("each side of a claim is one number", at: range)
  }
}
