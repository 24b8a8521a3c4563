package import Formula

extension Objective {
  /// Why f or ∂f has no value at a point, or where f has a corner.
  ///
  /// - Parameters:
  ///   - point: one number a parameter.
  ///   - step: the step whose rows count; nil for all rows.
  /// - Returns: nil where the numbers say all.
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func inspection(at point: [Double], step: Int? = nil)
    throws(Diagnostic) -> Graph.Inspection?
  {
    let rows = step.flatMap { self.rows(for: $0) }
    var derived = try derived(rows: rows?.count)
    var inputs: [Graph.ID: Slot] = [:]
    for (block, offset) in zip(derived.blocks, blocks.offsets) { inputs[block] = Slot(offset) }
    var row = point
    for (input, column) in zip(derived.columns, data.columns) {
      inputs[input] = Slot(row.count)
      row += rows?.map { column.values[$0] } ?? column.values
    }
    return derived.graph.inspect(
      derived.value, derivatives: derived.gradient, by: derived.blocks, inputs: inputs, row: row)
  }
}
