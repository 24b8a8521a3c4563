import CSystem

/// The processor's cores.
package enum Cores {
  /// How many of them this program may use.
  package static var count: Int { downhill_core_count() }

  /// Does something so many times, on as many cores as there are, and returns when all is done.
  ///
  /// What is done may share out work of its own.
  ///
  /// - Parameters:
  ///   - count: how many times.
  ///   - body: what is done, given which time it is, from 0. What it shares with the others it must
  ///     not change.
  package static func share(_ count: Int, _ body: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var work = Work(body: body)
      withUnsafeMutablePointer(to: &work) { work in
        downhill_share(
          max(count, 0),
          { context, index in
            // Safe: the call below returns when the last of these has, and none changes it.
            context?.assumingMemoryBound(to: Work.self).pointee.body(index)
          }, work)
      }
    }
  }

  /// A closure where C can point to it.
  private struct Work {
    let body: @Sendable (Int) -> Void
  }
}
