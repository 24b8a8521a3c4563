import Formula

// fits throughout (product, range): places in an array that exists

/// Rows kept at equal distances, at most so many bytes of them.
///
/// When the room is used up every second one is dropped and the distance doubles, so a walk of any
/// length can be computed again from a row not far back. A row is kept as its step left it, before
/// anything was set by hand.
struct Checkpoints: Sendable {
  private let rowSize: Int
  private let capacity: Int
  private var spacing = 16
  /// The rows of steps 0, spacing, 2·spacing, … one after another.
  private(set) var numbers: [Double]

  /// The most memory the rows may take, in bytes.
  static let budget = 8 << 20

  /// Begins with the row of step 0, which is always kept.
  ///
  /// - Parameters:
  ///   - start: the row of step 0.
  ///   - budget: the most memory the rows may take, in bytes.
  init(start: ArraySlice<Double>, budget: Int = Checkpoints.budget) {
    rowSize = start.count
    capacity = max(1, budget / (MemoryLayout<Double>.stride * rowSize))
    numbers = Array(start)
  }

  /// How many rows are kept.
  var count: Int { numbers.count / rowSize }

  /// How much memory the rows take.
  var byteCount: Int { numbers.count * MemoryLayout<Double>.stride }

  /// Whether a step's row belongs to those kept.
  @inline(__always)
  func isDue(_ step: Int) -> Bool { step & (spacing - 1) == 0 }

  /// How many steps there are from one to the next whose row is kept.
  func distance(after step: Int) -> Int { spacing - step & (spacing - 1) }

  /// Keeps the row of a step that is due.
  mutating func append(_ row: ArraySlice<Double>, of step: Int) {
    if count == capacity { thin() }
    // The distance may have doubled past this step.
    if count * spacing == step { numbers += row }
  }

  /// A kept row at or before a step.
  func row(atOrBefore step: Int) -> (step: Int, row: ArraySlice<Double>) {
    let index = min(step / spacing, count - 1)
    return (index * spacing, numbers[index * rowSize..<(index + 1) * rowSize])
  }

  /// Rows that are kept, so many at most, at equal distances from the first on.
  func spread(over most: Int) -> some Sequence<(step: Int, numbers: ArraySlice<Double>)> {
    let distance = (count + most - 1) / max(most, 1)
    return stride(from: 0, to: count, by: max(distance, 1)).lazy.map { index in
      (index * spacing, numbers[index * rowSize..<(index + 1) * rowSize])
    }
  }

  /// Drops the rows of later steps.
  mutating func forget(after step: Int) {
    let kept = min(step / spacing + 1, count)
    numbers.removeSubrange(kept * rowSize..<numbers.count)
  }

  private mutating func thin() {
    var kept: [Double] = []
    kept.reserveCapacity(capacity * rowSize)
    for index in stride(from: 0, to: count, by: 2) {
      kept += numbers[index * rowSize..<(index + 1) * rowSize]
    }
    numbers = kept
    spacing *= 2
  }
}
