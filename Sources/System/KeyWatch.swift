import CSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The terminal while something moves on it: keys come one by one and unseen, ^C too.
package struct KeyWatch: ~Copyable {
  private var ordinary = termios()

  /// Takes the terminal over; nil where standard input is none.
  package init?() {
    guard tcgetattr(STDIN_FILENO, &ordinary) == 0 else { return nil }
    var quiet = ordinary
    quiet.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0 else { return nil }
  }

  deinit {
    // Keys that were pressed meanwhile were not meant for the prompt.
    var ordinary = ordinary
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &ordinary)
  }

  /// Lets time pass, and says whether a key was pressed or a signal came before it was over.
  package borrowing func isPressed(within seconds: Double) -> Bool {
    downhill_wait(STDIN_FILENO, CInt(exactly: (max(seconds, 0) * 1000).rounded()) ?? .max)
      != downhill_wake_timeout
  }
}
