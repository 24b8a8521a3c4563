/// What stands after a subcommand without hyphens: a file, a lesson's name.
struct Operand: Sendable {
  /// What it is called in the help.
  let name: String
  let meaning: String
  /// How many there may be.
  var count = 1...1

  /// Any number of them.
  static func any(_ name: String, _ meaning: String) -> Operand {
    Operand(name: name, meaning: meaning, count: 0...Int.max)
  }

  /// How it is written in a line of usage: `<file>`, `[<paths> ...]`.
  var usage: String {
    let word = count.upperBound > 1 ? "<\(name)> ..." : "<\(name)>"
    return count.lowerBound == 0 ? "[\(word)]" : word
  }
}
