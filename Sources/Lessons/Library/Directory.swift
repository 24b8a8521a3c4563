#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a directory holds.
enum Directory {
  /// The names in a directory, in no order; none when it can't be read.
  static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // A name that isn't text can't be typed, so no lesson has one.
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether there is a directory at a path.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The directory that holds a path.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path of a file in a directory.
  static func path(_ directory: String, _ file: String) -> String {
    directory.hasSuffix("/") ? directory + file : "\(directory)/\(file)"
  }
}
