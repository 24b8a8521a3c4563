// fits throughout (conversion): a graph has at most 2²⁷ numbers, see Graph.largest

/// A place in a frame of numbers.
package struct Slot: Hashable, Comparable, Sendable {
  package let index: Int32

  package init(_ index: Int) { self.index = Int32(index) }

  /// The slot so many places on.
  package func advanced(by count: Int) -> Slot { Slot(Int(index) + count) }

  package static func < (left: Slot, right: Slot) -> Bool { left.index < right.index }
}

/// One operation on slots: 36 bytes, no references.
struct Instruction: Sendable {
  let operation: Operation
  let operandCount: UInt8
  /// 1 where an operand moves on with the elements, 0 where it is one number for all.
  let strideA: UInt8
  let strideB: UInt8
  let strideC: UInt8
  /// How many elements the result has; for a reduction, how many the operand has.
  let count: Int32
  var target: Int32
  var a: Int32
  var b: Int32
  var c: Int32
  /// For an operation on matrices, how many columns the one has that it goes through.
  let columns: Int32
  /// For a product of matrices, how many numbers each sum has.
  let inner: Int32

  init(
    _ operation: Operation, to target: Slot, from slots: [Slot], counts: [Int], count: Int,
    columns: Int = 0
  ) {
    func slot(_ index: Int) -> Int32 { index < slots.count ? slots[index].index : 0 }
    func stride(_ index: Int) -> UInt8 { index < counts.count && counts[index] > 1 ? 1 : 0 }
    self.operation = operation
    operandCount = UInt8(slots.count)
    (a, b, c) = (slot(0), slot(1), slot(2))
    (strideA, strideB, strideC) = (stride(0), stride(1), stride(2))
    self.count = Int32(count)
    self.columns = Int32(columns)
    inner = columns > 0 && !counts.isEmpty ? Int32(counts[0] * columns / max(count, 1)) : 0
    self.target = target.index
  }
}
