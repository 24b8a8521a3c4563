/// The rows of a table, of which there may be millions: counted now, worked out when they are asked
/// for.
///
/// A report holds them as it would an array, and can be cut to some of them; whoever goes through
/// them can stop at any.
package struct ReportRows<Row>: Sendable {
  /// Gives the rows of a range in order, as long as nobody stops it.
  package typealias Giving =
    @Sendable (_ rows: Range<Int>, _ isInterrupted: () -> Bool, _ body: (Row) -> Void) -> Void

  /// Which of the rows there are these are.
  private let range: Range<Int>
  private let give: Giving

  private init(_ range: Range<Int>, _ give: @escaping Giving) {
    (self.range, self.give) = (range, give)
  }

  /// Rows by number, from 0.
  package init(count: Int, _ give: @escaping Giving) {
    // fits: seen to be 0 at least
    self.init(0..<max(count, 0), give)
  }

  package var count: Int { range.count }

  package func prefix(_ count: Int) -> ReportRows { ReportRows(range.prefix(count), give) }

  package func suffix(_ count: Int) -> ReportRows { ReportRows(range.suffix(count), give) }

  /// The whole as one piece, or its two ends as two where there is more between them than a row.
  package func ends(of count: Int) -> [ReportRows] {
    // fits: a table has a few rows at each end
    self.count > 2 * count + 1 ? [prefix(count), suffix(count)] : [self]
  }

  /// Visits the rows in order.
  ///
  /// - Parameters:
  ///   - isInterrupted: asked before each row; the rest is left out where it says yes.
  ///   - body: takes a row.
  package func visit(isInterrupted: () -> Bool = { false }, _ body: (Row) -> Void) {
    guard !range.isEmpty else { return }
    give(range, isInterrupted, body)
  }
}

extension ReportRows {
  /// The steps of a range, every so many.
  ///
  /// - Parameters:
  ///   - steps: from the first to the last step.
  ///   - stride: how many steps there are from row to row.
  ///   - give: visits steps of the range, all those between its ends.
  /// - Returns: the rows.
  static func steps(
    _ steps: ClosedRange<Int>, every stride: Int,
    _ give:
      @escaping @Sendable (
        _ steps: ClosedRange<Int>, _ isInterrupted: () -> Bool, _ body: (_ step: Int, Row) -> Void
      ) -> Void
  ) -> ReportRows {
    ReportRows(count: (steps.count - 1) / stride + 1) { rows, isInterrupted, body in
      // fits: rows of the range, whose steps are in it
      let first = steps.lowerBound + rows.lowerBound * stride
      // fits: rows of the range, whose steps are in it
      let last = steps.lowerBound + (rows.upperBound - 1) * stride
      // fits: there is a row
      give(first...last, isInterrupted) { step, row in
        if (step - first).isMultiple(of: stride) { body(row) }
      }
    }
  }
}
