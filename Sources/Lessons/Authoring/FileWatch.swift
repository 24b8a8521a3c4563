import System

/// Notices when a file was saved, by looking at it now and then.
package struct FileWatch: Sendable {
  private let path: String
  /// What was there when the last change was told of.
  private var known: FileStamp?
  /// What was there at the last look, if it was something new.
  private var candidate: FileStamp?

  package init(_ path: String) {
    self.path = path
    known = FileStamp(path)
  }

  /// Whether the file was saved since this was last true.
  ///
  /// It is so only at the second of two looks that find the same, since an editor may be in the
  /// middle of writing it; and never while it isn't there, since an editor may be putting another
  /// in its place.
  package mutating func hasChanged() -> Bool {
    let now = FileStamp(path)
    guard now != nil, now != known, now == candidate else {
      candidate = now == known ? nil : now
      return false
    }
    (known, candidate) = (now, nil)
    return true
  }
}
