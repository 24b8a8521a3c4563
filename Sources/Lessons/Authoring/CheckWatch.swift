import System

/// Notices when a file that a check looks at was saved, added or taken away.
package struct CheckWatch: Sendable {
  private let paths: [String]
  /// What was there when the last change was told of.
  private var known: [String: FileStamp]
  /// What was there at the last look, if it was something new.
  private var candidate: [String: FileStamp]?

  /// No folder is looked into further than chapters lie.
  private static let deepest = 3

  package init(_ paths: [String]) {
    self.paths = paths
    known = Self.stamps(paths)
  }

  /// Whether something was saved since this was last true.
  ///
  /// It is so only at the second of two looks that find the same, since an editor may be in the
  /// middle of writing.
  package mutating func hasChanged() -> Bool {
    let now = Self.stamps(paths)
    guard now != known, now == candidate else {
      candidate = now == known ? nil : now
      return false
    }
    (known, candidate) = (now, nil)
    return true
  }

  private static func stamps(_ paths: [String]) -> [String: FileStamp] {
    var result: [String: FileStamp] = [:]
    for path in paths { add(path, depth: 0, to: &result) }
    return result
  }

  private static func add(_ path: String, depth: Int, to stamps: inout [String: FileStamp]) {
    guard Directory.isDirectory(path) else {
      stamps[path] = FileStamp(path)
      return
    }
    guard depth < deepest else { return }
    for name in Directory.names(in: path) where !name.hasPrefix(".") {
      add(Directory.path(path, name), depth: depth + 1, to: &stamps)
    }
  }
}
