import Formula
import Optimizers

// A step of a walk as a worksheet: the same numbers, by formulas that can be changed.

extension Walk {
  /// The most parameters that a worksheet has lanes for.
  private static let mostLanes = 12

  /// How the next step comes by a quantity.
  ///
  /// - Parameters:
  ///   - formula: what is asked for: `E[g²].x`, `x`, or a quantity that is one number.
  ///   - gradient: what the step uses.
  /// - Returns: nil where the recipe asks for more than numbers, or the quantity is set by no line.
  func worksheet(for formula: Expression, gradient: [Double]) -> Worksheet? {
    let names = machine.parameters
    guard machine.particles == nil, names.count <= Walk.mostLanes,
      let (target, lane) = place(of: formula)
    else { return nil }
    let lines = machine.recipe.lines
    guard let end = lines.lastIndex(where: { $0.target == target }) else { return nil }
    let row = current
    var inputs: [Expression: [Double]] = [:]
    for quantity in machine.layout.quantities {
      guard let numbers = number(of: quantity, in: row, gradient) else { continue }
      let isEach = numbers.count == names.count
      guard isEach || numbers.count == 1 else { continue }
      inputs[.name(quantity.name)] =
        isEach ? numbers : Array(repeating: numbers[0], count: names.count)
    }
    return Worksheet(
      lines[...end].map { Worksheet.Line($0.target, $0.formula) }, inputs: inputs,
      before: target == .theta ? row.theta[lane] : nil, lane: lane)
  }

  /// What a quantity is where the next step begins, nil where it isn't anything yet.
  private func number(of quantity: Quantity, in row: Row, _ gradient: [Double]) -> [Double]? {
    switch quantity.role {
    case .parameters, .state, .bound: row.isSet(quantity) ? row[quantity] : nil
    case .hyper: machine.layout.line(setting: quantity) == nil ? row[quantity] : nil
    case .gradient: gradient
    case .stepNumber: [Double(row.step) + 1]
    case .objective: row.objective.map { [$0] }
    default: nil
    }
  }

  /// The quantity that is asked for, and of which parameter; θ for a parameter's own name.
  private func place(of formula: Expression) -> (target: Name, lane: Int)? {
    switch formula.kind {
    case .name(let name):
      if let lane = machine.parameters.firstIndex(of: name) { return (.theta, lane) }
      return (name, 0)
    case .component(let parameter, of: let name):
      return machine.parameters.firstIndex(of: parameter).map { (name, $0) }
    default: return nil
    }
  }
}
