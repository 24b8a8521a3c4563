import Formula
import Session

/// The sessions that were, each with the line that changed it: what `undo` takes back.
struct SessionHistory: Sendable {
  private struct Entry {
    var line: String
    var before: Session
    /// How much memory the session takes that the one after the line doesn't, in bytes.
    var size: Int
  }

  private var entries: [Entry] = []
  /// How much memory it takes: what is shared by several sessions ends with the last of them.
  private var size: Int { entries.reduce(0) { $0.saturatingSum($1.size) } }

  /// How many lines can be taken back.
  private static let limit = 100
  /// How much memory the sessions may take besides what the one at hand has, in bytes; the last one
  /// may take whatever it does.
  private static let budget = 64 << 20

  /// Keeps the session that a line has changed.
  mutating func record(_ line: String, before session: Session, after other: Session) {
    entries.append(Entry(line: line, before: session, size: session.memory(besides: other)))
    while entries.count > SessionHistory.limit || entries.count > 1 && size > SessionHistory.budget
    {
      entries.removeFirst()
    }
  }

  /// The last line that can be taken back, and the session before it.
  mutating func takeBack() -> (line: String, before: Session)? {
    entries.popLast().map { ($0.line, $0.before) }
  }
}
