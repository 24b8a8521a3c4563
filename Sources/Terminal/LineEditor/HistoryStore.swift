#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a history file, shared by programs that don't know of each other.
struct HistoryStore {
  let path: String

  /// All there is, or nil when there is no such file.
  func read() -> [UInt8]? {
    guard let descriptor = openRegularFile(O_RDONLY) else { return nil }
    defer { close(descriptor) }
    return contents(of: descriptor)
  }

  /// Adds a row, in one write, so that neither a crash nor another program can split it.
  func append(_ row: [UInt8]) {
    createFolder()
    guard let descriptor = openLocked() else { return }
    defer { close(descriptor) }
    // A row cut short, by a full disk perhaps, stays a row of its own.
    write((endsInsideRow(descriptor) ? [newline] : []) + row + [newline], to: descriptor)
  }

  /// Replaces the contents by what `change` makes of them, all at once.
  ///
  /// Without the lock nothing is done, since another program's rows could get lost.
  func rewrite(_ change: ([UInt8]) -> [UInt8]) {
    guard let descriptor = openLocked(insisting: true) else { return }
    defer { close(descriptor) }
    let draft = "\(path).\(getpid())"
    let copy = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { return }
    let isWhole = write(change(contents(of: descriptor)), to: copy) && fsync(copy) == 0
    close(copy)
    if !isWhole || rename(draft, path) != 0 { unlink(draft) }
  }

  // MARK: - Files

  private let newline = UInt8(ascii: "\n")

  init(path: String) {
    self.path = path
  }

  /// Opens the file, unless it is a folder, a pipe or a device.
  private func openRegularFile(_ flags: CInt) -> CInt? {
    // O_NONBLOCK, since opening a pipe would else wait for its other end.
    let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    // What was typed is nobody else's business, even in a file that was made by hand.
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    return descriptor
  }

  /// Opens the file to add to it, and locks it.
  ///
  /// The lock is given a moment, not more: a program that was stopped while it held it must not
  /// stop this one. Adding without it is safe but for the rare moment of a rewriting.
  private func openLocked(insisting: Bool = false) -> CInt? {
    for _ in 0..<20 {
      guard let descriptor = openRegularFile(O_RDWR | O_APPEND | O_CREAT) else { return nil }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        if isStillAtPath(descriptor) { return descriptor }
        // Rewritten between opening and locking: this one is no longer the file.
      } else {
        usleep(5_000)
      }
      close(descriptor)
    }
    return insisting ? nil : openRegularFile(O_RDWR | O_APPEND | O_CREAT)
  }

  private func isStillAtPath(_ descriptor: CInt) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
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

  // MARK: - Bytes

  private func contents(of descriptor: CInt) -> [UInt8] {
    var bytes: [UInt8] = []
    let chunk = 65_536
    var isAtEnd = false
    while !isAtEnd {
      bytes += [UInt8](unsafeUninitializedCapacity: chunk) { memory, count in
        count = max(pread(descriptor, memory.baseAddress, chunk, off_t(bytes.count)), 0)
        isAtEnd = count == 0
      }
    }
    return bytes
  }

  private func endsInsideRow(_ descriptor: CInt) -> Bool {
    var last: UInt8 = 0
    let size = lseek(descriptor, 0, SEEK_END)
    return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 && last != newline
  }

  /// Writes bytes, and says whether all of them could be.
  @discardableResult
  private func write(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { writeOnce($0, to: descriptor) }
      guard written > 0 else { return false }
      rest.removeFirst(written)
    }
    return true
  }
}

/// The system's call, under a name that `HistoryStore.write` doesn't hide.
private func writeOnce(_ bytes: UnsafeRawBufferPointer, to descriptor: CInt) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
