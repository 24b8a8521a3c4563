import System

/// Where lessons are looked for, besides the program itself.
enum LessonPlaces {
  /// The folders, those that come first winning: the one asked for, the environment's, the one
  /// here, the package's when the program runs from its build folder, an installed share folder.
  static func directories(first: String?) -> [String] {
    var result = [first, Environment.value("DOWNHILL_LESSONS"), "lessons"].compactMap { $0 }
    guard let program = FilePath.program else { return result }
    var folder = Directory.parent(of: program)
    result.append(Directory.path(Directory.parent(of: folder), "share/downhill/lessons"))
    // A build folder lies a few levels below the package.
    for _ in 0..<5 where folder != "/" {
      if FilePath.isReadable(folder + "/Package.swift") { result.append(folder + "/lessons") }
      folder = Directory.parent(of: folder)
    }
    return result
  }
}
