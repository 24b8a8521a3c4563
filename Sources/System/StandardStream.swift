import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The streams that the program was started with.
package enum StandardStream: CInt, Sendable {
  case input = 0
  case output = 1
  case errors = 2

  /// Whether a person sits at its other end.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Writes all of a text; who closes a pipe has read enough, and that is no failure.
  ///
  /// - Throws: why it can't be written, on a full disk perhaps.
  package func write(_ text: String) throws(FileFailure) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(rawValue, $0) }
      guard count > 0 || (count < 0 && errno == EINTR) else {
        if errno == EPIPE { return }
        throw .last
      }
      rest = rest.dropFirst(max(count, 0))
    }
  }

  /// Writes a text to standard output behind what C libraries have buffered for it.
  package static func writeBehindBuffers(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return }
        downhill_write_output(start, CInt(clamping: characters.count))
      }
    }
  }

  /// Ends the program, with what C libraries have buffered written.
  package static func endProgram(_ status: Int32) -> Never { exit(status) }
}
