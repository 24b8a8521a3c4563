#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file in the making: written beside its place and put there when it is whole.
///
/// So at every moment the old or the new file is there, and nothing is left of one that failed.
package struct FileDraft: ~Copyable {
  /// Where the file will be, without links.
  package let path: String
  /// Where it is until then.
  package let draftPath: String
  /// Whether a file was there before.
  package let replacesAnother: Bool
  private let mayReplace: Bool
  private let write: SystemWrite
  private let file: OpenFile
  private var buffer: [UInt8] = []
  private var isFinished = false

  private static let bufferSize = 1 << 16

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it is to be. A link stays a link: what it leads to is replaced.
  ///   - mayReplace: whether it may take the place of a file that is there, whose mode it keeps.
  ///   - mode: the permission bits of a new file.
  ///   - ending: what the draft's name has behind the file's; nil for one that no other program
  ///     has. With an ending of their own, programs that share a lock clear up behind each other.
  ///   - write: the system's call.
  /// - Throws: why it can't be written.
  package init(
    _ path: String, mayReplace: Bool, mode: UInt32 = 0o666, ending: String? = nil,
    write: @escaping SystemWrite = systemWrite
  ) throws(FileFailure) {
    let place = try FileDraft.place(path, mayReplace: mayReplace)
    let draftPath = place.path + (ending ?? ".\(getpid()).new")
    if ending != nil { unlink(draftPath) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    // fits: the bits of a mode
    let descriptor = open(draftPath, flags, place.mode ?? mode_t(mode))
    guard descriptor >= 0 else { throw .last }
    file = OpenFile(descriptor: descriptor)
    self.path = place.path
    self.draftPath = draftPath
    self.mayReplace = mayReplace
    self.write = write
    replacesAnother = place.mode != nil
  }

  deinit { if !isFinished { unlink(draftPath) } }

  /// Adds bytes to the file.
  package mutating func append(_ bytes: some Sequence<UInt8>) throws(FileFailure) {
    buffer += bytes
    if buffer.count >= FileDraft.bufferSize { try flush() }
  }

  /// Sees to it that the draft holds all that was added.
  package mutating func flush() throws(FileFailure) {
    try file.write(buffer, by: write)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Puts the file in its place.
  package mutating func finish() throws(FileFailure) {
    try flush()
    try file.synchronize()
    // Somebody else may have written one meanwhile.
    guard mayReplace || !Directory.exists(path) else { throw .exists }
    guard rename(draftPath, path) == 0 else { throw .last }
    isFinished = true
  }

  /// Writes a whole file.
  package static func write(
    _ bytes: [UInt8], to path: String, mayReplace: Bool, mode: UInt32 = 0o666,
    ending: String? = nil, write: @escaping SystemWrite = systemWrite
  ) throws(FileFailure) {
    var draft = try FileDraft(
      path, mayReplace: mayReplace, mode: mode, ending: ending, write: write)
    try draft.append(bytes)
    try draft.finish()
  }

  /// The whole path of a file, and the mode of the one that is there.
  private static func place(_ path: String, mayReplace: Bool)
    throws(FileFailure) -> (path: String, mode: mode_t?)
  {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let name = Directory.name(of: path)
      guard !name.isEmpty else { throw .notAFile }
      return (Directory.path(try FilePath.resolved(Directory.parent(of: path)), name), nil)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard mayReplace else { throw .exists }
    return (try FilePath.resolved(path), status.st_mode & 0o777)
  }
}
