import Synchronization
import Testing

@testable import System

/// Work shared out over the cores.
struct CoresTests {
  @Test(arguments: [0, 1, 2, 3, 1000])
  func eachIsDoneOnce(_ count: Int) {
    let times = Mutex([Int](repeating: 0, count: count))
    Cores.share(count) { index in times.withLock { $0[index] += 1 } }
    #expect(times.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test func whatIsSharedOutMayShareOutItself() {
    let sum = Mutex(0)
    Cores.share(8) { outer in
      Cores.share(8) { inner in
        Cores.share(8) { index in sum.withLock { $0 += (outer * 8 + inner) * 8 + index } }
      }
    }
    #expect(sum.withLock { $0 } == 511 * 512 / 2)
  }

  @Test func itIsDoneWhenItReturns() {
    for round in 0..<2000 {
      let done = Mutex(0)
      Cores.share(3) { _ in done.withLock { $0 += 1 } }
      #expect(done.withLock { $0 } == 3, "round \(round)")
    }
  }

  @Test func severalThreadsShareOutAtOnce() async {
    let count = Count()
    await withTaskGroup { group in
      for _ in 0..<20 { group.addTask { Cores.share(50) { _ in count.add() } } }
    }
    #expect(count.number.withLock { $0 } == 1000)
  }

  private final class Count: Sendable {
    let number = Mutex(0)

    func add() { number.withLock { $0 += 1 } }
  }

  @Test func thereIsOneAtLeast() {
    #expect(Cores.count >= 1)
  }
}
