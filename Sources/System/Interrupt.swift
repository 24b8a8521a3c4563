import CSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// ^C as a flag that long work looks at, so that it can stop where its state is whole.
package enum Interrupt {
  /// Makes ^C raise the flag from now on, instead of ending the program.
  ///
  /// A read that ^C finds waiting returns early, with `EINTR`.
  package static func install() {
    downhill_note_interrupts()
  }

  /// Whether ^C was pressed since the flag was last cleared.
  ///
  /// Costs a load; cheap enough to ask between any two steps.
  package static var isPending: Bool {
    downhill_is_noted(SIGINT)
  }

  /// Lowers the flag.
  package static func clear() {
    _ = downhill_take_noted(SIGINT)
  }
}
