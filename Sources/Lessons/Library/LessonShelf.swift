import Formula
import System

/// A folder of lessons, wherever it is: on the disk, in a .zip, or in the program itself.
///
/// Files are called by their paths from the folder on. What is deeper than a chapter's is no
/// lesson, and nobody looks for it.
struct LessonShelf: Sendable {
  /// The folder's path, or what stands for one.
  let path: String
  /// The files that there are besides those of the disk.
  private let files: [String: SourceText]?

  /// Whether its files are the disk's.
  var isOnDisk: Bool { files == nil }

  /// What stands for the folder of the lessons that are a part of the program.
  static let builtInPath = "(built in)"

  /// The lessons that are a part of the program.
  static let builtIn = LessonShelf(
    path: builtInPath,
    files: Dictionary(
      uniqueKeysWithValues: EmbeddedFiles.texts.map { name, text in
        (name, SourceText(name: "\(builtInPath)/\(name)", text))
      }))

  private init(path: String, files: [String: SourceText]?) {
    (self.path, self.files) = (path, files)
  }

  /// The folder or the archive at a path.
  ///
  /// - Throws: a ``Diagnostic`` where an archive can't be read.
  init(_ path: String) throws(Diagnostic) {
    self.init(
      path: path, files: LessonArchive.isArchive(path) ? try LessonArchive(path).files : nil)
  }

  /// Whether a path is a folder's or an archive's, and no lesson's.
  static func isShelf(_ path: String) -> Bool {
    Directory.isDirectory(path) || LessonArchive.isArchive(path)
  }

  /// The names of the files at the top, or in a folder there.
  func names(in folder: String = "") -> [String] {
    guard let files else {
      return Directory.names(in: folder.isEmpty ? path : Directory.path(path, folder)).sorted()
    }
    return files.keys.filter { Directory.folder(of: $0) == folder }
      .map { String($0.dropFirst(folder.count)) }.sorted()
  }

  /// The names of the folders at the top, each with a slash at its end.
  var folders: [String] {
    guard let files else {
      return Directory.names(in: path).filter { name in
        !name.hasPrefix(".") && Directory.isDirectory(Directory.path(path, name))
      }.map { $0 + "/" }.sorted()
    }
    return Set(files.keys.map(Directory.folder(of:))).filter { !$0.isEmpty }.sorted()
  }

  /// The path by which a file is called in errors and asked for.
  func path(of file: String) -> String { Directory.path(path, file) }

  /// The text of a file.
  ///
  /// - Throws: a ``Diagnostic`` where it can't be read.
  func text(of file: String) throws(Diagnostic) -> SourceText {
    guard let files else { return try LessonFile.load(path(of: file)) }
    guard let text = files[file] else {
      throw LessonMessages.unreadable(path(of: file), reason: "there is no such file")
    }
    return text
  }

  /// Whether two stand for one and the same folder.
  func isSame(as other: LessonShelf) -> Bool {
    if path == other.path { return true }
    guard files == nil, other.files == nil, let own = try? FilePath.resolved(path) else {
      return false
    }
    return own == (try? FilePath.resolved(other.path))
  }
}
