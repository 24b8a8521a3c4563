#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a directory holds.
package enum Directory {
  /// The names in a directory, in no order; none when it can't be read.
  package static func names(in path: String) -> [String] {
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
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The directory that holds a path.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What stands behind a path's last slash.
  package static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// A directory's path without slashes at its end.
  package static func withoutSlashes(_ path: String) -> String {
    let end = path.lastIndex { $0 != "/" }
    return end.map { String(path[...$0]) } ?? path
  }

  /// The path of a file in a directory.
  package static func path(_ directory: String, _ file: String) -> String {
    directory.hasSuffix("/") ? directory + file : "\(directory)/\(file)"
  }

  /// Makes the directory that holds a path and those above it, for the user alone.
  ///
  /// One that can't be made shows when the file is opened.
  package static func makeParents(of path: String) {
    var directory = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      directory += part
      if !directory.isEmpty { mkdir(directory, 0o700) }
      directory += "/"
    }
  }
}
