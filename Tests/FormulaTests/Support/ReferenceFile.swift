import System

/// The files that tests compare with.
enum ReferenceFile {
  /// The text of a file, empty where there is none.
  static func text(_ name: String) -> String {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    guard let file = try? OpenFile("/\(folder)/Reference/\(name)"),
      let bytes = try? file.readAll(upTo: 1 << 24)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
