import Formula

// The wording of what can be wrong when a recipe meets an objective.

extension Diagnostic {
  static func parameterTaken(_ name: Name, _ optimizer: String) -> Diagnostic {
    Diagnostic(
      "\(name) can't be a parameter: it is a quantity of \(optimizer.isEmpty ? "every step" : optimizer)",
      hint: "give the parameter another name")
  }

  static func stateShape(_ name: Name, _ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) has one number a parameter, and this is \(shape.words)", at: range)
  }

  static func conditionNotScalar(_ shape: Shape, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a condition is one yes or no, and this is \(shape.words)", at: range,
      hint: "reduce it, as in max(abs(g)) < 1e-3, or name one parameter, as in g.x")
  }
}
