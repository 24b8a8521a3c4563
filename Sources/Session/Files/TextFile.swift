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
    // A path to a pipe must not make us wait for someone to write to it.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path, String(cString: strerror(errno)), at: range) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path, "it is not a file", at: range)
    }
    guard Int(status.st_size) <= limit else {
      throw .unreadable(path, "it has more than \(limit >> 20) MiB", at: range)
    }
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = max(Self.read(file, buffer), 0)
      }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path, "it is not UTF-8", at: range)
    }
    return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
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
