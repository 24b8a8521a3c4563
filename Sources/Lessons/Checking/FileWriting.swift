package import Formula

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes files so that at every moment the old or the new one is there, whole.
package enum FileWriting {
  /// Puts new bytes in a file's place: writes them beside it, and renames.
  ///
  /// A link stays a link, and the file keeps its mode.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    guard let resolved = realpath(path, nil) else { throw failure(path) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw failure(path) }
    // Only the owner of the file's directory can have put something at this name before.
    let beside = "\(target).\(getpid()).new"
    try create(beside, bytes, mode: UInt32(status.st_mode & 0o777))
    guard rename(beside, target) == 0 else {
      let error = failure(path)
      unlink(beside)
      throw error
    }
  }

  /// Writes a new file.
  ///
  /// - Throws: a diagnostic where there is one already, or where it can't be written.
  package static func create(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644
  ) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else {
      throw errno == EEXIST ? LessonMessages.fileExists(path) : failure(path)
    }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { written += count } else if errno != EINTR { break }
    }
    let isWritten = written == bytes.count && fsync(descriptor) == 0
    let error = failure(path)
    guard close(descriptor) == 0, isWritten else {
      unlink(path)
      throw error
    }
  }

  private static func failure(_ path: String) -> Diagnostic {
    LessonMessages.unwritable(path, reason: String(cString: strerror(errno)))
  }
}
