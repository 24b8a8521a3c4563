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
  private var size: Int { entries.reduce(0) { $0.saturatingSum($1.size) } }

  /// How many lines can be taken back.
  private static let limit = 100
  /// How much memory the sessions may take besides what they share, in bytes.
  private static let budget = 64 << 20

  /// Keeps the session that a line has changed.
  mutating func record(_ line: String, before session: Session) {
    var own = MemoryCount()
    own.add(session)
    entries.append(Entry(line: line, before: session, size: own.bytes))
    if entries.count > SessionHistory.limit { entries.removeFirst() }
    // What they share is looked at only where it matters.
    // fits: those that fit are among them
    if size > SessionHistory.budget { entries.removeFirst(entries.count - fitting) }
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

  /// The last line that can be taken back, and the session before it.
  mutating func takeBack() -> (line: String, before: Session)? {
    entries.popLast().map { ($0.line, $0.before) }
  }
}
