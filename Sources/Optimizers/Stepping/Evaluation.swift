import Formula

/// The programs that work out f and ∂f on a machine's frame, on all rows of the data or on some.
struct Evaluation: Sendable {
  /// f on all rows, and ∂f too where every step sees all rows.
  private var whole = Program()
  private var batches: [Batch] = []
  private var plan: BatchPlan?
  private var data = DataTable()

  /// Programs for batches of one size, and where their rows are to be put.
  private struct Batch: Sendable {
    var size: Int
    var program = Program()
    var columns: [Slot]
  }

  /// Where results go.
  struct Targets {
    /// The first parameter's number.
    var theta: Slot
    /// f on all rows.
    var value: Slot
    /// ∂f for the next step.
    var gradient: Slot
    /// f on the rows that the next step sees.
    var batchValue: Slot
  }

  /// Compiles an objective onto a frame, which grows by what the programs need.
  ///
  /// - Parameters:
  ///   - objective: what to work out.
  ///   - columns: where the columns of the data stand in the frame.
  ///   - targets: where its numbers come from and go to.
  ///   - frame: the frame so far.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name or shapes that don't fit.
  init(
    _ objective: Objective, columns: [Slot], targets: Targets, frame: inout [Double]
  ) throws(Diagnostic) {
    let derived = try objective.derived()
    plan = objective.batch
    data = objective.data
    let gradient = objective.batch == nil ? targets.gradient : nil
    try Evaluation.compile(
      derived, objective, columns: columns, theta: targets.theta, value: targets.value,
      gradient: gradient, frame: &frame, into: &whole)
    for size in plan?.sizes(of: data.rowCount) ?? [] {
      var batch = Batch(size: size, columns: [])
      for _ in data.columns {
        batch.columns.append(Slot(frame.count))
        frame += [Double](repeating: 0, count: size)
      }
      try Evaluation.compile(
        try objective.derived(rows: size), objective, columns: batch.columns,
        theta: targets.theta, value: targets.batchValue, gradient: targets.gradient,
        frame: &frame, into: &batch.program)
      batches.append(batch)
    }
  }

  private static func compile(
    _ derived: Objective.Derived, _ objective: Objective, columns: [Slot], theta: Slot,
    value: Slot, gradient: Slot?, frame: inout [Double], into program: inout Program
  ) throws(Diagnostic) {
    var inputs: [Graph.ID: Slot] = [:]
    let offsets = objective.blocks.offsets
    for (block, offset) in zip(derived.blocks, offsets) {
      inputs[block] = theta.advanced(by: offset)
    }
    for (column, slot) in zip(derived.columns, columns) { inputs[column] = slot }
    var compiler = Compiler(derived.graph, inputs: inputs, reserved: frame.count)
    var outputs = [(node: derived.value, target: value)]
    if let gradient {
      for (node, offset) in zip(derived.gradient, offsets) {
        outputs.append((node, gradient.advanced(by: offset)))
      }
    }
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[frame.count...]
  }

  /// Works out f at the frame's θ, and ∂f on the rows that a step sees.
  @inline(__always)
  func run(on frame: inout [Double], nextStep: Int) {
    if let plan { load(plan.rows(for: nextStep, of: data.rowCount), into: &frame) }
    var span = frame.mutableSpan
    whole.run(on: &span)
  }

  private func load(_ rows: [Int], into frame: inout [Double]) {
    guard let batch = batches.first(where: { $0.size == rows.count }) else { return }
    for (column, slot) in zip(data.columns, batch.columns) {
      for (place, row) in rows.enumerated() {
        frame[Int(slot.index) + place] = column.values[row]
      }
    }
    var span = frame.mutableSpan
    batch.program.run(on: &span)
  }
}
