import Formula
import Optimizers

/// A column of an exported trace: one number a step.
struct TraceColumn: Hashable {
  /// What a reader of tables calls it: `step`, `x`, `E[g²].x`.
  var name: String
  var quantity: Quantity
  /// Which of the quantity's numbers.
  var index = 0

  /// The number of a row, nil where it has none yet.
  func value(in row: Row) -> Double? {
    // Before the first step g was used by no step.
    guard row.isSet(quantity), row.step > 0 || quantity.role != .gradient else { return nil }
    let numbers = row.part(quantity)
    return numbers[numbers.startIndex + index]
  }

  /// Whether it counts steps, in whole numbers.
  var isCount: Bool { quantity.role == .stepNumber }
}

extension Walk {
  /// All columns in the order of a step: where it led, f, g, what the recipe computed, and those
  /// hyper-parameters that were changed on the way.
  var columns: [TraceColumn] {
    let quantities = machine.layout.quantities
    let changed = changedHypers
    let lines = machine.layout.stepOrder.filter {
      switch $0.role {
      case .state, .line: true
      default: false
      }
    }
    let ends = [
      quantities.filter { $0.role == .stepNumber },
      quantities.filter { $0.role == .parameters },
      quantities.filter { $0.role == .objective && machine.objective != nil },
      quantities.filter { $0.role == .batchObjective },
      quantities.filter { $0.role == .gradient },
      lines,
      quantities.filter { $0.role == .hyper && changed.contains($0.name) },
    ]
    return ends.flatMap { $0 }.flatMap(columns)
  }

  private func columns(of quantity: Quantity) -> [TraceColumn] {
    switch quantity.role {
    case .stepNumber, .seed:
      let name = quantity.role == .seed ? quantity.name.text : "step"
      return [TraceColumn(name: name, quantity: quantity)]
    default:
      return machine.places(of: quantity.shape).enumerated().map { index, place in
        let parameter = place.parameter.map { machine.parameters[$0] }
        let row = place.name(of: quantity.name)
        var name = parameter.map { "\(row).\($0)" } ?? row.text
        // θ's numbers are called as the parameters are.
        if quantity.role == .parameters, let parameter { name = place.name(of: parameter).text }
        return TraceColumn(name: name, quantity: quantity, index: index)
      }
    }
  }

  private var changedHypers: Set<Name> {
    Set(
      history.compactMap { action in
        switch action {
        case .set(let name, _, _), .schedule(let name, _): name
        default: nil
        }
      } + firstRecipe.schedules.map(\.target))
  }

  /// The columns that a formula asks for: `f`, `x`, `E[g²]` with one a parameter, `g.x`.
  ///
  /// - Returns: nil where it is no quantity.
  func columns(for formula: Expression) -> [TraceColumn]? {
    switch formula.kind {
    case .name(let name):
      let theta = machine.layout.theta
      if let (parameter, particle) = machine.parameter(name) {
        let places = machine.places(of: theta.shape, particle: particle, parameter: parameter)
        return places.map { columns(of: theta)[machine.index($0, in: theta.shape)] }
      }
      if machine.particles == nil,
        let index = machine.blocks.firstIndex(where: { $0.name == name })
      {
        let (block, offset) = (machine.blocks[index], machine.blocks.offsets[index])
        // fits: a shape has a number at least
        return Array(columns(of: theta)[offset..<offset + block.shape.count])
      }
      let name = name == .steps ? .stepNumber : name
      guard let (quantity, particle) = machine.selection(name),
        quantity.role != .objective || machine.objective != nil
      else { return nil }
      return machine.places(of: quantity.shape, particle: particle).map {
        columns(of: quantity)[machine.index($0, in: quantity.shape)]
      }
    case .component(let parameter, of: let name):
      guard let (quantity, particle) = machine.selection(name),
        quantity.shape.dimensions.last?.axis == .parameters, machine.index(of: parameter) != nil
      else { return nil }
      let places = machine.places(of: quantity.shape, particle: particle, parameter: parameter)
      return places.map { columns(of: quantity)[machine.index($0, in: quantity.shape)] }
    default:
      return nil
    }
  }
}
