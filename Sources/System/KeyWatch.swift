import CSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The terminal while something moves on it: keys come one by one and unseen, ^C too.
///
/// A signal that would end or stop the program waits until the terminal is as it was.
package struct KeyWatch: ~Copyable {
  private var ordinary = termios()

  /// Takes the terminal over; nil where standard input is none.
  package init?() {
    guard tcgetattr(STDIN_FILENO, &ordinary) == 0 else { return nil }
    var quiet = ordinary
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0 else { return nil }
    downhill_start_noting()
  }

  /// Gives the terminal back, and lets signals that came meanwhile do what they are for.
  package consuming func end() {
    giveBack()
    discard self
    for signal in [SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] where downhill_take_noted(signal) {
      downhill_raise_default(signal)
    }
  }

  private borrowing func giveBack() {
    // Keys that were pressed meanwhile were not meant for the prompt.
    var ordinary = ordinary
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &ordinary)
    downhill_stop_noting()
  }

  deinit { giveBack() }

  /// Lets time pass, and says whether a key was pressed or a signal came before it was over.
  package borrowing func isPressed(within seconds: Double) -> Bool {
    let end = Moment.now + .milliseconds(KeyWatch.milliseconds(seconds))
    while true {
      let left = end - Moment.now
      let rest = Double(left.components.seconds) + Double(left.components.attoseconds) * 1e-18
      switch downhill_wait(STDIN_FILENO, CInt(clamping: KeyWatch.milliseconds(rest))) {
      case downhill_wake_timeout: return false
      // A window of another size is drawn into as it is.
      case downhill_wake_signal
      where downhill_take_noted(SIGWINCH) || downhill_take_noted(SIGCONT):
        continue
      default: return true
      }
    }
  }

  /// As many as a wait can have.
  private static func milliseconds(_ seconds: Double) -> Int {
    Int(exactly: min(max(seconds * 1000, 0), Double(CInt.max)).rounded()) ?? 0
  }
}
