import Formula
import Optimizers

/// The formulas of a walk that set hyper-parameters, as Python has them.
struct PythonSchedules {
  let stretches: [WalkStretch]
  /// Functions that are formulas, which the schedules call: those of t have it as an argument.
  private let functions: PythonFunctions
  private let notation: PythonNotation
  /// f before the step.
  private static let before = Name("f_before")

  init(_ walk: Walk, _ names: PythonNames) {
    stretches = walk.stretches
    let formulas = stretches.flatMap { $0.schedules.map(\.formula) }
    functions = PythonFunctions(neededBy: formulas)
    var names = names
    functions.name(in: &names)
    for name in walk.scheduledNames.sorted(by: { $0.text < $1.text }) {
      _ = names.word(for: PythonSchedules.function(name))
    }
    _ = names.word(for: PythonSchedules.before)
    var notation = PythonNotation(names: names, parameters: walk.machine.parameters)
    notation.functionsOfStep = Set(functions.dependent.map(\.name))
    self.notation = notation
  }

  var isEmpty: Bool { stretches.allSatisfy { $0.schedules.isEmpty } }

  var formulas: [Expression] { stretches.flatMap { $0.schedules.map(\.formula) } }

  /// Names of functions that NumPy doesn't have.
  var helpers: [String] { PythonHelpers.used(in: formulas + functions.formulas) }

  var definitions: [(name: Name, lines: [String])] {
    (functions.independent + functions.dependent).map { ($0.name, notation.definition($0)) }
  }

  /// What f before the step is called where a formula reads it.
  func beforeLines(_ point: String) -> [String] {
    formulas.contains { $0.reads(.objective) }
      ? ["\(word(PythonSchedules.before)) = f(\(point))"] : []
  }

  private func word(_ name: Name) -> String { notation.names[name] ?? name.ascii }

  /// A formula.
  ///
  /// - Parameters:
  ///   - formula: the formula.
  ///   - words: what some names are called here.
  /// - Returns: an expression of Python.
  func text(_ formula: Expression, calling words: [Name: String] = [:]) -> String {
    var notation = notation
    notation.words = words
    return notation.text(
      formula.rewritten { node in
        node.kind == .name(.objective) ? Expression(.name(PythonSchedules.before)) : node
      })
  }

  // MARK: One formula of t for all steps

  /// What the function of t is called that gives a hyper-parameter.
  static func function(_ name: Name) -> Name { Name(name.ascii + "_in_step") }

  func functionWord(_ name: Name) -> String { word(PythonSchedules.function(name)) }

  /// `def lr_in_step(t): …`.
  func definition(of name: Name, by formula: Expression) -> [String] {
    ["def \(functionWord(name))(t):", "    return \(text(formula))"]
  }

  /// The formula that sets a hyper-parameter in all steps, where it reads nothing but t.
  func formulaOfStep(_ name: Name) -> Expression? {
    guard stretches.count == 1,
      let formula = stretches[0].schedules.first(where: { $0.target == name })?.formula
    else { return nil }
    let known = formula.names.allSatisfy {
      $0 == .stepNumber || Scope.constants[$0] != nil || FunctionLibrary.standard[$0] != nil
    }
    return known && formula.range(ofCall: .f) == nil ? formula : nil
  }
}
