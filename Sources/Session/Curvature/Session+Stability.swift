package import Formula
package import Optimizers

extension CommandTable {
  static let stability = Command(
    "stability", .look, "show whether the optimizer settles at a minimum, or leaves it",
    brief: "settles?", takes: .place,
    details:
      "One step is a map of θ and the states. Near a point of rest it is a matrix, worked out "
      + "exactly from the recipe's own lines; the size of its greatest eigenvalue is what a small "
      + "distance is multiplied by at each step. On a quadratic that holds everywhere.",
    examples: ["stability", "stability at x = 1, y = 1"],
    related: ["curvature", "use", "sweep"], onlyTells: true
  ) { session, place, host throws(Diagnostic) in
    let walk = try session.stepping()
    let (objective, point) = try session.ground(at: place)
    let stability = try Stability(of: walk, objective, near: point)
    host.emit(.stability(StabilityReport(stability, of: walk)))
    return .done
  }
}

/// What becomes of a walk near a point where its optimizer rests.
package struct StabilityReport: Sendable {
  package var optimizer: String
  package var hypers: [(name: Name, value: Double)]
  package var parameters: [Name]
  package var stability: Stability
  /// What each number of the matrix' side is: `x`, `v.x`.
  package var names: [String]
  /// What the recipe calls its learning rate.
  package var rateName: Name
  /// The learning rate, where the recipe has one.
  package var rate: Double?

  init(_ stability: Stability, of walk: Walk) {
    let machine = walk.machine
    let row = walk.current
    self.stability = stability
    optimizer = machine.recipe.name
    parameters = machine.parameters
    hypers = machine.recipe.hypers.map { ($0.name, row[$0.name]?.first ?? .nan) }
    let hyper = machine.recipe.learningRate
    rateName = hyper?.name ?? .learningRate
    rate = hyper.flatMap { row[$0.name]?.first }
    names = stability.kept.flatMap { quantity in
      machine.places(of: quantity.shape).map { place in
        guard let parameter = place.parameter.map({ machine.parameters[$0] }) else {
          return quantity.name.text
        }
        let name = place.name(of: quantity.name).text
        return quantity.role == .parameters ? parameter.text : "\(name).\(parameter)"
      }
    }
  }
}
