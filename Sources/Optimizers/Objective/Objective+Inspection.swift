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
    let (inputs, row) = inputs(of: derived, at: point, rows: rows)
    return derived.graph.inspect(
      derived.value, derivatives: derived.gradient, by: derived.blocks, inputs: inputs, row: row)
  }
}
