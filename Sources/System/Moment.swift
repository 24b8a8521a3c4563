#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A moment on a clock that nobody sets, for how long something takes.
///
/// Swift's `ContinuousClock` is one too, and brings its tasks and actors into the program: 0.4 MB.
package struct Moment: Comparable, Sendable {
  private let sinceStart: Duration

  package static var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Moment(sinceStart: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }

  package static func - (later: Moment, earlier: Moment) -> Duration {
    later.sinceStart - earlier.sinceStart
  }

  package static func + (moment: Moment, duration: Duration) -> Moment {
    Moment(sinceStart: moment.sinceStart + duration)
  }

  package static func < (earlier: Moment, later: Moment) -> Bool {
    earlier.sinceStart < later.sinceStart
  }
}
