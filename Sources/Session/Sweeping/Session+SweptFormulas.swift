import Formula
import Optimizers

// A formula whose own numbers are swept: `sweep lr = a / (1 + b·t), a = 0.01..1 log, b = 0..1`.

extension Session {
  /// The recipe in use with all that a sweep goes over among its hyper-parameters.
  ///
  /// What is swept is a number in each walk. A name that a swept formula brings is a hyper-parameter
  /// of the recipe as long as the sweep lasts, so that all its walks are made by one machine.
  ///
  /// - Parameters:
  ///   - recipe: the recipe in use.
  ///   - axes: what was typed, in any order.
  /// - Returns: the recipe, with its formulas in place.
  /// - Throws: a ``Diagnostic`` where a name stands twice, or is none of the recipe's nor of a
  ///   formula's, or where a formula can't set its hyper-parameter.
  func sweptRecipe(_ recipe: Recipe, _ axes: [SweepAxis]) throws(Diagnostic) -> Recipe {
    var result = recipe
    var seen: Set<Name> = []
    for axis in axes {
      guard seen.insert(axis.name).inserted else {
        throw .assignedTwice(axis.name, at: axis.nameRange)
      }
      result = result.unscheduling(axis.name)
    }
    var formulas: [(axis: SweepAxis, formula: Expression)] = []
    for axis in axes {
      guard let formula = axis.formula else { continue }
      formulas.append((axis, try written(formula, of: axis, recipe, swept: seen)))
    }
    for axis in axes where recipe.hyper(axis.name) == nil {
      guard axis.formula == nil, !isTaken(axis.name), !axis.name.isReserved else {
        throw .unknownHyper(
          axis.name, of: recipe.name, among: recipe.hypers.map(\.name.text), at: axis.nameRange)
      }
      guard formulas.contains(where: { $0.formula.reads(axis.name) }) else {
        let mayBeOwn = definitions[axis.name] != nil || !recipe.schedules.isEmpty
        throw .unknownSwept(
          axis.name, of: recipe, formulas.map(\.formula), mayBeOwn, at: axis.nameRange)
      }
      result = result.adding(axis.name, at: axis.nameRange)
    }
    for (axis, formula) in formulas { result = try scheduled(result, axis.name, by: formula) }
    return result
  }

  /// A formula with definitions written out, all but those that are swept.
  private func written(
    _ formula: Expression, of axis: SweepAxis, _ recipe: Recipe, swept: Set<Name>
  ) throws(Diagnostic) -> Expression {
    let kept = swept.union(ownNames(of: recipe))
    let written = try definitions.writtenOut(formula, except: { kept.contains($0) })
    let isSwept = !written.names.isDisjoint(with: swept.subtracting([axis.name]))
    guard isSwept || recipe.changes(written, parameters: parameters + blocks.map(\.name)) else {
      throw .expectedNumberRange(at: formula.range, hint: "as in 1e-4..10")
    }
    return written
  }
}

extension SweepAxis {
  /// The formula that sets it, nil where it is given numbers.
  var formula: Expression? {
    if case .formula(let formula) = given { formula } else { nil }
  }
}

extension Diagnostic {
  static func nothingSwept(_ axes: [SweepAxis], at range: SourceRange) -> Diagnostic {
    let name = axes.first?.name ?? .learningRate
    return Diagnostic(
      "a sweep needs a range of numbers to go over", at: range,
      hint: "name a number of the formula, and its values: \(name) = a / sqrt(t), a = 0.01..1 log")
  }

  // `formulas` are those of the sweep, none of which has the name; `mayBeOwn` says whether a number
  // of a formula may have been meant.
  fileprivate static func unknownSwept(
    _ name: Name, of recipe: Recipe, _ formulas: [Expression], _ mayBeOwn: Bool,
    at range: SourceRange
  ) -> Diagnostic {
    guard formulas.isEmpty else {
      let texts = formulas.map { Notation().text($0) }.joined(separator: ", ")
      return Diagnostic(
        "\(name) is no hyper-parameter, nor does it stand in the formula", at: range,
        hint: "what is swept is a name in \(texts)")
    }
    var result = unknownHyper(
      name, of: recipe.name, among: recipe.hypers.map(\.name.text), at: range)
    guard mayBeOwn else { return result }
    let rate = recipe.learningRateName ?? .learningRate
    result.hint = """
      a formula's own number is swept beside the formula: \
      sweep \(rate) = 0.1 / (1 + \(name)*t), \(name) = 0.01..1 log
      """
    return result
  }
}
