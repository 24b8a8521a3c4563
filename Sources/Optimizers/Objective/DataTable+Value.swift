package import Formula

extension DataTable {
  /// A formula's value over the columns and definitions alone, without parameters.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package func value(
    of formula: Expression, _ definitions: Definitions
  ) throws(Diagnostic) -> Value {
    var graph = Graph()
    let ids = inputs(rows: rowCount, in: &graph)
    var scope = Scope(Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), ids)))
    let formula = formula.resolvingSquares(scope.bindings.keys)
    try definitions.bind(formula.readings, in: &scope, of: &graph)
    let node = try graph.lower(formula, in: scope)
    let used = Set(graph.reachable(from: [node]))
    var slots: [Graph.ID: Slot] = [:]
    var numbers: [Double] = []
    for (id, column) in zip(ids, columns) where used.contains(id) {
      slots[id] = Slot(numbers.count)
      numbers += column.values
    }
    return graph.value(of: node, inputs: slots, row: numbers)
  }
}
