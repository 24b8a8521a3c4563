#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that only its owner can read, and that is gone when this is.
package struct TemporaryFile: ~Copyable {
  package let path: String

  /// Writes a text to a new file whose name has an ending.
  package init(holding text: String, ending: String) throws(FileFailure) {
    let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/downhill-XXXXXX\(ending)".utf8CString)
    // fits: an ending of our own
    let descriptor = mkstemps(&template, CInt(ending.utf8.count))
    guard descriptor >= 0 else { throw .last }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let file = OpenFile(descriptor: descriptor)
    do {
      try file.write(text.utf8)
    } catch {
      unlink(path)
      throw error
    }
    self.path = path
  }

  deinit { unlink(path) }
}
