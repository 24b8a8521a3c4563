import Formula

// fits throughout (product, range): places of the numbers of a row and of a matrix

/// One step as a map from what it finds to what it hands on, θ and the states, compiled with all its
/// derivatives.
///
/// The recipe's own lines are differentiated, one after the other, and joined by the chain rule; of
/// the objective it takes the gradient and the Hessian. The Hessian itself, where a recipe reads it,
/// counts as the same everywhere, which holds for a quadratic.
struct StepJacobian: Sendable {
  let machine: Machine
  /// θ, then the states in the recipe's order.
  let kept: [Quantity]
  /// How many numbers those are.
  let count: Int
  private var lines: [Line] = []
  private var emptyFrame: [Double]

  /// A line's derivatives by what it reads.
  private struct Line: Sendable {
    var quantity: Quantity
    var program: CompiledProgram
    /// Where in the row each thing stands that it reads, and where the derivatives by it come to
    /// stand, row after row.
    var parts: [(source: Range<Int>, target: Int)]
  }

  /// The most numbers of θ and the states of which there is a matrix.
  static let largestCount = 64

  /// Compiles it.
  ///
  /// - Throws: a ``Diagnostic`` where the recipe draws numbers or has a population, and where there
  ///   are too many numbers.
  init(_ machine: Machine) throws(Diagnostic) {
    self.machine = machine
    let (recipe, layout) = (machine.recipe, machine.layout)
    guard !recipe.isRandom, machine.particles == nil else { throw .stepsByChance(recipe.name) }
    kept = [layout.theta] + recipe.states.compactMap { layout.quantity($0.name) }
    count = kept.reduce(0) { $0.saturatingSum($1.size) }
    guard count <= StepJacobian.largestCount else { throw .tooManyToStep(count) }
    let lowered = try LoweredRecipe(
      recipe, machine.objective, PopulationSize(parameters: machine.parameters.count),
      parameters: machine.parameters)
    var graph = lowered.lines.lowering.graph
    var inputs = lowered.lines.lowering.inputs
    let sources = inputs
    var frame = [Double](repeating: 0, count: layout.size)
    for (input, column) in zip(
      lowered.lines.lowering.calls.points.columns, machine.objective?.data.columns ?? [])
    {
      inputs[input] = Slot(frame.count)
      frame += column.values
    }
    for (index, output) in lowered.lines.outputs.enumerated() {
      let read = graph.reachable(from: [output.node]).filter { sources[$0] != nil }
      let numbers = graph.numbers(of: output.node)
      var parts: [(source: Range<Int>, target: Int)] = []
      var outputs: [(node: Graph.ID, target: Slot)] = []
      for input in read {
        let (size, target) = (graph[input].shape.count, frame.count)
        let first = sources[input].map { Int($0.index) } ?? 0
        frame += [Double](repeating: 0, count: size * numbers.count)
        parts.append((first..<first + size, target))
      }
      for (row, number) in numbers.enumerated() {
        for (slope, part) in zip(graph.gradient(of: number, by: read), parts) {
          outputs.append((slope, Slot(part.target + row * part.source.count)))
        }
      }
      guard graph.numberCount <= Graph.largest else { throw .tooManyToStep(count) }
      let kept = frame.count
      var compiler = Compiler(graph, inputs: inputs, reserved: kept)
      var program = Program()
      compiler.emit(outputs, to: &program)
      frame += compiler.frame[kept...]
      lines.append(
        Line(
          quantity: layout.quantity(ofLine: index),
          program: CompiledProgram(program, frameSize: frame.count, keeping: kept), parts: parts))
    }
    emptyFrame = frame
  }

  /// The matrix of derivatives of the step that a row begins, row after row.
  ///
  /// - Parameters:
  ///   - before: the row.
  ///   - after: the row that the step leaves.
  ///   - hessian: the objective's Hessian there, row after row.
  /// - Returns: for each number that is handed on, its derivatives by each that was found.
  func matrix(from before: Row, to after: Row, hessian: [Double]) -> [Double] {
    let (layout, size) = (machine.layout, machine.parameters.count)
    // For each number of the row, its derivatives by what the step found.
    var slopes = [Double](repeating: 0, count: layout.size * count)
    var next = 0
    for quantity in kept {
      for index in quantity.indices {
        slopes[index * count + next] = 1
        next += 1
      }
    }
    // ∂f changes with θ as the Hessian says, and f as ∂f says.
    for (row, index) in layout.gradient.indices.enumerated() {
      for column in 0..<size { slopes[index * count + column] = hessian[row * size + column] }
    }
    for index in layout.objectiveBefore.indices {
      for column in 0..<size {
        slopes[index * count + column] = after.numbers[layout.gradient.indices.lowerBound + column]
      }
    }
    var frame = emptyFrame
    for (number, line) in lines.enumerated() {
      let row = Row(from: before, to: after, linesDone: number)
      frame.replaceSubrange(0..<layout.size, with: row.numbers)
      line.program.run(on: &frame)
      let found = line.quantity.indices.indices.map { element in
        derivative(of: element - line.quantity.indices.lowerBound, line, frame, slopes)
      }
      for (index, numbers) in zip(line.quantity.indices, found) {
        slopes.replaceSubrange(index * count..<(index + 1) * count, with: numbers)
      }
    }
    return kept.flatMap { quantity in
      quantity.indices.flatMap { slopes[$0 * count..<($0 + 1) * count] }
    }
  }

  /// The chain rule for one number of a line.
  private func derivative(
    of element: Int, _ line: Line, _ frame: [Double], _ slopes: [Double]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for part in line.parts {
      for (offset, source) in part.source.enumerated() {
        let factor = frame[part.target + element * part.source.count + offset]
        guard factor != 0 else { continue }
        for column in 0..<count where slopes[source * count + column] != 0 {
          result[column] += factor * slopes[source * count + column]
        }
      }
    }
    return result
  }
}
