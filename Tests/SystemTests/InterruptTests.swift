import Testing

@testable import System

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

struct InterruptTests {
  @Test func aSignalRaisesTheFlagUntilItIsCleared() {
    Interrupt.install()
    #expect(!Interrupt.isPending)
    // To the program, not to this thread, which may be one that takes no signals.
    kill(getpid(), SIGINT)
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(5)
    while !Interrupt.isPending, clock.now < deadline { usleep(1_000) }
    #expect(Interrupt.isPending)
    Interrupt.clear()
    #expect(!Interrupt.isPending)
  }
}
