import Formula

// fits throughout (product, range): places of the numbers of a row

/// Formulas of a recipe, worked out one after the other, compiled with their derivatives by all that
/// they read; the chain rule joins them.
struct DifferentiatedLines: Sendable {
  private var lines: [Line] = []
  private var emptyFrame: [Double]
  private let rowSize: Int

  /// A line's derivatives by what it reads.
  private struct Line: Sendable {
    var quantity: Quantity
    var program: CompiledProgram
    /// Where in the row each thing stands that it reads, and where the derivatives by it come to
    /// stand, row after row.
    var parts: [(source: Range<Int>, target: Int)]
  }

  /// Compiles formulas.
  ///
  /// - Parameters:
  ///   - part: the formulas.
  ///   - quantities: what each of them sets.
  ///   - machine: whose rows they read.
  /// - Throws: a ``Diagnostic`` where there are too many numbers.
  init(_ part: LoweredRecipe.Part, setting quantities: [Quantity], _ machine: Machine)
    throws(Diagnostic)
  {
    var graph = part.lowering.graph
    var inputs = part.lowering.inputs
    let sources = inputs
    rowSize = machine.layout.size
    var frame = [Double](repeating: 0, count: rowSize)
    for (input, column) in zip(
      part.lowering.calls.points.columns, machine.objective?.data.columns ?? [])
    {
      inputs[input] = Slot(frame.count)
      frame += column.values
    }
    for (quantity, output) in zip(quantities, part.outputs) {
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
      guard graph.numberCount <= Graph.largest else { throw .tooManyToStep(rowSize) }
      let kept = frame.count
      var compiler = Compiler(graph, inputs: inputs, reserved: kept)
      var program = Program()
      compiler.emit(outputs, to: &program)
      frame += compiler.frame[kept...]
      lines.append(
        Line(
          quantity: quantity,
          program: CompiledProgram(program, frameSize: frame.count, keeping: kept), parts: parts))
    }
    emptyFrame = frame
  }

  /// Carries derivatives of a row's numbers through the lines.
  ///
  /// - Parameters:
  ///   - slopes: for each number of the row, its derivatives by each of some variables; those of what
  ///     the lines set are put in.
  ///   - width: how many variables there are.
  ///   - row: the numbers of the row before a line, by the line's index.
  func propagate(_ slopes: inout [Double], width: Int, row: (Int) -> [Double]) {
    var frame = emptyFrame
    for (number, line) in lines.enumerated() {
      frame.replaceSubrange(0..<rowSize, with: row(number))
      line.program.run(on: &frame)
      let found = line.quantity.indices.indices.map { element in
        derivative(of: element - line.quantity.indices.lowerBound, line, frame, slopes, width)
      }
      for (index, numbers) in zip(line.quantity.indices, found) {
        slopes.replaceSubrange(index * width..<(index + 1) * width, with: numbers)
      }
    }
  }

  /// The chain rule for one number of a line.
  private func derivative(
    of element: Int, _ line: Line, _ frame: [Double], _ slopes: [Double], _ width: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: width)
    for part in line.parts {
      for (offset, source) in part.source.enumerated() {
        let factor = frame[part.target + element * part.source.count + offset]
        guard factor != 0 else { continue }
        for column in 0..<width where slopes[source * width + column] != 0 {
          result[column] += factor * slopes[source * width + column]
        }
      }
    }
    return result
  }
}
