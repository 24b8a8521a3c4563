import System

/// Lines kept across runs, one a row of a text file.
///
/// Several programs may use the file at once: each adds its lines at the end in one write, and
/// whoever shortens the file does so under a lock. A folder that is missing or read-only costs
/// the history, never the program: every call then does nothing.
package struct HistoryFile: Hashable, Sendable {
  package let path: String
  /// How many lines are kept.
  package let limit: Int

  package static let defaultLimit = 5_000

  package init(path: String, limit: Int = defaultLimit) {
    self.path = path
    self.limit = limit
  }

  /// The file in the user's folder for what programs remember, or nil for a user without one.
  ///
  /// That is `$XDG_STATE_HOME/downhill/history`, or `~/.local/state/downhill/history`.
  package static func standard() -> HistoryFile? {
    standard(environment: Environment.value)
  }

  static func standard(environment: (String) -> String?) -> HistoryFile? {
    StateFolder.path(environment: environment).map { HistoryFile(path: "\($0)/history") }
  }

  /// The lines kept so far, oldest first, without repetitions in a row.
  ///
  /// A file that has grown a tenth beyond the limit is shortened to it.
  package func load() -> [String] {
    guard let bytes = HistoryStore(path: path).read() else { return [] }
    let lines = Self.lines(of: bytes)
    if lines.count > limit + limit / 10 { shorten() }
    return lines.suffix(limit)
  }

  /// Adds a line.
  package func append(_ line: String) {
    guard !line.utf8.contains(UInt8(ascii: "\n")) else { return }
    HistoryStore(path: path).append(Array(line.utf8))
  }

  private func shorten() {
    HistoryStore(path: path).rewrite { bytes in
      // Read again, under the lock: another program may have added lines meanwhile.
      Array(Self.lines(of: bytes).suffix(limit).map { $0 + "\n" }.joined().utf8)
    }
  }

  static func lines(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    for row in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: row, as: UTF8.self)
      if line != lines.last, line.contains(where: { !$0.isWhitespace }) { lines.append(line) }
    }
    return lines
  }
}
