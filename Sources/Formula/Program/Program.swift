/// Formulas compiled to straight-line code over one flat frame of doubles.
///
/// A frame holds inputs, constants, results and everything between; running a program allocates
/// nothing. Programs that agree on their inputs can share a frame, see ``Compiler``. What is run often
/// is run as a ``CompiledProgram``.
///
/// # How it became fast
///
/// To be read in this order; what a step of RMSprop on Rosenbrock's valley takes as far as there, in
/// nanoseconds of one core on which the same loop in C takes 22:
///
/// | What | Where | |
/// |---|---|---|
/// | graph → instructions on slots, one program a step | `Compiler` | |
/// | the checked way: a `switch`, every place looked at | `Program+Run` | 225 |
/// | each instruction jumps to the next one's code | `interpreter.c`, `CompiledProgram` | 82 |
/// | two operations in one where only the second reads the first | `FusedInstruction` | 80 |
/// | short vectors taken apart, results handed on in a register, what a result is for comes next | `Instruction+Singles`, `FusedInstruction+Schedule` | 48 |
/// | 2,400 walks side by side, on two cores | `LaneFrame`, `lanes.c` | 8 |
///
/// And of a step of a logistic regression on 1,000 rows of 8 numbers, in microseconds; C takes 28:
///
/// | What | Where | |
/// |---|---|---|
/// | whole columns, one operation after the other | `Program+Run` | 42 |
/// | 256 rows through all operations; a product and its sum in one | `RowBlocks`, `rows.c` | 37 |
/// | exp, log1p and their kin four at a time | `elementary_inline.h` | 18 |
/// | one exp(−∣x∣) for sigmoid and softplus of the same numbers | `RowBlockLayout` | 13 |
///
/// All of them give the bits of the checked way, to which tests hold them over random programs.
/// How it was measured, and what was tried and left out, is in `Benchmarks/RESULTS.md`.
package struct Program: Sendable {
  var instructions: [Instruction] = []

  /// A program that does nothing yet.
  package init() {}

  /// How many instructions it has.
  package var count: Int { instructions.count }

  /// Lets another program's instructions follow.
  package mutating func append(_ other: Program) { instructions += other.instructions }

  /// Runs all of it, or a part.
  package func run(_ range: Range<Int>? = nil, on frame: inout MutableSpan<Double>) {
    let instructions = instructions.span
    for index in range ?? 0..<instructions.count {
      Program.run(instructions[index], &frame)
    }
  }
}
