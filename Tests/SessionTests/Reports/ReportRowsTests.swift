import Testing

@testable import Session

/// Rows of a report are data that can be counted, cut and stopped.
struct ReportRowsTests {
  private static func rows(_ steps: ClosedRange<Int>, every stride: Int) -> ReportRows<Int> {
    .steps(steps, every: stride) { steps, isInterrupted, body in
      for step in steps where !isInterrupted() { body(step, step) }
    }
  }

  private static func all(_ rows: ReportRows<Int>) -> [Int] {
    var result: [Int] = []
    rows.visit { result.append($0) }
    return result
  }

  @Test(arguments: [(0...9, 1), (2...11, 3), (5...5, 4), (1...12, 12), (1...13, 12)])
  func theyAreCountedBeforeTheyAreThere(_ steps: ClosedRange<Int>, _ stride: Int) {
    let rows = Self.rows(steps, every: stride)
    let wanted = Array(Swift.stride(from: steps.lowerBound, through: steps.upperBound, by: stride))
    #expect(Self.all(rows) == wanted)
    #expect(rows.count == wanted.count)
    for count in 0...wanted.count {
      #expect(Self.all(rows.prefix(count)) == Array(wanted.prefix(count)))
      #expect(Self.all(rows.suffix(count)) == Array(wanted.suffix(count)))
    }
  }

  @Test func theEndsLeaveMoreThanARowOut() {
    #expect(Self.rows(1...5, every: 1).ends(of: 2).map(Self.all) == [[1, 2, 3, 4, 5]])
    #expect(Self.rows(1...6, every: 1).ends(of: 2).map(Self.all) == [[1, 2], [5, 6]])
  }

  @Test func aTableCanBeStoppedAtEveryRow() throws {
    var session = try Session.course("step 50")
    let reports = try session.run("trace 1..50", "trace f, x")
    for report in reports {
      var count = 0
      switch report {
      case .steps(let steps):
        steps.rows.visit(isInterrupted: { count >= 7 }) { _ in count += 1 }
        #expect(count == 7)
      case .trace(let trace):
        // Formulas ask every few hundred steps.
        trace.rows.visit(isInterrupted: { true }) { _ in count += 1 }
        #expect(count <= 51)
      default: Issue.record("no table")
      }
    }
  }
}
