import Formula
import Optimizers

// What a recipe draws and reads besides, as NumPy has it.

extension Machine {
  /// The shapes of what a recipe's formulas read, nil for one walker.
  var shapesInPython: [Name: Shape]? {
    guard let particles else { return nil }
    let rows = Shape.vector(.particles, count: particles)
    let columns = Shape.vector(.parameters, count: parameters.count)
    var shapes: [Name: Shape] = [
      .low: columns, .high: columns, .parameter: columns, .particle: rows, .objective: rows,
    ]
    for quantity in layoutQuantities { shapes[quantity.name] = quantity.shape }
    return shapes
  }

  private var layoutQuantities: [Quantity] {
    let names = [.theta, .gradient] + recipe.hypers.map(\.name) + recipe.lines.map(\.target)
    return names.compactMap(quantity)
  }

  /// What some formulas draw in a step, formula by formula.
  ///
  /// A call has its place among all of a step's, in the order of the text, and each takes as many
  /// places as θ has numbers.
  func draws(of formulas: [Expression], step: String) -> [[PythonDraw]] {
    let columns = Shape.vector(.parameters, count: parameters.count)
    let rows = particles.map { Shape.vector(.particles, count: $0) }
    let each = rows.flatMap { Shape.join($0, columns) } ?? columns
    var count = 0
    return formulas.map { formula in
      formula.fold { node, parts -> [PythonDraw] in
        let inner = parts.flatMap { $0 }
        guard case .call(let function, let arguments) = node.kind,
          function == .normal || function == .uniform
        else { return inner }
        let shape = arguments.isEmpty ? each : rows ?? .scalar
        let place = count.saturatingProduct(each.count)
        // fits: a text has so many calls
        count += 1
        let text = "\(function.rawValue)(\(step), \(place), \(shape.python))"
        return inner + [PythonDraw(text: text, shape: shape)]
      }
    }
  }
}

extension Recipe {
  /// What it reads and doesn't set, besides θ, its gradient and the step.
  var namesGiven: [Name] {
    [.low, .high, .particle, .parameter, .objective].filter { name in
      reads(name) && hyper(name) == nil && line(name) == nil
    }
  }
}

extension Walk {
  /// What random numbers depend on at the start, nil where none are drawn.
  var startSeed: UInt64? { row(0).seed }
}
