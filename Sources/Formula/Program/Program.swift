/// Formulas compiled to straight-line code over one flat frame of doubles.
///
/// A frame holds inputs, constants, results and everything between; running a program allocates
/// nothing. Programs that agree on their inputs can share a frame, see ``Compiler``. What is run often
/// is run as a ``CompiledProgram``.
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
