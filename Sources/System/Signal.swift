import CSystem
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A signal that is noted when it comes, and dealt with where it is safe.
package enum Signal: Sendable {
  case interrupt, hangUp, terminate, quit, suspend, resume, windowChange

  /// Those that end the program.
  package static let endings: [Signal] = [.hangUp, .terminate, .quit]

  private var number: CInt {
    switch self {
    case .interrupt: SIGINT
    case .hangUp: SIGHUP
    case .terminate: SIGTERM
    case .quit: SIGQUIT
    case .suspend: SIGTSTP
    case .resume: SIGCONT
    case .windowChange: SIGWINCH
    }
  }

  /// Whether it has come; if so it counts as dealt with.
  package func take() -> Bool { downhill_take_noted(number) }

  /// Lets it have its default effect on this program, now.
  package func raiseDefault() { downhill_raise_default(number) }
}

/// What standard input holds, byte by byte.
package enum TerminalInput {
  /// What ended a wait.
  package enum Wake: Sendable {
    case input, timeout, signal, failure
  }

  /// A byte that was read and given back, or -1.
  private static let returned = Atomic(-1)

  /// Gives a byte back that is somebody else's to read; there is room for one.
  package static func giveBack(_ byte: UInt8) {
    // fits: a byte
    returned.store(Int(byte), ordering: .relaxed)
  }

  /// Waits until there is input or a noted signal comes, missing neither.
  ///
  /// - Parameter milliseconds: how long at most; a negative number is for ever.
  /// - Returns: what ended the wait.
  package static func wait(_ milliseconds: Int) -> Wake {
    if returned.load(ordering: .relaxed) >= 0 { return .input }
    return switch downhill_wait(STDIN_FILENO, CInt(clamping: milliseconds)) {
    case downhill_wake_input: .input
    case downhill_wake_timeout: .timeout
    case downhill_wake_signal: .signal
    default: .failure
    }
  }

  /// A byte, or why there is none.
  package enum Arrival: Sendable {
    case byte(UInt8)
    /// A signal came first, or there is nothing yet.
    case nothing
    case end
  }

  /// Reads a byte.
  package static func next() -> Arrival {
    let returned = returned.exchange(-1, ordering: .relaxed)
    // fits: a byte that was given back
    if returned >= 0 { return .byte(UInt8(returned)) }
    var byte: UInt8 = 0
    let received = read(STDIN_FILENO, &byte, 1)
    if received == 1 { return .byte(byte) }
    return received < 0 && (errno == EINTR || errno == EAGAIN) ? .nothing : .end
  }
}

/// The program's signals are noted while a line editor, or something that moves, has the terminal.
package enum SignalNoting {
  package static func start() { downhill_start_noting() }
  package static func stop() { downhill_stop_noting() }
}
