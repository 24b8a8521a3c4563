import Formula
package import Session

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The file that keeps a person's settings from one time to the next.
package struct SettingsFile: Hashable, Sendable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// The user's file, `$XDG_CONFIG_HOME/downhill/settings` or `~/.config/downhill/settings`.
  ///
  /// - Returns: nil for a user without a folder.
  package static func standard() -> SettingsFile? { standard(environment: Environment.value) }

  static func standard(environment: (String) -> String?) -> SettingsFile? {
    // A relative path is to be ignored, says the XDG Base Directory Specification.
    if let config = environment("XDG_CONFIG_HOME"), config.hasPrefix("/") {
      return SettingsFile(path: "\(config)/downhill/settings")
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return SettingsFile(path: "\(home)/.config/downhill/settings")
  }

  /// What the file says, or the standard settings where there is none.
  ///
  /// - Throws: a report of what is wrong with it, which points into it.
  package func load() throws(Problem) -> Settings {
    guard access(path, F_OK) == 0 else { return Settings() }
    var lines: [String] = []
    do {
      var reader = try LineReader(path: path)
      while let line = try reader.next(), lines.count < 100 { lines.append(line) }
    } catch {
      let diagnostic = Diagnostic("can't read \(path): \(error.reason)")
      throw Problem(report: ErrorReport(diagnostic, in: SourceText("")))
    }
    let source = SourceText(name: path, lines.joined(separator: "\n"))
    do {
      return try Settings(parsing: source)
    } catch {
      throw Problem(report: ErrorReport(error, in: source))
    }
  }

  /// A file that can't be used.
  package struct Problem: Error, Sendable {
    package var report: ErrorReport
  }

  /// Writes the settings beside the file and puts them in its place; only its owner can read it.
  package func save(_ settings: Settings) throws(FileError) {
    makeFolders()
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .last(draft) }
    let bytes = Array(settings.text.utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    let isWhole = written == bytes.count && fsync(descriptor) == 0
    let failure = FileError.last(draft)
    close(descriptor)
    guard isWhole else {
      unlink(draft)
      throw failure
    }
    guard rename(draft, path) == 0 else {
      let failure = FileError.last(path)
      unlink(draft)
      throw failure
    }
  }

  private func makeFolders() {
    var end = path.startIndex
    while let slash = path[path.index(after: end)...].firstIndex(of: "/") {
      // A folder that is there, or can't be made, shows when the file is opened.
      mkdir(String(path[..<slash]), 0o700)
      end = slash
    }
  }
}
