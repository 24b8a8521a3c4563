import Optimizers
import Session

/// The sessions that were, each with the line that changed it: what `undo` takes back.
struct SessionHistory: Sendable {
  private var entries: [(line: String, before: Session)] = []

  /// How many lines can be taken back.
  private static let limit = 100
  /// How much memory the sessions may take besides what they share, in bytes.
  private static let budget = 64 << 20

  /// Keeps the session that a line has changed.
  mutating func record(_ line: String, before session: Session) {
    entries.append((line, session))
    var memory = MemoryCount()
    let kept = entries.suffix(SessionHistory.limit).reversed().prefix { entry in
      memory.add(entry.before)
      return memory.bytes <= SessionHistory.budget
    }
    // The last line can be taken back whatever it takes.
    // fits: those kept are among them, and there is one at least
    entries.removeFirst(entries.count - max(kept.count, 1))
  }

  /// The last line that can be taken back, and the session before it.
  mutating func takeBack() -> (line: String, before: Session)? { entries.popLast() }
}
