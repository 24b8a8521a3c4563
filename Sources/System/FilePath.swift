#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Paths of files.
package enum FilePath {
  /// The path without links.
  ///
  /// - Throws: the system's words where nothing is there.
  package static func resolved(_ path: String) throws(FileFailure) -> String {
    guard let resolved = realpath(path, nil) else { throw .last }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The running program's own path, nil where the system doesn't tell.
  package static var program: String? {
    #if os(Linux)
      try? resolved("/proc/self/exe")
    #else
      try? resolved(CommandLine.arguments.first ?? "")
    #endif
  }

  /// Whether a file can be read.
  package static func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Gives a file another name.
  package static func rename(_ path: String, to other: String) throws(FileFailure) {
    guard systemRename(path, other) == 0 else { throw .last }
  }
}

extension String {
  /// The path with the person's own folder in place of a `~` that it begins with.
  package var expandingHome: String {
    guard self == "~" || hasPrefix("~/"), let home = Environment.value("HOME") else { return self }
    return home + dropFirst()
  }
}

/// The system's `rename`, which a method of that name hides.
private func systemRename(_ path: String, _ other: String) -> CInt { rename(path, other) }
