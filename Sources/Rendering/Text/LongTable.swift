import Session

/// A table of rows of which there may be millions: measured in a first pass and written in a second
/// one, in which somebody can stop it.
struct LongTable<Row> {
  let rows: ReportRows<Row>
  /// How many rows it has at each end where it is abridged, and once it was stopped.
  let endCount: Int
  private(set) var isAbridged: Bool
  /// Whether somebody stopped it, so that not all rows are there.
  private(set) var isStopped = false

  init(_ rows: ReportRows<Row>, isAbridged: Bool, endCount: Int) {
    (self.rows, self.isAbridged, self.endCount) = (rows, isAbridged, endCount)
  }

  /// Visits the rows that will be written; where somebody stops it, those of the two ends alone.
  mutating func measure(isInterrupted: () -> Bool, _ body: (Row) -> Void) {
    var isStopped = false
    for piece in pieces where !isStopped {
      piece.visit(
        isInterrupted: {
          isStopped = isStopped || isInterrupted()
          return isStopped
        }, body)
    }
    guard isStopped else { return }
    (self.isStopped, isAbridged) = (true, true)
    for piece in pieces { piece.visit(body) }
  }

  /// Visits the rows to be written.
  ///
  /// - Parameters:
  ///   - isInterrupted: asked at every row, unless it was stopped before.
  ///   - gap: called between the two ends.
  ///   - body: takes a row.
  mutating func write(isInterrupted: () -> Bool, gap: () -> Void, _ body: (Row) -> Void) {
    var isStopped = isStopped
    let wasStopped = isStopped
    for (index, piece) in pieces.enumerated() {
      if index > 0 { gap() }
      piece.visit(
        isInterrupted: {
          isStopped = isStopped || isInterrupted()
          return isStopped && !wasStopped
        }, body)
    }
    self.isStopped = isStopped
  }

  private var pieces: [ReportRows<Row>] { isAbridged ? rows.ends(of: endCount) : [rows] }
}
