import Formula
import Optimizers
import Session

/// The sessions that were, each with the line that changed it: what `undo` takes back.
struct SessionHistory: Sendable {
  private struct Entry {
    var line: String
    var before: Session
    /// What the session takes by itself, in bytes.
    var size: Int
  }

  private var entries: [Entry] = []
  /// What the sessions would take if they shared nothing.
  private var size = 0

  /// How many lines can be taken back.
  private static let limit = 100
  /// How much memory the sessions may take besides what they share, in bytes.
  private static let budget = 64 << 20

  /// Keeps the session that a line has changed.
  mutating func record(_ line: String, before session: Session) {
    var own = MemoryCount()
    own.add(session)
    entries.append(Entry(line: line, before: session, size: own.bytes))
    size = size.saturatingSum(own.bytes)
    if entries.count > SessionHistory.limit { drop(1) }
    // What they share is looked at only where it matters.
    if size > SessionHistory.budget { drop(entries.count - fitting) }
  }

  /// How many of the last sessions fit the budget; the last one does whatever it takes.
  private var fitting: Int {
    var memory = MemoryCount()
    let kept = entries.reversed().prefix { entry in
      memory.add(entry.before)
      return memory.bytes <= SessionHistory.budget
    }
    return max(kept.count, 1)
  }

  private mutating func drop(_ count: Int) {
    entries.removeFirst(count)
    size = entries.reduce(0) { $0.saturatingSum($1.size) }
  }

  /// The last line that can be taken back, and the session before it.
  mutating func takeBack() -> (line: String, before: Session)? {
    guard let last = entries.popLast() else { return nil }
    size = entries.reduce(0) { $0.saturatingSum($1.size) }
    return (last.line, last.before)
  }
}
