package import Formula

// The wording of what can be wrong when a recipe meets an objective.

extension Diagnostic {
  static func drawWithArguments(_ function: Function, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "in a recipe \(function.rawValue) draws one number a parameter", at: range,
      hint: "write \(function.rawValue)(), or \(function.rawValue)(1) for a single number")
  }

  static func objectiveAt(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "f needs a point, one number a parameter, and this is \(shape.words)", at: range,
      hint: "as in f(θ + 0.1 * normal())")
  }

  static func objectiveAtNumbers(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a recipe doesn't know how many parameters there are", at: range,
      hint: "f takes a point as a whole, as in f(θ + 0.1 * normal())")
  }

  static func noFunction(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is no function here", at: range, hint: "type minimize x^2 + 10y^2 from x = 4, y = 1")
  }

  static func pointCount(_ count: Int, _ parameters: [Name], at range: SourceRange) -> Diagnostic {
    let names = parameters.map(\.text).joined(separator: ", ")
    return Diagnostic(
      "f needs \(parameters.count.counted("number")) here, one for \(names), not \(count)",
      at: range, hint: parameters.count > 12 ? "f(θ) is f where the walk is" : "f(\(names))")
  }

  static func needsObjective(_ recipe: Recipe) -> Diagnostic {
    Diagnostic(
      "\(recipe.name) asks for f, and there is no function here",
      hint: "type minimize x^2 + 10y^2 from x = 4, y = 1")
  }

  static func parameterTaken(_ name: Name, _ recipe: Recipe, at range: SourceRange?) -> Diagnostic {
    let owner = Recipe.reserved.contains(name) ? "every step" : recipe.name
    return Diagnostic(
      "\(name) can't be a parameter: it is a quantity of \(owner)", at: range,
      hint: "give the parameter another name")
  }

  static func lineShape(
    _ name: Name, _ shape: Shape, _ size: PopulationSize, at range: SourceRange
  ) -> Diagnostic {
    let all =
      size.particles == nil
      ? "one number or one a parameter"
      : "one number, one a parameter or particle, or a row of them"
    return Diagnostic(
      "\(name) is \(all), and this is \(shape.words)", at: range,
      hint: "reduce it, as with sum(…) or norm(…)")
  }

  static func curvatureOfPopulation(_ name: Name, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      "\(name) is of one point, and a population stands at many", at: range,
      hint: "a recipe without population has it")
  }

  static func curvatureOfLists(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) of so many parameters is too large for a formula", at: range,
      hint: "curvature shows it")
  }

  static func tooManyPoints(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "f at so many points at once takes more numbers than there is room for", at: range,
      hint: "take fewer particles")
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

  /// What has no value yet.
  package static func noValueYet(_ name: Name, hint: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) has no value yet", at: range, hint: hint)
  }

  static func noValue(_ gap: RowFormulas.Gap, in formula: Expression, hint: String) -> Diagnostic {
    switch gap {
    case .notYet(let quantity):
      noValueYet(quantity.name, hint: hint, at: formula.range(of: quantity.name) ?? formula.range)
    case .noStepBefore(let quantity):
      noPrevious(quantity.name.text, at: formula.range(of: quantity.name) ?? formula.range)
    }
  }
}
