import Formula

// The wording of what can be wrong when a recipe meets an objective.

extension Diagnostic {
  static func parameterTaken(_ name: Name, _ recipe: Recipe, at range: SourceRange?) -> Diagnostic {
    let owner = Recipe.reserved.contains(name) ? "every step" : recipe.name
    return Diagnostic(
      "\(name) can't be a parameter: it is a quantity of \(owner)", at: range,
      hint: "give the parameter another name")
  }

  static func lineShape(_ name: Name, _ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is one number or one a parameter, and this is \(shape.words)", at: range,
      hint: "reduce it, as with sum(…) or norm(…)")
  }

  static func conditionNotScalar(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a condition is one yes or no, and this is \(shape.words)", at: range,
      hint: "reduce it, as in max(abs(g)) < 1e-3, or name one parameter, as in g.x")
  }

  static func notReadable(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what is read off a walk is one number or one a parameter, and this is \(shape.words)",
      at: range, hint: "reduce it, as with sum(…) or norm(…)")
  }
}
