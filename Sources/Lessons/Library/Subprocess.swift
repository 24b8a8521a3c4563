#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Another program, run for what it prints.
enum Subprocess {
  /// Why a program gave nothing.
  enum Failure: Error, Hashable {
    /// There is no such program.
    case missing
    /// It ended with a status of its own.
    case status(Int32)
    /// It printed more than was asked for.
    case tooMuch
  }

  /// Runs a program that is found in `PATH`, without input, and gives what it prints.
  ///
  /// - Parameters:
  ///   - arguments: the program's name and its arguments.
  ///   - limit: the most bytes it may print.
  /// - Returns: the bytes.
  /// - Throws: a failure where it can't be run, prints more, or ends with another status than 0.
  static func output(of arguments: [String], limit: Int) throws(Failure) -> [UInt8] {
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { throw .status(-1) }
    defer { close(ends[0]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)

    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[1])

    let argv = arguments.map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, arguments[0], &actions, nil, argv, environ)
    close(ends[1])
    guard error == 0 else { throw error == ENOENT ? .missing : .status(error) }

    let bytes = bytes(from: ends[0], limit: limit)
    if bytes.count > limit { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard bytes.count <= limit else { throw .tooMuch }
    // The exit status of a program that wasn't ended by a signal.
    guard status & 0x7f == 0, (status >> 8) & 0xff == 0 else { throw .status(status) }
    return bytes
  }

  private static func bytes(from descriptor: CInt, limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    let chunk = 1 << 16
    while bytes.count <= limit {
      var received = 0
      bytes += [UInt8](unsafeUninitializedCapacity: chunk) { memory, count in
        repeat {
          received = read(descriptor, memory.baseAddress, chunk)
        } while received < 0 && errno == EINTR
        count = max(received, 0)
      }
      if received <= 0 { break }
    }
    return bytes
  }
}
