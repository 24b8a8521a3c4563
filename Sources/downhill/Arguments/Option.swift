import Rendering

/// A word with two hyphens: a switch, or a name with a value.
///
///     downhill check --json --lessons mine
struct Option: Hashable, Sendable {
  /// The word without its hyphens.
  let name: String
  /// What the value is called in the help; nil for a switch.
  var value: String?
  let meaning: String

  /// The word as it is typed.
  var word: String { "--\(name)" }
}

extension Option {
  /// What every subcommand takes.
  static let common = [lessons] + formats.map(\.option) + [version, help]

  static let lessons = Option(
    name: "lessons", value: "folder",
    meaning: "A folder or .zip of lessons, looked through before all others.")
  static let version = Option(name: "version", meaning: "Show the version.")
  static let help = Option(name: "help", meaning: "Show what can be typed; -h is the same.")

  /// A switch for each format but text, which needs none.
  static let formats = OutputFormat.allCases.filter { $0 != .text }.map {
    (format: $0, option: Option(name: $0.rawValue, meaning: $0.meaning))
  }
}
