#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waiting without doing anything.
package enum Pause {
  /// Waits for so many milliseconds, or until a signal comes.
  package static func wait(milliseconds: UInt32) {
    // A second at most is what every system takes.
    usleep(min(milliseconds, 999) &* 1000)
  }
}
