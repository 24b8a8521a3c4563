package import Formula

/// Formulas at work: a frame of their own, into which what they read of a row is put.
package struct RowReader: Sendable {
  let formulas: RowFormulas
  private var frame: [Double]
  /// The step whose row was read last.
  package private(set) var step = 0

  init(_ formulas: RowFormulas) {
    self.formulas = formulas
    frame = formulas.frame
  }

  /// Works the formulas out at a row.
  mutating func read(_ row: Row, previous: Row?) {
    if let previous { keepAsBefore(previous.numbers) }
    read(row.numbers, step: row.step)
  }

  /// Works the formulas out at the row that a frame begins with.
  @inline(__always)
  mutating func read(_ row: [Double], step: Int) {
    put(formulas.now, of: row)
    self.step = step
    formulas.program.run(on: &frame)
  }

  /// Takes the row that a frame begins with as the one that the next step begins with.
  @inline(__always)
  mutating func keepAsBefore(_ row: [Double]) {
    put(formulas.before, of: row)
  }

  @inline(__always)
  private mutating func put(_ parts: [RowFormulas.Part], of row: [Double]) {
    for part in parts {
      for index in 0..<part.count { frame[part.target + index] = row[part.source + index] }
    }
  }
}

// MARK: - What came out

extension RowReader {
  /// Whether a formula has a value at the step of the row that was read.
  @inline(__always)
  package func hasValue(_ formula: Int) -> Bool { step >= formulas.results[formula].firstStep }

  /// A formula's value, nil where it speaks of what has none at this step.
  package func value(_ formula: Int) -> Value? { hasValue(formula) ? self[formula] : nil }

  /// All formulas' values.
  package var values: [Value?] { formulas.formulas.indices.map { value($0) } }

  /// One number of a formula, nil where it has no value at this step.
  @inline(__always)
  package func number(_ formula: Int, _ element: Int = 0) -> Double? {
    hasValue(formula) ? frame[Int(formulas.results[formula].slot.index) + element] : nil
  }

  /// One number of a formula, nil where it has no value at this step.
  package func number(_ column: RowFormulas.Column) -> Double? {
    number(column.formula, column.element)
  }

  /// What stands where a formula's value comes to stand.
  subscript(formula: Int) -> Value {
    let shape = formulas.shapes[formula]
    let first = Int(formulas.results[formula].slot.index)
    // fits: a shape has a number at least
    return Value(Array(frame[first..<first + shape.count]), shape)
  }
}
