#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is there for one test, and goes with all that is in it.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/downhill-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { name in
      name.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "\(parent)/no-folder"
    }
  }

  deinit { Self.removeAll(path) }

  /// The path of something in it.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and the folders it is in, and answers its path.
  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = file(name)
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    if let handle = fopen(file, "w") {
      fwrite(bytes, 1, bytes.count, handle)
      fclose(handle)
    }
    return file
  }

  /// Writes a file of text, and answers its path.
  @discardableResult
  package func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

  /// The text of a file, empty where there is none.
  package func read(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  /// The bytes of a file, none where there is none.
  package func bytes(_ name: String) -> [UInt8] {
    guard let handle = fopen(file(name), "r") else { return [] }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(handle), byte != EOF {
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    return bytes
  }

  /// The names of what is in it, sorted, without what a dot hides.
  package var names: [String] { Self.names(in: path).filter { !$0.hasPrefix(".") } }

  /// The permission bits of something in it.
  package func mode(_ name: String) -> UInt32 {
    var status = stat()
    stat(file(name), &status)
    return UInt32(status.st_mode & 0o777)
  }

  /// The names of all that is in a folder, sorted.
  package static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func removeAll(_ path: String) {
    for name in names(in: path) { removeAll("\(path)/\(name)") }
    remove(path)
  }
}
