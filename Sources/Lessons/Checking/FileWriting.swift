package import Formula
import System

/// Writes files so that at every moment the old or the new one is there, whole.
package enum FileWriting {
  /// Puts new bytes in a file's place.
  ///
  /// A link stays a link, and the file keeps its mode.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    guard Directory.exists(path) else { throw failure(.last, path) }
    do {
      try FileDraft.write(bytes, to: path, mayReplace: true)
    } catch {
      throw failure(error, path)
    }
  }

  /// Writes a new file.
  ///
  /// - Throws: a diagnostic where there is one already, or where it can't be written.
  package static func create(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644
  ) throws(Diagnostic) {
    do {
      try FileDraft.write(bytes, to: path, mayReplace: false, mode: mode)
    } catch {
      throw failure(error, path)
    }
  }

  private static func failure(_ failure: FileFailure, _ path: String) -> Diagnostic {
    failure == .exists
      ? LessonMessages.fileExists(path) : LessonMessages.unwritable(path, reason: failure.reason)
  }
}
