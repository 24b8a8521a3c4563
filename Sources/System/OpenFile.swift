#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, closed when its owner goes.
package struct OpenFile: ~Copyable {
  let descriptor: CInt

  /// Opens a file and makes sure that it is one: what is opened is never waited for.
  ///
  /// - Throws: why it can't be opened; ``FileFailure/notAFile`` for a folder, a pipe or a device.
  package init(_ path: String, _ use: Use = .read) throws(FileFailure) {
    // O_NONBLOCK, since opening a pipe would else wait for its other end.
    let descriptor = open(path, use.flags | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw .last }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    self.descriptor = descriptor
  }

  /// What a file is opened for; what isn't there is made, for its owner alone, where it may be.
  package enum Use: Sendable {
    case read
    case append

    fileprivate var flags: CInt {
      switch self {
      case .read: O_RDONLY
      case .append: O_RDWR | O_APPEND | O_CREAT
      }
    }
  }

  init(descriptor: CInt) { self.descriptor = descriptor }

  /// A file of bytes that are nowhere else: it has no name, and is gone when this is.
  package init(holding bytes: [UInt8]) throws(FileFailure) {
    let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/downhill-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .last }
    unlink(template)
    try write(bytes)
    rewind()
  }

  deinit { close(descriptor) }

  var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }
}

// MARK: - Bytes

extension OpenFile {
  private static let chunk = 1 << 16

  /// Up to so many of the next bytes, none at the end.
  package borrowing func read(upTo count: Int) throws(FileFailure) -> [UInt8] {
    var received = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      repeat {
        received = systemRead(descriptor, memory.baseAddress, count)
      } while received < 0 && errno == EINTR
      initialized = max(received, 0)
    }
    guard received >= 0 else { throw .last }
    return bytes
  }

  /// All bytes that follow.
  ///
  /// - Throws: ``FileFailure/tooLarge(limit:)`` where there are more than the limit.
  package borrowing func readAll(upTo limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let chunk = try read(upTo: OpenFile.chunk)
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw .tooLarge(limit: limit)
  }

  /// Writes all bytes.
  borrowing func write(_ bytes: some Collection<UInt8>, by write: SystemWrite = systemWrite)
    throws(FileFailure)
  {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0) }
      guard count > 0 || (count < 0 && errno == EINTR) else { throw .last }
      rest = rest.dropFirst(max(count, 0))
    }
  }

  /// Adds bytes at the end, in one call where the system takes them so.
  package borrowing func append(_ bytes: [UInt8]) throws(FileFailure) { try write(bytes) }

  /// The last byte, nil where there is none.
  package borrowing func lastByte() -> UInt8? {
    var last: UInt8 = 0
    let size = lseek(descriptor, 0, SEEK_END)
    return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 ? last : nil
  }

  /// How many bytes there are, 0 where the system doesn't tell.
  package borrowing func byteCount() -> Int { status.map { Int(clamping: $0.st_size) } ?? 0 }

  /// Reads on from the beginning.
  package borrowing func rewind() { lseek(descriptor, 0, SEEK_SET) }

  /// Lets nobody but the owner read it.
  package borrowing func makePrivate() {
    if let status, status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
  }

  /// Makes sure that what was written is on the disk.
  borrowing func synchronize() throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw .last }
  }

  /// Whether this is still the file at a path, which another program may have replaced.
  package borrowing func isStill(at path: String) -> Bool {
    var named = stat()
    guard let status, stat(path, &named) == 0 else { return false }
    return status.st_ino == named.st_ino && status.st_dev == named.st_dev
  }

  /// Takes the file's lock, which lasts as long as it is open.
  ///
  /// - Parameter patience: how many milliseconds to wait for another program.
  /// - Throws: ``FileFailure/locked`` where another program keeps it longer.
  package borrowing func lock(patience: Int = 0) throws(FileFailure) {
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EINTR || errno == EWOULDBLOCK else { throw .last }
      guard waited < patience else { throw .locked }
      usleep(2_000)
      waited += 2
    }
  }
}

/// The call that writes, which tests let fail: a descriptor and bytes; how many were taken.
package typealias SystemWrite = @Sendable (CInt, UnsafeRawBufferPointer) -> Int

/// The system's `write`, which a method of that name hides.
@Sendable package func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: CInt, _ memory: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  read(descriptor, memory, count)
}
