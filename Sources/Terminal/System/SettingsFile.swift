import Formula
package import Session
package import System

/// The file that keeps a person's settings from one time to the next.
package struct SettingsFile: Hashable, Sendable {
  package let path: String
  /// How many bytes it may have.
  private static let largestSize = 1 << 20

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
    guard Directory.exists(path) else { return Settings() }
    let source: SourceText
    do {
      let text = try TextFile.read(path, limit: SettingsFile.largestSize)
      source = SourceText(name: path, text.replacing("\r\n", with: "\n"))
    } catch {
      throw Problem(report: ErrorReport(error, in: SourceText("")))
    }
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

  /// Puts the settings in the file's place; only its owner can read it.
  package func save(_ settings: Settings) throws(FileFailure) {
    Directory.makeParents(of: path)
    try FileDraft.write(
      Array(settings.text.utf8), to: path, mayReplace: true, mode: 0o600)
  }
}
