package import Formula
import System

/// A file of a person's own in the making: it is there when it is whole, or not at all.
package struct NewFile: ~Copyable {
  private var draft: FileDraft
  private let name: String

  /// Where the file will be, without links.
  package var path: String { draft.path }
  /// Whether a file was there before.
  package var replacesAnother: Bool { draft.replacesAnother }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: where it is to be; a `~/` at the beginning is the person's own folder.
  ///   - mayReplace: whether it may take the place of a file that is there.
  /// - Throws: a ``Diagnostic`` with the path and the reason why it can't be written.
  package init(_ path: String, mayReplace: Bool) throws(Diagnostic) {
    name = path.expandingHome
    do {
      draft = try FileDraft(name, mayReplace: mayReplace)
    } catch {
      throw .unwritable(name, error)
    }
  }

  /// Adds text to the file.
  package mutating func write(_ text: String) throws(Diagnostic) {
    do {
      try draft.append(text.utf8)
    } catch {
      throw .unwritable(name, error)
    }
  }

  /// Lets another program read what was written so far, or write the file in place of it.
  ///
  /// - Parameter work: gets the path at which the file is until it is finished.
  /// - Returns: what the work gives.
  /// - Throws: a ``Diagnostic`` where the text can't be written, or where the work throws one.
  package mutating func withDraft<Result>(
    _ work: (_ path: String) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    do {
      try draft.flush()
    } catch {
      throw .unwritable(name, error)
    }
    return try work(draft.draftPath)
  }

  /// Puts the file in its place.
  package mutating func finish() throws(Diagnostic) {
    do {
      try draft.finish()
    } catch {
      throw .unwritable(name, error)
    }
  }
}

extension Diagnostic {
  /// The error for a file that can't be written.
  fileprivate static func unwritable(_ path: String, _ failure: FileFailure) -> Diagnostic {
    switch failure {
    case .notAFile: .notAFile(path)
    case .exists: .fileExists(path)
    default: .unwritable(path, failure.reason)
    }
  }
}
