import Formula
import Session
import System

extension ReadableFiles {
  /// The files that a lesson may read: those in its own folder, on the disk, in the archive it came
  /// in, or in the program.
  ///
  /// A lesson is a stranger's text, so nothing leads out: no path from the root, no `..`, no link.
  ///
  /// - Parameter path: where the lesson is.
  /// - Returns: the files.
  static func beside(lessonAt path: String) -> ReadableFiles {
    let folder = Directory.parent(of: path)
    return ReadableFiles { name throws(FileFailure) in
      guard isInside(name) else { throw .system(LessonMessages.outsideOfLesson) }
      if let shelf = LessonShelf.container(of: folder) {
        return try OpenFile(holding: try shelf.bytes(of: name))
      }
      let file = Directory.path(folder, name)
      let (root, real) = (try FilePath.resolved(folder), try FilePath.resolved(file))
      guard real.hasPrefix(Directory.path(root, "")) else {
        throw .system(LessonMessages.outsideOfLesson)
      }
      return try OpenFile(real)
    }
  }

  /// These files, and where there is none, those of others.
  func orElse(_ others: ReadableFiles) -> ReadableFiles {
    ReadableFiles { name throws(FileFailure) in
      do {
        return try open(name)
      } catch {
        return try others.open(name)
      }
    }
  }

  private static func isInside(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.hasPrefix("~") && !name.contains("\\")
      && !name.split(separator: "/").contains("..")
  }
}

extension LessonShelf {
  /// A folder that is none of the disk, with the place in it.
  struct Place {
    var archive: String?
    var folder: String

    /// The bytes of a file there.
    func bytes(of name: String) throws(FileFailure) -> [UInt8] {
      guard let archive else {
        guard let text = EmbeddedFiles.texts[folder + name] else { throw .system(missing) }
        return Array(text.utf8)
      }
      return try LessonArchive.bytes(of: folder + name, in: archive)
    }

    private var missing: String { "there is no such file" }
  }

  /// Where a lesson's folder is, if it is none of the disk.
  static func container(of folder: String) -> Place? {
    if folder == builtInPath { return Place(archive: nil, folder: "") }
    if folder.hasPrefix(builtInPath + "/") {
      return Place(archive: nil, folder: folder.dropFirst(builtInPath.count + 1) + "/")
    }
    var path = folder
    // An archive stands where a folder would, and no folder has its ending.
    while path != "." && path != "/" {
      if LessonArchive.isArchive(path), Directory.exists(path) {
        let rest = folder.dropFirst(path.count).drop { $0 == "/" }
        return Place(archive: path, folder: rest.isEmpty ? "" : rest + "/")
      }
      path = Directory.parent(of: path)
    }
    return nil
  }
}
