#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Notices when a file was saved, by looking at it now and then.
package struct FileWatch: Sendable {
  private let path: String
  /// What was there when the last change was told of.
  private var known: Stamp?
  /// What was there at the last look, if it was something new.
  private var candidate: Stamp?

  /// What tells one saving of a file from the next.
  private struct Stamp: Hashable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(truncatingIfNeeded: status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      seconds = time.tv_sec
      nanoseconds = time.tv_nsec
    }
  }

  package init(_ path: String) {
    self.path = path
    known = Stamp(path)
  }

  /// Whether the file was saved since this was last true.
  ///
  /// It is so only at the second of two looks that find the same, since an editor may be in the
  /// middle of writing it; and never while it isn't there, since an editor may be putting another
  /// in its place.
  package mutating func hasChanged() -> Bool {
    let now = Stamp(path)
    guard now != nil, now != known, now == candidate else {
      candidate = now == known ? nil : now
      return false
    }
    (known, candidate) = (now, nil)
    return true
  }
}
