package import System

/// The file in which progress is kept, shared by programs that don't know of each other.
///
/// Whoever changes it holds a lock on a file beside it, writes the new text beside it too, and
/// renames: at every moment the old or the new one is there, whole. A program that is killed leaves
/// its lock to the system, and a draft that the next one writes over.
package struct ProgressFile: Sendable {
  let path: String
  /// The system's call, which tests let fail.
  var write: SystemWrite = systemWrite

  package init(path: String) { self.path = path }

  /// No progress has more bytes, so a larger file is none.
  private static let largestSize = 1 << 24

  /// What the file holds, nil when there is none.
  package func read() throws(FileFailure) -> [UInt8]? {
    guard Directory.exists(path) else { return nil }
    return try OpenFile(path).readAll(upTo: Self.largestSize)
  }

  /// Replaces what the file holds, under the lock.
  ///
  /// - Parameters:
  ///   - patience: how many milliseconds to wait for another program to finish.
  ///   - change: makes the new bytes of the old, nil where there are none; nil leaves all as it is.
  /// - Throws: a failure where it can't be done; the file is then as it was.
  func update(
    patience: Int, _ change: ([UInt8]?) throws(FileFailure) -> [UInt8]?
  ) throws(FileFailure) {
    Directory.makeParents(of: path)
    let lock = try OpenFile("\(path).lock", .append)
    try lock.lock(patience: patience)
    let old = try read()
    guard let new = try change(old), new != old else { return }
    // Under the lock a draft that is there already is what a killed program has left.
    try FileDraft.write(
      new, to: path, mayReplace: true, mode: 0o600, ending: ".new", write: write)
    // The lock lasts as long as its file is open.
    _ = lock.isStill(at: path)
  }

  /// Gives the file another name, `progress.corrupt-1` or the next that is free.
  ///
  /// - Returns: the new path.
  func setAside() throws(FileFailure) -> String {
    for number in 1...999 {
      let aside = "\(path).corrupt-\(number)"
      guard !Directory.exists(aside) else { continue }
      try FilePath.rename(path, to: aside)
      return aside
    }
    throw .system("there are too many damaged files beside it")
  }
}
