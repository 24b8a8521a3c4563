package import Formula
package import Optimizers

extension CommandTable {
  static let curvature = Command(
    "curvature", .look, "show how f bends: second derivatives, eigenvalues, and what the point is",
    brief: "how f bends", takes: .place,
    details:
      "Everything is exact: the gradient's formulas are differentiated once more. Eigenvalues "
      + "say how steeply the slope changes along their directions. Above lr = 2/λmax plain gradient "
      + "descent leaves a minimum that bends so.",
    examples: ["curvature", "curvature at x = 1, y = 2"],
    related: ["gradient", "stability", "plot"]
  ) { session, place, host throws(Diagnostic) in
    let (objective, point) = try session.ground(at: place)
    let report = CurvatureReport(
      parameters: objective.parameters, curvature: try Curvature(of: objective, at: point),
      formulas: try objective.hessianFormulas(),
      inspection: try objective.inspection(at: point))
    host.emit(.curvature(report))
    return .done
  }
}

/// How f bends at a point.
package struct CurvatureReport: Sendable {
  package var parameters: [Name]
  package var curvature: Curvature
  /// A row a parameter; nil for a formula that is too long to read, none where there are too many
  /// parameters or they are lists.
  package var formulas: [[Expression?]]
  /// Why a number is none, or where f has a corner; nil where the numbers say all.
  package var inspection: Graph.Inspection?
}

// MARK: - Where

extension Grammar where Value == [Assignment] {
  /// `at x = 1, y = 2`, or nothing; what isn't named is where the walk is.
  static var place: Grammar {
    let assignment = Grammar<Assignment>.assignment(
      "x", "NUMBER", example: "x = 1, y = 2", hint: "at x = 1, y = 2",
      names: { $0.blocks.map(\.name.text) })
    return Grammar<[Assignment]?>.option("at", .assignments(assignment)).map { $0 ?? [] }
  }
}

extension Session {
  /// The objective and a point, which is where the walk is but for what was named.
  ///
  /// - Throws: a ``Diagnostic`` where there is no function, and for an assignment to what is no
  ///   parameter or of another size.
  func ground(at place: [Assignment]) throws(Diagnostic) -> (Objective, [Double]) {
    guard let walk, let objective else { throw .noObjective() }
    var point = walk.current.point
    let parts =
      zip(parameters, point.indices).map { ($0, $1..<$1 + 1) }
      // fits: the places of the numbers of θ
      + zip(blocks, blocks.offsets).map { ($0.name, $1..<$1 + $0.shape.count) }
    for assignment in place {
      guard let part = parts.first(where: { $0.0 == assignment.name })?.1 else {
        throw .notAParameter(assignment.name, among: parameters, at: assignment.nameRange)
      }
      let numbers = try value(of: assignment.formula).numbers
      guard numbers.count == part.count else {
        throw .numbersOfParameter(
          assignment.name, part.count, numbers.count, at: assignment.formula.range)
      }
      point.replaceSubrange(part, with: numbers)
    }
    return (objective, point)
  }
}
