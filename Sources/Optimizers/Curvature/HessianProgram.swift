package import Formula

// fits throughout (product, range): places of the numbers of a matrix that there is room for

/// The program that works out the Hessian of an objective, or its diagonal, on a frame.
struct HessianProgram: Sendable {
  /// How much of it is wanted.
  enum Part: Hashable, Sendable {
    /// n·n numbers, row after row.
    case whole
    /// The n numbers ∂²f/∂θᵢ².
    case diagonal
  }

  private(set) var program: CompiledProgram
  private let part: Part
  private let count: Int
  private let target: Slot
  /// Where a direction is put in and a column comes out, where the columns are made one by one.
  private let column: (direction: Slot, result: Slot)?

  /// Of more parameters than this, or of lists, columns are made one by one: each is the derivative
  /// along one parameter, by one program for all of them.
  static let formulaLimit = 12

  /// Compiles second derivatives onto a frame.
  ///
  /// - Parameters:
  ///   - objective: what is differentiated.
  ///   - part: how much is wanted.
  ///   - rows: how many rows its columns have.
  ///   - columns: where they stand.
  ///   - theta: where the parameters stand.
  ///   - target: where the numbers go.
  ///   - frame: the frame so far, which grows.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name or shapes that don't fit, and
  ///   where there are too many numbers.
  init(
    _ objective: Objective, _ part: Part, rows: Int, columns: [Slot], theta: Slot, target: Slot,
    frame: inout [Double]
  ) throws(Diagnostic) {
    var derived = try objective.derived(rows: rows)
    let offsets = objective.blocks.offsets
    count = objective.parameters.count
    (self.part, self.target) = (part, target)
    var inputs: [Graph.ID: Slot] = [:]
    for (block, offset) in zip(derived.blocks, offsets) {
      inputs[block] = theta.advanced(by: offset)
    }
    for (column, slot) in zip(derived.columns, columns) { inputs[column] = slot }
    var outputs: [(node: Graph.ID, target: Slot)] = []
    func reserve(_ count: Int) -> Slot {
      defer { frame += [Double](repeating: 0, count: count) }
      return Slot(frame.count)
    }
    if objective.hasHessianFormulas {
      let entries = derived.graph.hessian(of: derived.gradient, by: derived.blocks)
      for (row, numbers) in entries.enumerated() {
        for (index, number) in numbers.enumerated() {
          switch part {
          case .whole: outputs.append((number, target.advanced(by: row * count + index)))
          case .diagonal where row == index:
            outputs.append((number, target.advanced(by: index)))
          case .diagonal: break
          }
        }
      }
      column = nil
    } else {
      let (direction, result) = (reserve(count), reserve(count))
      let directions = objective.blocks.map {
        derived.graph.input(Name("v"), shape: $0.shape)
      }
      for (input, offset) in zip(directions, offsets) {
        inputs[input] = direction.advanced(by: offset)
      }
      let products = derived.graph.hessian(
        of: derived.gradient, by: derived.blocks, along: directions)
      for (node, offset) in zip(products, offsets) {
        outputs.append((node, result.advanced(by: offset)))
      }
      column = (direction, result)
    }
    guard derived.graph.numberCount <= Graph.largest else { throw .hessianTooLarge(count) }
    let kept = frame.count
    var compiler = Compiler(derived.graph, inputs: inputs, reserved: kept)
    var program = Program()
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[kept...]
    self.program = CompiledProgram(program, frameSize: frame.count, keeping: kept)
  }

  /// How many numbers it works out each time.
  var numberCount: Int {
    column == nil ? program.numberCount : program.numberCount.saturatingProduct(count)
  }

  /// Rounds every operation to another format.
  mutating func round(to precision: Precision, _ tensors: TensorPlaces) {
    program = program.rounded(to: precision, tensors)
  }

  /// Works it out at the frame's θ.
  func run(on frame: inout [Double]) {
    guard let column else { return program.run(on: &frame) }
    let (direction, result) = (Int(column.direction.index), Int(column.result.index))
    let first = Int(target.index)
    for index in 0..<count { frame[direction + index] = 0 }
    for index in 0..<count {
      frame[direction + index] = 1
      program.run(on: &frame)
      frame[direction + index] = 0
      switch part {
      case .diagonal: frame[first + index] = frame[result + index]
      case .whole:
        // The same number on either side of the diagonal, to the bit.
        for row in 0...index {
          frame[first + row * count + index] = frame[result + row]
          frame[first + index * count + row] = frame[result + row]
        }
      }
    }
  }

  /// H·v at the frame's θ, for what can't hold all of H; nil where all of it is made at once.
  func product(_ vector: [Double], on frame: inout [Double]) -> [Double]? {
    guard let column else { return nil }
    let (direction, result) = (Int(column.direction.index), Int(column.result.index))
    for (index, number) in vector.enumerated() { frame[direction + index] = number }
    program.run(on: &frame)
    return Array(frame[result..<result + count])
  }
}

extension Objective {
  /// Whether each of its second derivatives is a node of its own, which may be written as a formula.
  var hasHessianFormulas: Bool {
    blocks.count <= HessianProgram.formulaLimit && blocks.allSatisfy { $0.shape == .scalar }
  }

  /// The second derivatives as nodes of a graph whose inputs are the parameters and the data, a row
  /// a parameter; nil where there are lists or many parameters.
  ///
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func hessianNodes() throws(Diagnostic) -> (graph: Graph, rows: [[Graph.ID]])? {
    guard hasHessianFormulas else { return nil }
    var derived = try derived()
    let rows = derived.graph.hessian(of: derived.gradient, by: derived.blocks)
    return (derived.graph, rows)
  }

  /// The second derivatives as formulas, a row a parameter; nil for one that is too long to read.
  ///
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package func hessianFormulas() throws(Diagnostic) -> [[Expression?]] {
    guard let (graph, rows) = try hessianNodes() else { return [] }
    return rows.map { row in row.map { graph.expression($0, limit: 40) } }
  }
}
