#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Another program, looked for where the shell looks, without input and unheard but for its output.
package enum Subprocess {
  /// Why a program gave nothing.
  package enum Failure: Error, Hashable {
    /// There is no such program.
    case missing
    /// It ended with a status of its own.
    case status(Int32)
    /// It printed more than was asked for.
    case tooMuch
  }

  /// Runs a program and gives what it prints.
  ///
  /// - Parameters:
  ///   - arguments: the program's name and its arguments.
  ///   - limit: the most bytes it may print.
  /// - Returns: the bytes.
  /// - Throws: a failure where it can't be run, prints more, or ends with another status than 0.
  package static func output(of arguments: [String], limit: Int) throws(Failure) -> [UInt8] {
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { throw .status(-1) }
    // No program that is started meanwhile is to hold the pipe open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let reader = OpenFile(descriptor: ends[0])
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try start(arguments, output: ends[1])
    }
    let bytes = try? reader.readAll(upTo: limit)
    if bytes == nil { kill(process, SIGKILL) }
    let status = wait(for: process)
    guard let bytes else { throw .tooMuch }
    guard status == 0 else { throw .status(status) }
    return bytes
  }

  /// Runs a program to its end.
  ///
  /// - Parameter arguments: the program's name and its arguments.
  /// - Returns: its exit status, nil where there is no such program.
  package static func status(of arguments: [String]) -> Int32? {
    guard let process = try? start(arguments, output: nil) else { return nil }
    let status = wait(for: process)
    // What some systems give instead of an error where there is nothing to run.
    return status == 127 ? nil : status
  }

  /// Runs a shell's command at the terminal and waits for its end; ^C is the command's meanwhile.
  ///
  /// - Returns: its exit status.
  package static func shell(_ command: String) -> Int32 {
    let status = system(command)
    return status == -1 ? status : exitStatus(status)
  }

  private static func start(_ arguments: [String], output: CInt?) throws(Failure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let error = posix_spawnp(&process, arguments[0], &actions, nil, words, environ)
    guard error == 0 else { throw error == ENOENT ? .missing : .status(error) }
    return process
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return exitStatus(status)
  }

  /// The exit status as a shell gives it: 128 and more for a program that a signal ended.
  private static func exitStatus(_ status: Int32) -> Int32 {
    status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
  }
}
