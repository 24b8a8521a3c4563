package import Formula
import Session
import System

/// Reads a lesson's file, or says why not.
package enum LessonFile {
  /// No lesson has more bytes.
  ///
  /// Our own have some ten thousand.
  package static let largestSize = 1 << 20
  /// No file of commands has more: a saved session may hold many steps fed by hand.
  package static let largestCommandFile = 1 << 26

  /// The text of the file at a path, which becomes the text's name.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - limit: the most bytes that it may have.
  /// - Returns: the text.
  /// - Throws: a diagnostic when the file can't be read, is not a regular file, is above the limit
  ///   or is not strictly UTF-8.
  package static func load(_ path: String, upTo limit: Int = largestSize)
    throws(Diagnostic) -> SourceText
  {
    try text(of: try bytes(of: path, upTo: limit), at: path)
  }

  /// The text that the bytes of a file are.
  static func text(of bytes: [UInt8], at path: String) throws(Diagnostic) -> SourceText {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let (offset, line) = firstError(in: bytes)
      throw LessonMessages.notUTF8(path, byte: offset, line: line)
    }
    return SourceText(name: path, text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text)
  }

  /// The text of a file, and what is wrong with its bytes where they are no text: what isn't UTF-8 is
  /// a question mark a byte then, so that every offset holds.
  static func checkedText(of bytes: [UInt8], at path: String)
    -> (source: SourceText, mistake: Diagnostic?)
  {
    do {
      return (try text(of: bytes, at: path), nil)
    } catch {
      let offset = firstError(in: bytes).offset
      // fits: the error is in the bytes
      let readable = bytes[..<offset] + bytes[offset...].map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }
      let source = SourceText(name: path, String(decoding: readable, as: UTF8.self))
      return (
        source,
        Diagnostic(error.message, at: SourceRange(offset, offset + 1), hint: error.hint)
      )
    }
  }

  /// The bytes of the file at a path, under the same conditions but for UTF-8.
  static func bytes(of path: String, upTo limit: Int = largestSize)
    throws(Diagnostic) -> [UInt8]
  {
    do {
      return try TextFile.bytes(of: path, upTo: limit)
    } catch {
      switch error {
      case .notAFile: throw LessonMessages.notAFile(path)
      case .tooLarge: throw LessonMessages.tooLarge(path, limit: limit)
      default: throw LessonMessages.unreadable(path, reason: error.reason)
      }
    }
  }

  /// Where UTF-8 first breaks: the byte's offset, and its line from 1.
  private static func firstError(in bytes: [UInt8]) -> (offset: Int, line: Int) {
    var parser = Unicode.UTF8.ForwardParser()
    var (rest, offset) = (bytes.makeIterator(), 0)
    parsing: while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: break parsing
      }
    }
    let line = bytes.prefix(offset).count { $0 == newline } + 1
    return (offset, line)
  }
}
