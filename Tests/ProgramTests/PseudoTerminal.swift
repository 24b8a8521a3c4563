import CPseudoTerminal
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program in a terminal, and a person in front of it.
///
///     let terminal = try PseudoTerminal(program, home: folder)
///     try terminal.expect("downhill> ")
///     terminal.type("step\r")
///     try terminal.expect("step 1")
///     terminal.press(.endOfInput)
///     #expect(terminal.exitStatus() == 0)
final class PseudoTerminal {
  /// Keys that aren't a character.
  enum Key: String {
    case enter = "\r"
    case tab = "\t"
    case backspace = "\u{7F}"
    case interrupt = "\u{3}"
    case endOfInput = "\u{4}"
    case suspend = "\u{1A}"
    case search = "\u{12}"
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case right = "\u{1B}[C"
    case left = "\u{1B}[D"
    case home = "\u{1}"
    case end = "\u{5}"
    case escape = "\u{1B}"
  }

  /// A wait that was in vain.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let terminal: downhill_pty
  private var screen: Screen
  /// How many bytes of the transcript, without its escapes, earlier expectations have used up.
  private var consumed = 0
  private var hasEnded = false

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: The program's path.
  ///   - arguments: Its arguments, without its name.
  ///   - environment: Variables beyond those set here: an empty home's `HOME`, `TERM=xterm`, a
  ///     UTF-8 locale. An empty value takes one of them away.
  ///   - home: The home folder, so that no test reads or writes the user's own.
  ///   - folder: Where the program starts; by default at home.
  ///   - columns: The width of the window.
  ///   - rows: The height of the window.
  /// - Throws: When nothing can be started.
  init(
    _ program: String,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    home: String,
    folder: String? = nil,
    columns: Int = 80,
    rows: Int = 24
  ) throws {
    #if canImport(Darwin)
      let locale = "en_US.UTF-8"
    #else
      let locale = "C.UTF-8"
    #endif
    let variables = [
      "HOME": home, "TERM": "xterm", "LC_ALL": locale, "PATH": "/usr/bin:/bin",
    ]
    .merging(environment) { $1 }
    .filter { !$0.value.isEmpty }

    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for string in argv + envp { free(string) } }
    terminal = downhill_pty_start(
      program, argv, envp, folder ?? home, CInt(columns), CInt(rows))
    screen = Screen(columns: columns)
    if terminal.descriptor < 0 { throw Failure(description: "can't start \(program)") }
  }

  deinit {
    if !hasEnded {
      kill(terminal.process, SIGKILL)
      _ = downhill_pty_wait(terminal.process, 1_000)
    }
    close(terminal.descriptor)
  }

  // MARK: - Hands

  /// Types a text; `\r` is the Enter key.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = downhill_pty_write(terminal.descriptor, bytes, bytes.count)
  }

  /// Presses keys, one after the other.
  func press(_ keys: Key...) {
    for key in keys { type(key.rawValue) }
  }

  /// Pastes a text as a terminal does that has been asked to bracket what is pasted.
  func paste(_ text: String) {
    type("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~")
  }

  /// Makes the window another size; what it shows stays as it is.
  func resize(columns: Int, rows: Int = 24) {
    screen.columns = columns
    downhill_pty_resize(terminal.descriptor, CInt(columns), CInt(rows))
  }

  /// Whether what is typed shows by itself, as it does where no program took the terminal over.
  var echoes: Bool {
    var settings = termios()
    return tcgetattr(terminal.descriptor, &settings) == 0
      && settings.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON)
  }

  /// Sends a signal as another program would.
  func send(_ signal: CInt) {
    kill(terminal.process, signal)
  }

  // MARK: - Eyes

  /// What the window shows.
  var shown: String { screen.text }

  /// Everything the program has written so far, escape sequences and all.
  var transcript: String { screen.transcript }

  /// Waits until a text comes that no earlier expectation has met.
  ///
  /// - Parameters:
  ///   - text: What has to come, without escape sequences.
  ///   - seconds: How long to wait.
  /// - Throws: A failure with what is on the screen instead.
  func expect(_ text: String, within seconds: Double = 10) throws {
    try wait(for: text, within: seconds) {
      let plain = Self.withoutEscapes(self.screen.transcript)
      let rest = plain.utf8.dropFirst(self.consumed)
      guard let found = Substring(rest).firstRange(of: text) else { return false }
      self.consumed = plain.utf8.distance(from: plain.utf8.startIndex, to: found.upperBound)
      return true
    }
  }

  /// Waits until the window shows a text, wherever and however it came there.
  ///
  /// - Parameters:
  ///   - text: Whole rows or a part of one.
  ///   - seconds: How long to wait.
  /// - Throws: A failure with what is on the screen instead.
  func expectShown(_ text: String, within seconds: Double = 10) throws {
    try wait(for: text, within: seconds) { self.shown.contains(text) }
  }

  /// Waits for the program to end.
  ///
  /// - Parameter seconds: How long to wait.
  /// - Returns: Its exit status, 128 and the number of the signal that ended it, or nil when it
  ///   runs on.
  func exitStatus(within seconds: Double = 10) -> Int? {
    // A program can't end while it waits for someone to read what it writes.
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    while clock.now < deadline {
      let isOver = !receive(milliseconds: 20)
      let status = downhill_pty_wait(terminal.process, isOver ? 1_000 : 0)
      if status >= 0 {
        while receive(milliseconds: 0, insisting: true) {}
        hasEnded = true
        return Int(status)
      }
    }
    return nil
  }

  private func wait(for text: String, within seconds: Double, until isMet: () -> Bool) throws {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(seconds)
    while !isMet() {
      let isOver = !receive(milliseconds: 20)
      if isMet() { return }
      guard !isOver, clock.now < deadline else {
        let reason = isOver ? "the program ended" : "\(seconds) s passed"
        throw Failure(description: "\(reason) before “\(text)” came; on the screen:\n\(shown)")
      }
    }
  }

  /// Takes in what has come, and says whether more may.
  @discardableResult
  private func receive(milliseconds: CInt, insisting: Bool = false) -> Bool {
    var received = 0
    let size = 65_536
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { memory, count in
      guard let start = memory.baseAddress else { return }
      received = downhill_pty_read(terminal.descriptor, start, size, milliseconds)
      count = max(received, 0)
    }
    screen.receive(bytes)
    return insisting ? received > 0 : received >= 0
  }

  private static func withoutEscapes(_ text: String) -> String {
    text.replacing(/\u{1B}(\[[0-?]*[ -\/]*[@-~]|[^\[])/, with: "")
      .replacing("\r\n", with: "\n")
  }
}
