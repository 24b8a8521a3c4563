/// How the program ends, for the shell that started it.
struct ExitStatus: Error {
  let code: Int32

  static let success = ExitStatus(code: 0)
  static let failure = ExitStatus(code: 1)
  /// What was typed could not be taken; EX_USAGE of sysexits.h.
  static let usage = ExitStatus(code: 64)
  /// ^C, as a shell would tell it.
  static let interrupted = ExitStatus(code: 130)
}
