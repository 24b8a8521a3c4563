import Formula
import Synchronization

// fits throughout (product): places of numbers that a table has

/// Brings the rows that a step sees into a frame.
///
/// A row's numbers stand side by side here, so that they come in together; in the table they are as far
/// apart as its columns are long.
final class BatchRows: Sendable {
  private let plan: BatchPlan
  private let count: Int
  /// The table's numbers, row after row.
  private let numbers: [Double]
  private let width: Int
  /// The order of the epoch that was asked for last: all its steps read it, one after the other.
  private let order = Mutex<(epoch: Int, rows: [Int])?>(nil)

  init(_ plan: BatchPlan, of data: DataTable) {
    self.plan = plan
    (count, width) = (data.rowCount, data.columns.count)
    var numbers: [Double] = []
    numbers.reserveCapacity(count.saturatingProduct(width))
    for row in 0..<count { numbers += data.columns.map { $0.values[row] } }
    self.numbers = numbers
  }

  /// How many rows a step sees.
  func count(for step: Int) -> Int { plan.places(for: step, of: count)?.places.count ?? 0 }

  /// Puts a step's rows into columns of a frame.
  func load(for step: Int, into columns: [Slot], of frame: inout [Double]) {
    guard let (epoch, places) = plan.places(for: step, of: count) else { return }
    let rows = plan.isShuffled ? order(of: epoch)[places] : []
    for (place, index) in places.enumerated() {
      let first = (plan.isShuffled ? rows[index] : index) * width
      for (column, slot) in columns.enumerated() {
        frame[Int(slot.index) + place] = numbers[first + column]
      }
    }
  }

  private func order(of epoch: Int) -> [Int] {
    if let known = order.withLock({ $0 }), known.epoch == epoch { return known.rows }
    let rows = plan.order(of: count, epoch: epoch)
    order.withLock { $0 = (epoch, rows) }
    return rows
  }
}
