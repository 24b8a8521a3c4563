import System

/// Names of files, for completion.
enum FileNames {
  private static let endings = [".md", ".recipe", ".downhill", ".csv", ".json", ".jsonl", ".py"]

  /// Files that are read or written here, and folders, whose path begins with a text; folders end
  /// in a slash.
  static func beginning(with text: String) -> [String] {
    let slash = text.lastIndex(of: "/")
    let folder = slash.map { String(text[...$0]) } ?? ""
    let beginning = slash.map { text[text.index(after: $0)...] } ?? text[...]
    return Directory.names(in: folder.isEmpty ? "." : folder.expandingHome).sorted()
      .filter { $0.hasPrefix(beginning) && !$0.hasPrefix(".") }
      .compactMap { name in
        let path = folder + name
        if Directory.isDirectory(path.expandingHome) { return path + "/" }
        return endings.contains(where: name.hasSuffix) ? path : nil
      }
  }
}
