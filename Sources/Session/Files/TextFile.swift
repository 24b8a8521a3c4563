package import Formula

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

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
      throw .unreadable(path, error.reason(limit: limit), at: range)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path, "it is not UTF-8", at: range)
    }
    return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
  }

  /// Why a file's bytes can't be had.
  package enum Failure: Error, Hashable, Sendable {
    /// The system's own words.
    case system(String)
    case notAFile
    case tooLarge

    fileprivate func reason(limit: Int) -> String {
      switch self {
      case .system(let words): words
      case .notAFile: "it is not a file"
      case .tooLarge: "it has more than \(limit >> 20) MiB"
      }
    }
  }

  /// The bytes of a regular file.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - limit: how many bytes it may have.
  /// - Returns: the bytes.
  /// - Throws: why they can't be had.
  package static func bytes(of path: String, upTo limit: Int) throws(Failure) -> [UInt8] {
    // A path to a pipe must not make us wait for someone to write to it.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }

    var bytes: [UInt8] = []
    while bytes.count <= limit {
      var failure: Int32?
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        var got = 0
        repeat { got = read(file, buffer) } while got < 0 && errno == EINTR
        if got < 0 { failure = errno }
        count = max(got, 0)
      }
      if let failure { throw .system(String(cString: strerror(failure))) }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw .tooLarge
  }

  private static func read(_ file: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    #if canImport(Darwin)
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Glibc)
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #else
      Musl.read(file, buffer.baseAddress, buffer.count)
    #endif
  }
}
