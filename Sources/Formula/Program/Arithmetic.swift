import RealModule

/// The numbers behind the operations: one definition for folding and for running.
package enum Arithmetic {
  @inline(__always)
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    // A square is the product, to the last bit, however its exponent came about.
    if exponent == 2 { return base * base }
    // RealModule's power of a negative base is a number only for an Int exponent.
    if let whole = Int(exactly: exponent) { return Double.pow(base, whole) }
    return Double.pow(base, exponent)
  }

  @inline(__always)
  package static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

  @inline(__always)
  package static func relu(_ x: Double) -> Double { x.isNaN ? x : x > 0 ? x : 0 }

  /// The smaller number; not-a-number if either is.
  @inline(__always)
  package static func minimum(_ a: Double, _ b: Double) -> Double {
    a.isNaN ? a : b < a || b.isNaN ? b : a
  }

  @inline(__always)
  package static func maximum(_ a: Double, _ b: Double) -> Double {
    a.isNaN ? a : b > a || b.isNaN ? b : a
  }

  @inline(__always)
  static func near(_ a: Double, _ b: Double) -> Double {
    let scale = a == 0 || b == 0 ? 1 : Swift.max(Swift.abs(a), Swift.abs(b))
    return truth(a == b || Swift.abs(a - b) <= 1e-9 * scale)
  }

  @inline(__always)
  static func nearRelative(_ a: Double, _ b: Double, _ fraction: Double) -> Double {
    truth(a == b || Swift.abs(a - b) <= fraction * Swift.abs(b))
  }

  @inline(__always)
  static func nearAbsolute(_ a: Double, _ b: Double, _ amount: Double) -> Double {
    truth(a == b || Swift.abs(a - b) <= amount)
  }

  /// a − b·⌊a/b⌋ without its rounding: the remainder that has the sign of b, as in Python.
  @inline(__always)
  static func remainder(_ a: Double, _ b: Double) -> Double {
    // fits: a remainder of doubles can't trap
    let rest = a.truncatingRemainder(dividingBy: b)
    if rest == 0 { return b < 0 ? -0.0 : 0 }
    return (rest < 0) == (b < 0) ? rest : rest + b
  }

  /// A product in which 0 wins, even against infinity and what is not a number.
  ///
  /// In the chain rule one factor says how fast something changes with the next; where it doesn't
  /// change at all, it doesn't matter how fast the rest does.
  @inline(__always)
  static func chain(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }

  /// Conditions are numbers: 1 where they hold, 0 elsewhere.
  @inline(__always)
  package static func truth(_ condition: Bool) -> Double { condition ? 1 : 0 }

  /// One operation on numbers, as a program would run it.
  static func value(_ operation: Operation, _ operands: [Double]) -> Double {
    let slots = operands.indices.map { Slot($0) }
    var frame = operands + [0]
    let instruction = Instruction(
      operation, to: Slot(operands.count), from: slots, counts: operands.map { _ in 1 }, count: 1)
    var span = frame.mutableSpan
    Program.run(instruction, &span)
    return frame[operands.count]
  }
}
