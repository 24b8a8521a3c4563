package import Session
import System

/// A learner's progress, and the file it is kept in.
///
/// What happens is written down at once. Where that can't be done, the learner is told once, all
/// goes on in memory, and it is tried again when the next thing happens.
package struct ProgressStore: Sendable {
  /// What is known: what the file held when it was last looked at, and what has happened since.
  package private(set) var progress = LearningRecord()
  private let file: ProgressFile?
  /// What happened and isn't in the file yet.
  private var pending: [LearningRecord.Change] = []
  /// A newer program's file is left alone.
  private var isForbidden = false
  private var saidReasons: Set<String> = []
  private var patience = 2_000

  /// Progress in a file, or for this run only where there is no path for one.
  package init(path: String?) {
    file = path.map { ProgressFile(path: $0) }
  }

  init(file: ProgressFile) {
    self.file = file
  }

  /// Looks at the file again, which another program may have changed.
  ///
  /// - Returns: what a learner should hear about the file.
  package mutating func refresh() -> [NoteReport] {
    guard let file, !isForbidden else { return [] }
    do {
      var known = LearningRecord()
      switch try file.read().map({ LearningRecord.read($0) }) {
      case nil: break
      case .whole(let progress): known = progress
      case .newer(let format): return forbid(format)
      case .damaged: return save([])
      }
      for change in pending { known.apply(change) }
      progress = known
      return []
    } catch {
      return explain(error, file)
    }
  }

  /// Writes down what happened.
  ///
  /// - Returns: what a learner should hear about the file.
  package mutating func record(_ changes: [LearningRecord.Change]) -> [NoteReport] {
    guard !changes.isEmpty else { return [] }
    for change in changes { progress.apply(change) }
    return file == nil || isForbidden ? [] : save(changes)
  }

  private mutating func save(_ changes: [LearningRecord.Change]) -> [NoteReport] {
    guard let file else { return [] }
    pending += changes
    var (notes, known, newerFormat) = ([NoteReport](), LearningRecord(), Int?.none)
    do {
      let pending = pending
      try file.update(patience: patience) { bytes throws(FileFailure) in
        switch bytes.map({ LearningRecord.read($0) }) {
        case nil: break
        case .whole(let progress): known = progress
        case .damaged(let rest):
          notes.append(ProgressMessages.damaged(keptAs: try file.setAside()))
          known = rest
        case .newer(let format):
          newerFormat = format
          return nil
        }
        for change in pending { known.apply(change) }
        return Array(known.text.utf8)
      }
    } catch {
      // The next part shouldn't have to wait as long as this one.
      patience = 50
      return notes + explain(error, file)
    }
    if let newerFormat { return notes + forbid(newerFormat) }
    progress = known
    pending = []
    patience = 2_000
    return notes
  }

  private mutating func forbid(_ format: Int) -> [NoteReport] {
    isForbidden = true
    return [ProgressMessages.newer(format)]
  }

  private mutating func explain(_ failure: FileFailure, _ file: ProgressFile)
    -> [NoteReport]
  {
    guard saidReasons.insert(failure.reason).inserted else { return [] }
    return [ProgressMessages.notKept(failure.reason, file.path)]
  }
}
