import CSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One key that goes on or stops, read as soon as it is pressed and without showing it.
package enum KeyPress {
  /// What somebody answered.
  package enum Reply: Hashable, Sendable {
    case goOn, stop
    /// They have typed on already: there is nothing to wait for in this answer.
    case hurry
  }

  /// Asks, and waits for Enter, the space bar, q or ^C.
  ///
  /// - Parameter ask: shows the question, and with false takes it back.
  /// - Returns: the reply; at once where something was typed already, which is left to be read.
  package static func reply(_ ask: (Bool) -> Void) -> Reply {
    var ordinary = termios()
    guard tcgetattr(STDIN_FILENO, &ordinary) == 0 else { return .hurry }
    var raw = ordinary
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    downhill_start_noting()
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer {
      tcsetattr(STDIN_FILENO, TCSANOW, &ordinary)
      downhill_stop_noting()
    }
    // Someone who types ahead, or pastes, doesn't wait for what there is to read.
    if TerminalInput.wait(0) == .input { return .hurry }
    ask(true)
    defer { ask(false) }
    while true {
      switch TerminalInput.wait(-1) {
      case .input:
        guard case .byte(let byte) = TerminalInput.next() else { return .stop }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " "): return .goOn
        case UInt8(ascii: "q"), UInt8(ascii: "Q"), 0x04: return .stop
        // Keys such as the arrows say nothing here, and send several bytes.
        case 0x1B:
          while TerminalInput.wait(0) == .input {
            guard case .byte = TerminalInput.next() else { return .stop }
          }
        case ..<0x20, 0x7F: continue
        // Anything else begins the next line.
        default:
          TerminalInput.giveBack(byte)
          return .hurry
        }
      case .signal:
        // What runs is to hear of ^C too, so it stays noted.
        if downhill_is_noted(SIGINT) { return .stop }
        stepAside(ordinary, raw)
      case .timeout, .failure:
        return .stop
      }
    }
  }

  /// Deals with signals that end or stop the program, with the terminal as it was found.
  private static func stepAside(_ ordinary: termios, _ raw: termios) {
    var (ordinary, raw) = (ordinary, raw)
    _ = downhill_take_noted(SIGWINCH)
    for signal in [SIGHUP, SIGTERM, SIGQUIT, SIGTSTP] where downhill_take_noted(signal) {
      tcsetattr(STDIN_FILENO, TCSANOW, &ordinary)
      downhill_raise_default(signal)
    }
    // Back from a stop, where the shell has used the terminal meanwhile.
    _ = downhill_take_noted(SIGCONT)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
  }
}
