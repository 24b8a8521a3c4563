import System

/// A way to start the program: its row says what it takes, and its body does it.
///
/// A new one is a file in `Subcommands` and its place in `Subcommand.all`.
struct Subcommand: Sendable {
  /// The words that name it, `check` or `new lesson`; empty for what happens without any.
  let name: String
  let meaning: String
  var operand: Operand?
  /// What it takes besides the options of all.
  var options: [Option] = []
  let body: @Sendable (Arguments) throws(ExitStatus) -> Void

  var allOptions: [Option] { options + Option.common }

  /// Takes the words that name a subcommand off; options may stand before them.
  ///
  /// - Returns: the one named; without a name, `lesson` before something to be played, or else the
  ///   one that has none.
  static func take(from words: inout [String], among all: [Subcommand]) -> Subcommand {
    let takingValues = all.flatMap(\.allOptions).filter { $0.value != nil }.map(\.word)
    var start = words.startIndex
    while start < words.endIndex, words[start].hasPrefix("-") {
      start += takingValues.contains(words[start]) ? 2 : 1
    }
    guard start < words.endIndex else { return .prompt }
    for subcommand in all where !subcommand.name.isEmpty {
      let name = subcommand.name.split(separator: " ").map(String.init)
      if words[start...].starts(with: name) {
        // fits: the words begin with the name
        words.removeSubrange(start..<start + name.count)
        return subcommand
      }
    }
    return opens(words[start]) ? .lesson : .prompt
  }

  /// Whether a word names lessons: a folder, an archive or a Markdown file that is there.
  private static func opens(_ word: String) -> Bool {
    Directory.isDirectory(word)
      || ([".zip", ".md"].contains { word.lowercased().hasSuffix($0) } && Directory.exists(word))
  }
}
