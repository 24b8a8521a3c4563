import CInterpreter

// fits throughout (conversion, product, range): a program has places in a frame, and is no longer
// than memory is

/// A finished program in the form in which it runs fastest.
///
/// Each instruction knows the code that carries it out. Short vectors are taken apart, two operations
/// that follow from each other are done as one, and what a result is for comes right after it. Long
/// vectors go through their instructions together, a block of rows after the other, see ``RowBlocks``.
///
/// It gives the very bits that ``Program/run(_:on:)`` gives, which checks every place it touches;
/// here the places are checked once, when the program is made, against the size of its frame.
///
/// # What makes it safe
///
/// Pointers are used here, in ``RowBlocks`` and where ``LaneFrame`` lends its numbers, nowhere else in
/// the engine. What holds, and who sees to it:
///
/// - Every place of an instruction lies below `frameSize`: `init` looks at each. Taking apart, fusing
///   and scheduling make no new places, they name parts of those.
/// - A frame has `frameSize` numbers at least: each `run` looks.
/// - An instruction's target is its operand, element for element, or shares no number with it:
///   ``Compiler`` puts aside what would be overwritten, and `Instruction.singles` leaves whole what
///   taken apart would be.
/// - The instructions end with one that ends the run, and are written once, before `init` is over.
/// - They live as long as `self`, which every run holds on to.
package final class CompiledProgram: Sendable {
  /// What it was made from.
  package let program: Program
  private let instructions: [Instruction]
  /// What goes through the rows together.
  private let blocks: [RowBlocks]
  /// How many numbers a frame has to have.
  package let frameSize: Int
  /// Ends with an instruction that ends the run; written once, before anybody reads it.
  private nonisolated(unsafe) let linked: UnsafeMutableBufferPointer<interpreter_instruction>
  /// What is run in its place, where numbers are rounded to another format.
  private let rounded: RoundedProgram?

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - program: what is to be run.
  ///   - frameSize: how many numbers its frames have; all that it reads and writes lies there.
  ///   - kept: how many of them, from the first on, somebody else reads; what lies behind them is
  ///     read by this program alone, after it has written it. Nil where all are read.
  package convenience init(_ program: Program, frameSize: Int, keeping kept: Int? = nil) {
    self.init(program, frameSize: frameSize, keeping: kept, rounded: nil)
  }

  /// The same program with every operation on some places rounded to another format.
  package func rounded(to precision: Precision, _ tensors: TensorPlaces) -> CompiledProgram {
    CompiledProgram(
      program, frameSize: frameSize, keeping: nil,
      rounded: RoundedProgram(program, precision, tensors))
  }

  private init(_ program: Program, frameSize: Int, keeping kept: Int?, rounded: RoundedProgram?) {
    self.program = program
    self.frameSize = frameSize
    self.rounded = rounded
    for instruction in program.instructions {
      precondition(instruction.liesWithin(frameSize), "an instruction reaches out of its frame")
    }
    instructions = program.instructions.flatMap(\.singles)
    let kept = kept ?? frameSize
    let parts = instructions.fused(keeping: kept).scheduled().inBlocks(keeping: kept)
    linked = .allocate(capacity: parts.count + 1)
    var blocks: [RowBlocks] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .one(let step): linked.initializeElement(at: index, to: step.linked)
      case .blocks(let together):
        // Known by a number behind those of the instructions.
        linked.initializeElement(
          at: index,
          to: CompiledProgram.instruction(interpreter_call, instructions.count + blocks.count))
        blocks.append(together)
      }
    }
    self.blocks = blocks
    linked.initializeElement(at: parts.count, to: CompiledProgram.instruction(interpreter_end))
    if let first = linked.baseAddress { interpreter_link(first, linked.count) }
  }

  deinit { linked.deallocate() }

  private static func instruction(
    _ operation: interpreter_operation, _ number: Int = 0
  ) -> interpreter_instruction {
    var instruction = interpreter_instruction()
    instruction.operation = UInt8(operation.rawValue)
    (instruction.count, instruction.target) = (1, Int32(number))
    return instruction
  }

  /// Whether it is best run on one frame at a time: it has long vectors, or is rounded.
  package var goesByRows: Bool { !blocks.isEmpty || rounded != nil }

  /// How many instructions it has, of which some do two things.
  package var count: Int { linked.count - 1 }

  /// How many numbers it works out each time: about how long it takes.
  package var numberCount: Int {
    instructions.reduce(0) { $0 + max(Int($1.count) * max(Int($1.inner), 1), 1) }
  }

  private func withProgram<Result>(
    _ body: (UnsafePointer<interpreter_program>) -> Result
  ) -> Result {
    guard let first = linked.baseAddress else { preconditionFailure("a program has an end") }
    // The program outlives the call, which `self` sees to.
    var program = interpreter_program(
      instructions: first, context: Unmanaged.passUnretained(self).toOpaque(),
      call: { context, number, frame, stride, lanes in
        Unmanaged<CompiledProgram>.fromOpaque(context).takeUnretainedValue()
          .run(
            Int(number), on: UnsafeMutableBufferPointer(start: frame, count: .max / 16), stride,
            lanes)
      })
    return withExtendedLifetime(self) { withUnsafePointer(to: &program) { body($0) } }
  }
}

// MARK: - One walk

extension CompiledProgram {
  /// Runs it once.
  package func run(on frame: inout [Double]) {
    precondition(frame.count >= frameSize, "a frame is too small")
    if let rounded { return rounded.run(on: &frame) }
    frame.withUnsafeMutableBufferPointer { frame in
      guard let numbers = frame.baseAddress else { return }
      withProgram { interpreter_run($0, numbers) }
    }
  }

  /// Runs it so many times, or until one of some numbers isn't finite after it.
  ///
  /// - Parameters:
  ///   - times: how often at most.
  ///   - checked: the places of the numbers that are looked at.
  ///   - frame: goes from one run to the next.
  /// - Returns: how often it ran.
  package func run(_ times: Int, whileFinite checked: Range<Int>, on frame: inout [Double]) -> Int {
    precondition(frame.count >= max(frameSize, checked.upperBound), "a frame is too small")
    if let rounded {
      for made in 1...max(times, 1) {
        rounded.run(on: &frame)
        if made == times || !frame[checked].allSatisfy(\.isFinite) { return made }
      }
    }
    return frame.withUnsafeMutableBufferPointer { frame in
      guard let numbers = frame.baseAddress else { return 0 }
      return withProgram {
        interpreter_run_while_finite($0, numbers, times, checked.lowerBound, checked.count)
      }
    }
  }
}

// MARK: - Many walks

extension CompiledProgram {
  /// Runs it once on each lane that is at work.
  package func run(on frame: inout LaneFrame) {
    precondition(frame.slots >= frameSize, "a frame is too small")
    frame.withUnsafeMutableNumbers { numbers, stride, lanes in
      withProgram { interpreter_run_lanes($0, numbers, stride, lanes) }
    }
  }

  /// Does what is called from a program: an instruction that is done in Swift, or blocks of rows.
  private func run(
    _ number: Int, on frame: UnsafeMutableBufferPointer<Double>, _ stride: Int, _ lanes: Int
  ) {
    let isAlone = lanes == 1 && stride == 1
    guard number < instructions.count else {
      let blocks = blocks[number - instructions.count]
      if isAlone, let numbers = frame.baseAddress { return blocks.run(on: numbers) }
      for step in blocks.instructions {
        step.inner?.run(on: frame, stride: stride, lanes: lanes)
        step.outer.run(on: frame, stride: stride, lanes: lanes)
      }
      return
    }
    let instruction = instructions[number]
    if isAlone {
      var span = frame.mutableSpan
      Program.run(instruction, &span)
    } else {
      instruction.run(on: frame, stride: stride, lanes: lanes)
    }
  }
}
