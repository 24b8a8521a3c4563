import Formula
import Testing

@testable import Optimizers

/// What a step's rows bring into its frame.
struct BatchRowsTests {
  @Test(arguments: [false, true])
  func aStepGetsTheRowsOfItsPlan(isShuffled: Bool) throws {
    var data = DataTable()
    try data.set(DataTable.Column(Name("a"), (0..<23).map(Double.init)))
    try data.set(DataTable.Column(Name("b"), (0..<23).map { Double(-$0) }))
    let plan = BatchPlan(size: 5, isShuffled: isShuffled, seed: 7)
    let batches = BatchRows(plan, of: data)
    // There and back over several epochs, each of whose last batches has three rows.
    for step in [1, 2, 5, 6, 4, 11, 1, 10] {
      var frame = [Double](repeating: .nan, count: 12)
      batches.load(for: step, into: [Slot(1), Slot(6)], of: &frame)
      let rows = plan.rows(for: step, of: 23)
      #expect(batches.count(for: step) == rows.count)
      #expect(rows.count == (step % 5 == 0 ? 3 : 5))
      #expect(Array(frame[1..<1 + rows.count]) == rows.map(Double.init))
      #expect(Array(frame[6..<6 + rows.count]) == rows.map { Double(-$0) })
    }
    #expect(batches.count(for: 0) == 0)
  }
}
