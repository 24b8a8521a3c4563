#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file in which progress is kept, shared by programs that don't know of each other.
///
/// Whoever changes it holds a lock on a file beside it, writes the new text beside it too, and
/// renames: at every moment the old or the new one is there, whole. A program that is killed leaves
/// its lock to the system, and a draft that the next one writes over.
package struct ProgressFile: Sendable {
  let path: String
  /// The system's call, which tests let fail.
  var write: @Sendable (CInt, UnsafeRawBufferPointer) -> Int = writeOnce

  package init(path: String) { self.path = path }

  /// Why the file can't be read or written, in the system's words.
  package struct Failure: Error, Hashable {
    package var reason: String

    init(_ reason: String) { self.reason = reason }

    /// The error that the last failed system call left behind.
    static var last: Failure { Failure(String(cString: strerror(errno))) }
  }

  /// No progress has more bytes, so a larger file is none.
  private static let largestSize = 1 << 24

  /// What the file holds, nil when there is none.
  package func read() throws(Failure) -> [UInt8]? {
    // O_NONBLOCK, since opening a pipe would else wait for its other end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .last
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure("it is not a file") }
    guard status.st_size <= Self.largestSize else { throw Failure("it is too large") }
    var bytes: [UInt8] = []
    let chunk = 1 << 16
    while true {
      var received = 0
      bytes += [UInt8](unsafeUninitializedCapacity: chunk) { memory, count in
        received = pread(descriptor, memory.baseAddress, chunk, off_t(bytes.count))
        count = max(received, 0)
      }
      if received == 0 { return bytes }
      if received < 0, errno != EINTR { throw .last }
    }
  }

  /// Replaces what the file holds, under the lock.
  ///
  /// - Parameters:
  ///   - patience: how many milliseconds to wait for another program to finish.
  ///   - change: makes the new bytes of the old, nil where there are none; nil leaves all as it is.
  /// - Throws: a failure where it can't be done; the file is then as it was.
  func update(
    patience: Int, _ change: ([UInt8]?) throws(Failure) -> [UInt8]?
  ) throws(Failure) {
    createFolder()
    let lock = try lock(patience: patience)
    defer { close(lock) }
    let old = try read()
    guard let new = try change(old), new != old else { return }
    try replace(with: new)
  }

  /// Gives the file another name, `progress.corrupt-1` or the next that is free.
  ///
  /// - Returns: the new path.
  func setAside() throws(Failure) -> String {
    for number in 1...999 {
      let aside = "\(path).corrupt-\(number)"
      guard access(aside, F_OK) != 0 else { continue }
      guard rename(path, aside) == 0 else { throw .last }
      return aside
    }
    throw Failure("there are too many damaged files beside it")
  }

  private func replace(with bytes: [UInt8]) throws(Failure) {
    // A link, to a folder that is kept in step between machines perhaps, stays one.
    let target = resolved
    let draft = target + ".new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .last }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0) }
      if written > 0 { rest.removeFirst(written) } else if errno != EINTR { break }
    }
    let isWritten = rest.isEmpty && fsync(descriptor) == 0
    let failure = Failure.last
    guard close(descriptor) == 0, isWritten else {
      unlink(draft)
      throw failure
    }
    guard rename(draft, target) == 0 else {
      let failure = Failure.last
      unlink(draft)
      throw failure
    }
  }

  private var resolved: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Takes the lock; it lasts until the descriptor is closed.
  private func lock(patience: Int) throws(Failure) -> CInt {
    let descriptor = open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw .last }
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let failure = errno == EWOULDBLOCK ? Failure("another program holds it") : .last
      guard errno == EINTR || errno == EWOULDBLOCK, waited < patience else {
        close(descriptor)
        throw failure
      }
      usleep(2_000)
      waited += 2
    }
    return descriptor
  }

  /// Creates the file's folder and those above it, for the user alone.
  private func createFolder() {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part
      if !folder.isEmpty { mkdir(folder, 0o700) }
      folder += "/"
    }
  }
}

/// The system's call, under a name that `ProgressFile.write` doesn't hide.
@Sendable private func writeOnce(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
