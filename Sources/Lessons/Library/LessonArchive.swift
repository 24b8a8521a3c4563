import Formula
import System

/// The lessons in a .zip, read without unpacking it.
///
/// The system's `unzip` lists it and prints each lesson; nothing is written anywhere, so that
/// neither names nor links in it can lead out of a folder.
struct LessonArchive: Sendable {
  /// The texts by their names from the course's folder on.
  private(set) var files: [String: SourceText] = [:]

  /// No course has more lessons.
  private static let mostFiles = 500
  private static let largestList = 1 << 20
  /// No file of data in an archive has more bytes.
  private static let largestData = 1 << 26

  /// Whether a path is an archive's.
  static func isArchive(_ path: String) -> Bool {
    path.lowercased().hasSuffix(".zip") && !Directory.isDirectory(path)
  }

  /// Reads the lessons of the folder that has a `course.yml`, or else the topmost with lessons.
  ///
  /// - Throws: a diagnostic where there is no such archive, no `unzip`, a name that has no place
  ///   in an archive of lessons, or a file that is none.
  init(_ path: String) throws(Diagnostic) {
    guard Directory.exists(path) else {
      throw LessonMessages.unreadable(path, reason: "there is no such file")
    }
    let names = try Self.names(in: path)
    guard let folder = Self.courseFolder(names) else { throw LessonMessages.noLessons(in: path) }
    let wanted = names.filter { name in
      let inside = name.dropFirst(folder.count)
      // Lessons are at the top or in a chapter.
      return name.hasPrefix(folder) && inside.count { $0 == "/" } <= 1
        && (inside.hasSuffix(".md") || Directory.name(of: String(inside)) == Course.Plan.file)
    }
    guard wanted.count <= Self.mostFiles else { throw LessonMessages.tooManyLessons(path) }
    for name in wanted {
      guard Self.meansItself(name) else { throw LessonMessages.badNameInArchive(path, name) }
      let bytes = try Self.content(of: name, in: path, limit: LessonFile.largestSize)
      let file = String(name.dropFirst(folder.count))
      files[file] = try LessonFile.text(of: bytes, at: "\(path)/\(file)")
    }
  }

  /// The bytes of a file that a lesson reads.
  ///
  /// - Parameters:
  ///   - file: its name from the course's folder on.
  ///   - path: the archive's path.
  /// - Returns: the bytes.
  /// - Throws: a failure where it isn't there or can't be read.
  static func bytes(of file: String, in path: String) throws(FileFailure) -> [UInt8] {
    do throws(Diagnostic) {
      let names = try names(in: path)
      let name = (courseFolder(names) ?? "") + file
      guard names.contains(name), meansItself(name) else {
        throw Diagnostic("there is no such file in the archive")
      }
      return try content(of: name, in: path, limit: largestData)
    } catch {
      throw .system(error.message)
    }
  }

  private static func names(in path: String) throws(Diagnostic) -> [String] {
    let list = try unzip(["-Z1"], path, limit: largestList)
    guard let text = String(validating: list, as: UTF8.self) else {
      throw LessonMessages.badNameInArchive(path)
    }
    let names = text.split(separator: "\n").map(String.init)
    for name in names where !isHarmless(name) {
      throw LessonMessages.badNameInArchive(path, name)
    }
    return names
  }

  private static func content(of name: String, in path: String, limit: Int) throws(Diagnostic)
    -> [UInt8]
  {
    // With a password it asks nobody for one, and fails where the right one is wanted.
    try unzip(["-P", "", "-p"], path, name, limit: limit)
  }

  /// Whether a name stays where it is unpacked, and does nothing to a terminal.
  static func isHarmless(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.contains("\\")
      && !name.split(separator: "/").contains("..") && name.utf8.count <= 1000
      && name.unicodeScalars.allSatisfy { !SafeText.isControl($0) && $0 != "\t" }
  }

  /// Whether `unzip` takes a name for that name alone: no option, and no pattern.
  ///
  /// It shows control characters as `^[`, which it doesn't take back.
  static func meansItself(_ name: String) -> Bool {
    !name.hasPrefix("-") && !name.contains { "*?[]^".contains($0) }
  }

  /// The folder the course is in, with a slash at its end unless it is the top.
  private static func courseFolder(_ names: [String]) -> String? {
    func topmost(_ isWanted: (String) -> Bool) -> String? {
      names.filter(isWanted).map(Directory.folder)
        .min { ($0.split(separator: "/").count, $0) < ($1.split(separator: "/").count, $1) }
    }
    return topmost { Directory.name(of: $0) == Course.Plan.file }
      ?? topmost { $0.hasSuffix(".md") && !$0.hasPrefix("__MACOSX/") }
  }

  private static func unzip(
    _ options: [String], _ path: String, _ name: String? = nil, limit: Int
  ) throws(Diagnostic) -> [UInt8] {
    // A path that begins with a hyphen would be an option.
    let archive = path.hasPrefix("/") ? path : "./\(path)"
    do throws(Subprocess.Failure) {
      let arguments = ["unzip"] + options + [archive] + (name.map { [$0] } ?? [])
      return try Subprocess.output(of: arguments, limit: limit)
    } catch {
      switch error {
      case .missing: throw LessonMessages.noUnzip(path)
      case .tooMuch: throw LessonMessages.tooLarge(name ?? path)
      case .status(let status) where [81, 82].contains(status):
        throw LessonMessages.encrypted(path)
      case .status: throw LessonMessages.notAnArchive(path)
      }
    }
  }
}

extension Directory {
  /// The folder of a name in an archive, with its slash; empty at the top.
  static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }
}
