#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Names of files, for completion.
enum FileNames {
  private static let endings = [".md", ".recipe", ".downhill", ".csv", ".json", ".jsonl", ".py"]

  /// Files that are read or written here, and folders, whose path begins with a text; folders end
  /// in a slash.
  static func beginning(with text: String) -> [String] {
    let slash = text.lastIndex(of: "/")
    let folder = slash.map { String(text[...$0]) } ?? ""
    let beginning = slash.map { text[text.index(after: $0)...] } ?? text[...]
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var result: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(beginning), !name.hasPrefix(".") else { continue }
      let isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      guard isFolder || endings.contains(where: name.hasSuffix) else { continue }
      result.append(folder + name + (isFolder ? "/" : ""))
    }
    return result.sorted()
  }
}
