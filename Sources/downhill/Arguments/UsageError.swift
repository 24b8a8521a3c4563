import Formula
import Session
import Tutor

/// A word that can't be taken, where the program is started.
enum UsageError: Error {
  case unknownOption(String, Subcommand)
  case noValueWanted(Option, Subcommand)
  case missingValue(Option, Subcommand)
  case missingOperand(Subcommand)
  case oneTooMany(String, Subcommand)
  case unknownSubcommand(String)

  /// What is printed: what is wrong, and a way out.
  var text: String {
    switch self {
    case .unknownOption(let word, let subcommand):
      let nearest = Spelling.nearest(to: word, among: subcommand.allOptions.map(\.word))
      return withUsage(
        "there is no option \(word)" + (nearest.map { "; did you mean \($0)?" } ?? ""), subcommand)
    case .noValueWanted(let option, let subcommand):
      return withUsage("\(option.word) takes no value", subcommand)
    case .missingValue(let option, let subcommand):
      return withUsage("after \(option.word) comes a \(option.value ?? "value")", subcommand)
    case .missingOperand(let subcommand):
      let operand = subcommand.operand
      return withUsage(
        "\(operand?.usage ?? "") is missing: \(operand?.meaning ?? "")", subcommand)
    case .oneTooMany(let word, let subcommand):
      return withUsage("there is nothing to be done with \(word)", subcommand)
    case .unknownSubcommand(let word):
      return "there is no subcommand \(word); \(UsageError.hint(for: word))"
    }
  }

  private func withUsage(_ message: String, _ subcommand: Subcommand) -> String {
    "\(message)\nusage: \(subcommand.usage)"
  }

  /// What a word may be that is no subcommand: one mistyped, or a file to be opened.
  private static func hint(for word: String) -> String {
    let names = Subcommand.all.map(\.name).filter { !$0.isEmpty }
    if let nearest = Spelling.nearest(to: word, among: names) {
      return "did you mean downhill \(nearest)?"
    }
    if let longer = names.first(where: { $0.hasPrefix("\(word) ") }) {
      return "did you mean downhill \(longer)?"
    }
    if word.hasSuffix(".md") { return "to play a lesson: downhill lesson \(word)" }
    if word.contains(".") || word.contains("/") {
      return "to carry out a file of commands: downhill run \(word)"
    }
    if CommandTable.standard.command(word) != nil {
      return "\(word) is a command of the prompt: start downhill and type it there"
    }
    return "downhill --help lists what there is"
  }
}
