import Formula

/// Formulas that are single numbers, compiled once to be worked out for many values of their names.
struct ClaimSheet {
  private let names: [Name]
  private let count: Int
  private let program: CompiledProgram
  private var frame: [Double]

  /// Compiles formulas.
  ///
  /// - Throws: a ``Diagnostic`` for an unknown name, or where one is not a single number.
  init(_ formulas: [Expression], _ names: [Name]) throws(Diagnostic) {
    self.names = names
    count = formulas.count
    var graph = Graph()
    var scope = Scope()
    var inputs: [Graph.ID: Slot] = [:]
    for (index, name) in names.enumerated() {
      let id = graph.input(name)
      inputs[id] = Slot(index)
      scope.bindings[name] = id
    }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    for (index, formula) in formulas.enumerated() {
      let node = try graph.lower(formula, in: scope)
      guard graph[node].shape == .scalar else { throw .claimNotOneNumber(at: formula.range) }
      outputs.append((node, Slot(names.count + index)))
    }
    var compiler = Compiler(graph, inputs: inputs, reserved: names.count + formulas.count)
    var program = Program()
    compiler.emit(outputs, to: &program)
    frame = compiler.frame
    self.program = CompiledProgram(program, frameSize: frame.count)
  }

  /// What each formula comes to.
  mutating func values(_ numbers: [Name: Double]) -> [Double] {
    for (index, name) in names.enumerated() { frame[index] = numbers[name] ?? .nan }
    program.run(on: &frame)
    // fits: formulas follow names
    return Array(frame[names.count..<names.count + count])
  }
}
