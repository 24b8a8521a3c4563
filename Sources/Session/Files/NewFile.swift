#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
package import Formula

/// A file in the making: written beside its place and put there when it is whole.
///
/// So at every moment the old or the new file is there, and nothing is left of one that failed.
package struct NewFile: ~Copyable {
  /// Where the file will be, without links.
  package let path: String
  /// Whether a file was there before.
  package let replacesAnother: Bool
  private let mayReplace: Bool
  private let beside: String
  private var descriptor: Int32
  private var buffer: [UInt8]

  private static let bufferSize = 1 << 16

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it is to be; a `~/` at the beginning is the person's own folder.
  ///   - mayReplace: whether it may take the place of a file that is there.
  /// - Throws: a ``Diagnostic`` with the path and the reason why it can't be written.
  package init(_ path: String, mayReplace: Bool) throws(Diagnostic) {
    let place = try NewFile.place(path.expandingHome, mayReplace: mayReplace)
    let beside = "\(place.path).\(getpid()).new"
    let descriptor = try NewFile.create(beside, mode: place.mode ?? 0o666, for: place.path)
    self.path = place.path
    replacesAnother = place.mode != nil
    self.mayReplace = mayReplace
    self.beside = beside
    self.descriptor = descriptor
    buffer = []
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(beside)
  }

  /// Adds text to the file.
  package mutating func write(_ text: String) throws(Diagnostic) {
    buffer += text.utf8
    if buffer.count >= NewFile.bufferSize { try flush() }
  }

  /// Lets another program read what was written so far, or write the file in place of it.
  ///
  /// - Parameter work: gets the path at which the file is until it is finished.
  /// - Returns: what the work gives.
  /// - Throws: a ``Diagnostic`` where the text can't be written, or where the work throws one.
  package mutating func withDraft<Result>(
    _ work: (_ path: String) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    try flush()
    return try work(beside)
  }

  /// Puts the file in its place.
  package mutating func finish() throws(Diagnostic) {
    try flush()
    guard fsync(descriptor) == 0, close(descriptor) == 0 else {
      throw .unwritable(path, NewFile.reason)
    }
    descriptor = -1
    // Somebody else may have written one meanwhile.
    let isFree = mayReplace || access(path, F_OK) != 0
    guard isFree, rename(beside, path) == 0 else {
      let error = isFree ? Diagnostic.unwritable(path, NewFile.reason) : .fileExists(path)
      unlink(beside)
      throw error
    }
  }

  private mutating func flush() throws(Diagnostic) {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw .unwritable(path, NewFile.reason) }
      rest = rest.dropFirst(max(count, 0))
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

// MARK: - Paths

extension NewFile {
  /// The system's words for what went wrong last.
  private static var reason: String { String(cString: strerror(errno)) }

  /// The whole path of a file, and the mode of the one that is there.
  private static func place(_ path: String, mayReplace: Bool)
    throws(Diagnostic) -> (path: String, mode: mode_t?)
  {
    var status = stat()
    guard stat(path, &status) == 0 else { return (try inFolder(path), nil) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    guard mayReplace else { throw .fileExists(path) }
    // A link stays a link: what it leads to is replaced.
    return (try resolved(path, for: path), status.st_mode & 0o777)
  }

  private static func create(_ beside: String, mode: mode_t, for path: String)
    throws(Diagnostic) -> Int32
  {
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .unwritable(path, reason) }
    return descriptor
  }

  private static func resolved(_ path: String, for file: String) throws(Diagnostic) -> String {
    guard let resolved = realpath(path, nil) else { throw .unwritable(file, reason) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The whole path of a file that isn't there yet, in a folder that is.
  private static func inFolder(_ path: String) throws(Diagnostic) -> String {
    let slash = path.lastIndex(of: "/")
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    guard !name.isEmpty else { throw .notAFile(path) }
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let resolved = try resolved(folder, for: path)
    return (resolved == "/" ? "" : resolved) + "/" + name
  }
}

extension String {
  /// The path with the person's own folder in place of a `~` that it begins with.
  package var expandingHome: String {
    guard hasPrefix("~/"), let home = getenv("HOME") else { return self }
    return String(cString: home) + dropFirst()
  }
}

/// The system's `write`, which a method of that name hides.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, bytes, count)
}
