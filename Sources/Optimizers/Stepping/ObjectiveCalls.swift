import Formula

// fits throughout (product): places of the numbers of θ

/// Calls of the objective at points that a formula gives: `f(best)`, `f(θ − 0.1·g)`.
struct ObjectiveCalls {
  let objective: Objective?
  /// How many parameters a point has.
  let count: Int
  /// The columns of the data, as far as the objective needs them.
  var columns: [Graph.ID] = []
  /// At how many points it was asked for.
  private(set) var pointCount = 0

  init(objective: Objective?, count: Int) {
    self.objective = objective
    self.count = count
  }

  /// f at a point, or at each of several.
  ///
  /// - Parameters:
  ///   - point: one number a parameter, or a row of them each.
  ///   - range: where the call stands.
  ///   - graph: gets the nodes.
  /// - Returns: one number, or one a row.
  /// - Throws: a ``Diagnostic`` where it is neither, and where there are too many.
  mutating func value(at point: Graph.ID, _ range: SourceRange, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    let shape = graph[point].shape
    if case .matrix(let rows, let columns) = shape, columns.count == count,
      rows.axis != .parameters
    {
      // Each point by itself, so that a particle's f has the bits that one walker's would have.
      var values: [Graph.ID] = []
      for row in 0..<rows.count {
        values.append(try value(atOne: graph.element(row, of: point), &graph))
        guard graph.numberCount <= Graph.largest else { throw .tooManyPoints(at: range) }
      }
      return graph.pack(values, axis: rows.axis)
    }
    guard shape == .vector(.parameters, count: count) else {
      throw .objectiveAt(shape, at: range)
    }
    return try value(atOne: point, &graph)
  }

  /// f at a point that is given by one number a parameter, or by a list of them.
  ///
  /// - Throws: a ``Diagnostic`` where there are fewer numbers or more, or no function.
  mutating func value(atPoint operands: [Graph.ID], _ range: SourceRange, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    guard let objective else { throw .noFunction(at: range) }
    var point = operands
    if operands.count == 1 {
      let shape = graph[operands[0]].shape
      if shape.dimensions.count == 2 || shape == .vector(.parameters, count: count) {
        return try value(at: operands[0], range, &graph)
      }
      if case .vector(let axis, let size) = shape, axis != .particles || count > 1 {
        point = (0..<size).map { graph.element($0, of: operands[0]) }
      }
    }
    // Of one parameter, one number a particle is a point each.
    if count == 1, case .vector(.particles, let size) = graph[point[0]].shape {
      let values = (0..<size).map {
        graph.pack([graph.element($0, of: point[0])], axis: .parameters)
      }
      return try value(at: graph.pack(values, axis: .particles), range, &graph)
    }
    guard point.count == count, point.allSatisfy({ graph[$0].shape == .scalar }) else {
      throw .pointCount(point.count, objective.parameters, at: range)
    }
    return try value(atOne: graph.pack(point, axis: .parameters), &graph)
  }

  /// The Hessian at a point that is given by one number a parameter, over all rows of the data.
  ///
  /// - Throws: a ``Diagnostic`` where there are too many parameters for one formula.
  func hessian(at point: Graph.ID, _ name: Name, _ range: SourceRange, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    guard let objective else { throw .noFunction(at: range) }
    guard count <= ObjectiveCalls.largestHessian else { throw .curvatureOfLists(name, at: range) }
    var elements: [Graph.ID] = []
    for index in 0..<count { elements.append(graph.element(index, of: point)) }
    // By the numbers of θ one by one, whatever lists they are gathered in.
    let gathered = graph.pack(elements, axis: .parameters)
    var blocks: [Graph.ID] = []
    for (block, offset) in zip(objective.blocks, objective.blocks.offsets) {
      blocks.append(part(block.shape, of: gathered, from: offset, &graph))
    }
    let value = try objective.lower(in: &graph, blocks: blocks, columns: columns)
    let gradient = graph.gradient(of: value, by: elements)
    let rows = graph.hessian(of: gradient, by: elements).map {
      graph.pack($0, axis: .parameters)
    }
    guard graph.numberCount <= Graph.largest else { throw .curvatureOfLists(name, at: range) }
    return graph.pack(rows, axis: .parameters)
  }

  /// The most parameters of which a formula has the Hessian.
  private static let largestHessian = 32

  private mutating func value(atOne point: Graph.ID, _ graph: inout Graph)
    throws(Diagnostic) -> Graph.ID
  {
    // fits: at most as many as there are particles, for each call of a text
    pointCount += 1
    // A recipe is checked without an objective; any function of the point does for that.
    guard let objective else { return graph.reduce(.sum, point) }
    var blocks: [Graph.ID] = []
    for (block, offset) in zip(objective.blocks, objective.blocks.offsets) {
      blocks.append(part(block.shape, of: point, from: offset, &graph))
    }
    return try objective.lower(in: &graph, blocks: blocks, columns: columns)
  }

  /// The numbers of a block among those of θ.
  private func part(
    _ shape: Shape, of node: Graph.ID, from offset: Int, _ graph: inout Graph
  ) -> Graph.ID {
    switch shape {
    case .scalar: return graph.element(offset, of: node)
    case .vector(let axis, let count):
      var elements: [Graph.ID] = []
      for index in 0..<count { elements.append(graph.element(offset + index, of: node)) }
      return graph.pack(elements, axis: axis)
    case .matrix(let rows, let columns):
      var parts: [Graph.ID] = []
      for row in 0..<rows.count {
        let shape = Shape.vector(columns.axis, count: columns.count)
        parts.append(part(shape, of: node, from: offset + row * columns.count, &graph))
      }
      return graph.pack(parts, axis: rows.axis)
    }
  }
}
