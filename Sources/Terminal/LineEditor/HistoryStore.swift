import System

// fits throughout (conversion): it is as wide

/// The bytes of a history file, shared by programs that don't know of each other.
///
/// What was typed is nobody else's business, even in a file that was made by hand: every use makes
/// the file its owner's alone.
struct HistoryStore {
  let path: String

  /// No history has more bytes.
  private static let largestSize = 1 << 26
  private static let newline = UInt8(ascii: "\n")

  /// All there is, or nil when there is no such file.
  func read() -> [UInt8]? {
    guard let file = try? OpenFile(path) else { return nil }
    file.makePrivate()
    return try? file.readAll(upTo: Self.largestSize)
  }

  /// Adds a row, in one write, so that neither a crash nor another program can split it.
  func append(_ row: [UInt8]) {
    Directory.makeParents(of: path)
    // Adding without the lock is safe but for the rare moment of a rewriting.
    guard let file = locked() ?? (try? OpenFile(path, .append)) else { return }
    // A row cut short, by a full disk perhaps, stays a row of its own.
    let isInsideRow = file.lastByte().map { $0 != Self.newline } ?? false
    try? file.append((isInsideRow ? [Self.newline] : []) + row + [Self.newline])
  }

  /// Replaces the contents by what `change` makes of them, all at once.
  ///
  /// Without the lock nothing is done, since another program's rows could get lost.
  func rewrite(_ change: ([UInt8]) -> [UInt8]) {
    guard let file = locked(), let bytes = try? file.readAll(upTo: Self.largestSize) else {
      return
    }
    try? FileDraft.write(change(bytes), to: path, mayReplace: true, mode: 0o600)
    // The lock lasts as long as the file is open.
    _ = file.isStill(at: path)
  }

  /// Opens the file to add to it, and locks it.
  ///
  /// The lock is given a moment, not more: a program that was stopped while it held it must not
  /// stop this one.
  private func locked() -> OpenFile? {
    for _ in 0..<20 {
      guard let file = try? OpenFile(path, .append) else { return nil }
      file.makePrivate()
      let isLocked = (try? file.lock(patience: 5)) != nil
      // One that was rewritten between opening and locking is no longer the file.
      if isLocked, file.isStill(at: path) { return file }
    }
    return nil
  }
}
