package import Formula

extension Objective {
  /// How f and ∂f come about at a point, line by line.
  ///
  /// - Parameters:
  ///   - point: one number a parameter.
  ///   - step: the step whose rows count; nil for all rows.
  /// - Returns: the lines, with the numbers that the step uses.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func backpropagation(at point: [Double], step: Int? = nil)
    throws(Diagnostic) -> Backpropagation
  {
    let rows = step.flatMap { self.rows(for: $0) }
    let derived = try derived(rows: rows?.count, hasGradient: false)
    let (inputs, row) = inputs(of: derived, at: point, rows: rows)
    return Backpropagation(
      of: derived.value, in: derived.graph, by: derived.blocks, definitions: derived.definitions,
      inputs: inputs, row: row)
  }

  /// Where the inputs of a graph stand in a row of their numbers.
  func inputs(of derived: Derived, at point: [Double], rows: [Int]?)
    -> (inputs: [Graph.ID: Slot], row: [Double])
  {
    var inputs: [Graph.ID: Slot] = [:]
    for (block, offset) in zip(derived.blocks, blocks.offsets) { inputs[block] = Slot(offset) }
    var row = point
    for (input, column) in zip(derived.columns, data.columns) {
      inputs[input] = Slot(row.count)
      row += rows?.map { column.values[$0] } ?? column.values
    }
    return (inputs, row)
  }
}
