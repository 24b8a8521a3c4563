import Rendering

extension Subcommand {
  /// The line that shows how it is typed.
  var usage: String {
    let options = allOptions.filter { $0 != .help && $0 != .version }.map { "[\($0.usage)]" }
    let words = ["downhill", name] + options + [operand?.usage ?? ""]
    let line = words.filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? "\(line) [<subcommand>]" : line
  }

  /// All that `--help` says of it.
  func help(among all: [Subcommand]) -> UsagePage {
    var page = UsagePage(
      [meaning, "Usage: \(usage)"],
      [UsagePage.Table("Options", allOptions.map { ($0.usage, $0.meaning) })])
    if let operand {
      page.tables.insert(
        UsagePage.Table("Arguments", [("<\(operand.name)>", operand.meaning)]), at: 0)
    }
    if name.isEmpty {
      let named = all.filter { !$0.name.isEmpty }.map { ($0.name, $0.meaning) }
      page.tables.append(
        UsagePage.Table("Subcommands", named + [("help <subcommand>", "Tell more of one.")]))
    }
    return page
  }
}

extension Option {
  /// How it is typed: `--lessons <folder>`.
  var usage: String { value.map { "\(word) <\($0)>" } ?? word }
}
