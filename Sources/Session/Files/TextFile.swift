package import Formula
package import System

/// Text files, read whole.
package enum TextFile {
  /// The text of a regular file.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - limit: how many bytes it may have.
  ///   - range: where its name stands in what was typed, to point at.
  /// - Returns: the text, without a byte order mark.
  /// - Throws: a ``Diagnostic`` when the file can't be read, is too large, or is not UTF-8.
  package static func read(_ path: String, limit: Int, at range: SourceRange? = nil)
    throws(Diagnostic) -> String
  {
    let bytes: [UInt8]
    do {
      bytes = try self.bytes(of: path, upTo: limit)
    } catch {
      throw .unreadable(path, error.reason, at: range)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path, "it is not UTF-8", at: range)
    }
    return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
  }

  /// The bytes of a regular file.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - limit: how many bytes it may have.
  /// - Returns: the bytes.
  /// - Throws: why they can't be had.
  package static func bytes(of path: String, upTo limit: Int) throws(FileFailure) -> [UInt8] {
    try OpenFile(path).readAll(upTo: limit)
  }
}
