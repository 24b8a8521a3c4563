import Formula

// fits throughout (product): places of the numbers in a frame

/// The programs that work out f and ∂f on a machine's frame, on all rows of the data or on some.
struct ObjectivePrograms: Sendable {
  /// f on all rows, and ∂f too where every step sees all rows.
  var whole: CompiledProgram
  /// What works out f and ∂f whenever it runs; nil where rows have to be brought in first.
  let onlyProgram: Program?
  /// ∂²f where every step sees all rows, as far as it is asked for.
  var curvatures: [HessianProgram] = []
  var batches: [Batch] = []
  /// Where the rows of batches come from, nil where every step sees all rows.
  private let batchRows: BatchRows?
  /// Where numbers go between the programs and the particles, nil for one walker.
  let ferry: Ferry?

  /// Programs for batches of one size, and where their rows are to be put.
  struct Batch: Sendable {
    var size: Int
    var program: CompiledProgram
    var columns: [Slot]
    var curvatures: [HessianProgram] = []
  }

  /// Where numbers come from and results go.
  struct Places {
    /// The first parameter's number.
    var theta: Slot
    /// f on all rows.
    var value: Slot
    /// ∂f for the next step.
    var gradient: Slot
    /// f on the rows that the next step sees.
    var batchValue: Slot
    /// The columns of the data.
    var columns: [Slot]
    /// ∂²f for the next step, as much of it as is wanted.
    var curvatures: [(part: HessianProgram.Part, target: Slot)] = []
  }

  /// The programs are for one point; a population's are put in one after the other.
  struct Ferry: Sendable {
    var particles: Int
    var parameters: Int
    /// Where the numbers of all particles stand, and where those of one do.
    var (all, one): (Places, Places)
  }

  /// Compiles an objective onto a frame, which grows by what the programs need.
  ///
  /// - Parameters:
  ///   - objective: what to work out.
  ///   - all: where its numbers come from and go to.
  ///   - particles: how many points there are, nil for one walker's.
  ///   - frame: the frame so far.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name or shapes that don't fit.
  init(
    _ objective: Objective, at all: Places, particles: Int?, frame: inout [Double]
  ) throws(Diagnostic) {
    let (plan, data) = (objective.batchInForce, objective.data)
    batchRows = plan.map { BatchRows($0, of: data) }
    var places = all
    if let particles {
      let count = objective.parameters.count
      func reserve(_ count: Int) -> Slot {
        defer { frame += [Double](repeating: 0, count: count) }
        return Slot(frame.count)
      }
      places.theta = reserve(count)
      places.gradient = reserve(count)
      places.value = reserve(1)
      places.batchValue = reserve(1)
      ferry = Ferry(particles: particles, parameters: count, all: all, one: places)
    } else {
      ferry = nil
    }
    whole = try ObjectivePrograms.compile(
      objective, rows: data.rowCount, columns: places.columns, theta: places.theta,
      value: places.value, gradient: plan == nil ? places.gradient : nil, frame: &frame)
    let isOnly = plan == nil && particles == nil && places.curvatures.isEmpty
    onlyProgram = isOnly ? whole.program : nil
    if plan == nil {
      for (part, target) in places.curvatures {
        curvatures.append(
          try HessianProgram(
            objective, part, rows: data.rowCount, columns: places.columns, theta: places.theta,
            target: target, frame: &frame))
      }
    }
    for size in plan?.sizes(of: data.rowCount) ?? [] {
      var columns: [Slot] = []
      for _ in data.columns {
        columns.append(Slot(frame.count))
        frame += [Double](repeating: 0, count: size)
      }
      var batch = Batch(
        size: size,
        program: try ObjectivePrograms.compile(
          objective, rows: size, columns: columns, theta: places.theta,
          value: places.batchValue, gradient: places.gradient, frame: &frame),
        columns: columns)
      for (part, target) in places.curvatures {
        batch.curvatures.append(
          try HessianProgram(
            objective, part, rows: size, columns: columns, theta: places.theta, target: target,
            frame: &frame))
      }
      batches.append(batch)
    }
  }

  /// Compiles f, and ∂f where it has a place, onto a frame.
  ///
  /// - Parameters:
  ///   - objective: what to work out.
  ///   - rows: how many rows its columns have.
  ///   - columns: where they stand.
  ///   - theta: where the parameters stand.
  ///   - value: where f goes.
  ///   - gradient: where ∂f goes, nil for f alone.
  ///   - frame: the frame so far, which grows.
  /// - Returns: the program, which leaves its results in what was the frame so far.
  /// - Throws: a ``Diagnostic`` where the objective has an unknown name or shapes that don't fit.
  static func compile(
    _ objective: Objective, rows: Int, columns: [Slot], theta: Slot, value: Slot, gradient: Slot?,
    frame: inout [Double]
  ) throws(Diagnostic) -> CompiledProgram {
    let kept = frame.count
    let derived = try objective.derived(rows: rows, hasGradient: gradient != nil)
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
    var program = Program()
    compiler.emit(outputs, to: &program)
    frame += compiler.frame[frame.count...]
    return CompiledProgram(program, frameSize: frame.count, keeping: kept)
  }

  /// How many numbers it works out for a step.
  var numberCount: Int {
    func count(_ program: CompiledProgram, _ curvatures: [HessianProgram]) -> Int {
      curvatures.reduce(program.numberCount) { $0.saturatingSum($1.numberCount) }
    }
    let batch = batches.map { count($0.program, $0.curvatures) }.max() ?? 0
    return count(whole, curvatures).saturatingSum(batch)
      .saturatingProduct(ferry?.particles ?? 1)
  }

  /// Works out f at the frame's θ, and ∂f on the rows that a step sees.
  @inline(__always)
  func run(on frame: inout [Double], lastStep: Double) {
    if let batchRows {
      let next = Int(clamping: lastStep).saturatingSum(1)
      let size = batchRows.count(for: next)
      guard let batch = batches.first(where: { $0.size == size }) else { return }
      batchRows.load(for: next, into: batch.columns, of: &frame)
      runEach(batch.program, on: &frame)
      for curvature in batch.curvatures { curvature.run(on: &frame) }
    }
    runEach(whole, on: &frame)
    for curvature in curvatures { curvature.run(on: &frame) }
  }

  /// Runs a program for one walker, or for each particle.
  @inline(__always)
  private func runEach(_ program: CompiledProgram, on frame: inout [Double]) {
    guard let ferry else { return program.run(on: &frame) }
    for particle in 0..<ferry.particles {
      ferry.bringIn(particle, &frame)
      program.run(on: &frame)
      ferry.bringOut(particle, &frame)
    }
  }
}

extension ObjectivePrograms.Ferry {
  func bringIn(_ particle: Int, _ frame: inout [Double]) {
    let (source, target) = (Int(all.theta.index) + particle * parameters, Int(one.theta.index))
    for index in 0..<parameters { frame[target + index] = frame[source + index] }
  }

  func bringOut(_ particle: Int, _ frame: inout [Double]) {
    let target = Int(all.gradient.index) + particle * parameters
    let source = Int(one.gradient.index)
    for index in 0..<parameters { frame[target + index] = frame[source + index] }
    frame[Int(all.value.index) + particle] = frame[Int(one.value.index)]
    frame[Int(all.batchValue.index) + particle] = frame[Int(one.batchValue.index)]
  }
}
