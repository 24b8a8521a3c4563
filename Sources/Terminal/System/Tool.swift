#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Another program, looked for where the shell looks.
package enum Tool {
  /// Runs a program to its end, its input empty and its words unheard.
  ///
  /// - Parameter words: its name and its arguments.
  /// - Returns: its exit status, nil where there is no such program.
  package static func run(_ words: [String]) -> Int32? {
    var actions = Actions()
    posix_spawn_file_actions_init(&actions.value)
    defer { posix_spawn_file_actions_destroy(&actions.value) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions.value, descriptor, "/dev/null", O_RDWR, 0)
    }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, words[0], &actions.value, nil, arguments, environ)
    guard failure == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
    // What some systems give instead of an error where there is nothing to run.
    return code == 127 ? nil : code
  }

  private struct Actions {
    #if canImport(Darwin)
      var value: posix_spawn_file_actions_t?
    #else
      var value = posix_spawn_file_actions_t()
    #endif
  }
}
