#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Terminal

/// Where lessons are looked for.
enum LessonPlaces {
  /// The folders, those that come first winning: the one asked for, the environment's, the one
  /// here, the package's when the program runs from its build folder, an installed share folder.
  static func directories(first: String?) -> [String] {
    var result = [first, Environment.value("DOWNHILL_LESSONS"), "lessons"].compactMap { $0 }
    guard let program = programPath() else { return result }
    var folder = program.parent
    result.append(folder.parent + "/share/downhill/lessons")
    // A build folder lies a few levels below the package.
    for _ in 0..<5 where !folder.isEmpty {
      if access(folder + "/Package.swift", R_OK) == 0 { result.append(folder + "/lessons") }
      folder = folder.parent
    }
    return result
  }

  /// The path of the running program, links resolved.
  private static func programPath() -> String? {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments.first ?? ""
    #endif
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

extension String {
  /// The folder that holds a path.
  fileprivate var parent: String {
    lastIndex(of: "/").map { String(self[..<$0]) } ?? ""
  }
}
