#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Lines of a file or of standard input, as they come.
///
/// A line ends with `\n` or `\r\n`; the last one need not end at all. Bytes that aren't UTF-8
/// become U+FFFD, and a byte order mark at the start is skipped.
package struct LineReader: ~Copyable {
  private let descriptor: CInt
  private let isOwner: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtStart = true
  private var isAtEnd = false
  /// No line has more bytes: what has none at all, as /dev/zero, is not for reading.
  private static let longestLine = 1 << 26

  /// Reads from standard input.
  package init() {
    self.init(descriptor: STDIN_FILENO)
  }

  /// Reads from a descriptor that stays its owner's to close.
  init(descriptor: CInt) {
    self.descriptor = descriptor
    self.isOwner = false
  }

  /// Opens a file.
  package init(path: String) throws(FileFailure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    self.descriptor = descriptor
    self.isOwner = true
  }

  deinit {
    if isOwner { close(descriptor) }
  }

  /// The next line without its line break, or nil at the end.
  ///
  /// While `Interrupt` is installed, ^C ends the input too.
  package mutating func next() throws(FileFailure) -> String? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        // fits: the end was looked for from there on
        return line(position..<end)
      }
      searched = buffer.count
      if isAtEnd {
        defer { position = buffer.count }
        // fits: compared just before
        return position < buffer.count ? line(position..<buffer.count) : nil
      }
      guard searched - position <= LineReader.longestLine else {
        throw .lineTooLong(limit: LineReader.longestLine)
      }
      searched -= try refill()
    }
  }

  private mutating func line(_ range: Range<Int>) -> String {
    var bytes = buffer[range]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if isAtStart {
      isAtStart = false
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads more, and says by how many bytes the unread rest moved forward in the buffer.
  private mutating func refill() throws(FileFailure) -> Int {
    let dropped = position
    buffer.removeFirst(dropped)
    position = 0

    let chunk = 65_536
    var failed = false
    let descriptor = self.descriptor
    let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { memory, count in
      var received = read(descriptor, memory.baseAddress, chunk)
      while received < 0 && errno == EINTR && !Interrupt.isPending {
        received = read(descriptor, memory.baseAddress, chunk)
      }
      failed = received < 0 && errno != EINTR
      count = max(received, 0)
    }
    if failed { throw .last }
    isAtEnd = bytes.isEmpty
    buffer += bytes
    return dropped
  }
}
