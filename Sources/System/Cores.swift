import Dispatch

/// The processor's cores.
package enum Cores {
  /// Does something so many times, on as many cores as there are, and returns when all is done.
  ///
  /// - Parameters:
  ///   - count: how many times.
  ///   - body: what is done, given which time it is, from 0. What it shares with the others it must
  ///     not change.
  package static func share(_ count: Int, _ body: @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }
}
