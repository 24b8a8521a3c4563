import Formula
import Rendering

/// The words the program was started with, sorted.
///
/// Options may stand anywhere; after `--` nothing is one, and `-` never is.
struct Arguments {
  let subcommand: Subcommand
  private(set) var operands: [String] = []
  private var values: [Option: String] = [:]

  /// Sorts words.
  ///
  /// - Parameters:
  ///   - words: what stands after the program's name.
  ///   - subcommands: those there are; the one without a name is meant where none is named.
  /// - Throws: `UsageError` at the first word that can't be taken.
  init(_ words: [String], subcommands: [Subcommand]) throws(UsageError) {
    var words = words
    // `downhill help check` is `downhill check --help`.
    if words.first == "help" { words = words.dropFirst() + [Option.help.word] }
    subcommand = Subcommand.take(from: &words, among: subcommands)
    var rest = words[...]
    var takesOptions = true
    while let word = rest.popFirst() {
      if takesOptions, word == "--" {
        takesOptions = false
      } else if takesOptions, word.hasPrefix("-"), word != "-" {
        try take(word, &rest)
      } else {
        operands.append(word)
      }
    }
    if has(.help) || has(.version) { return }
    try count()
  }

  /// Whether an option was given.
  func has(_ option: Option) -> Bool { values[option] != nil }

  /// The value given with an option; the last one, where there are several.
  func value(of option: Option) -> String? { values[option] }

  /// How answers are printed.
  var format: OutputFormat {
    Option.formats.first { has($0.option) }?.format ?? .text
  }

  private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let typed = word == "-h" ? Option.help.word : String(parts[0])
    guard let option = subcommand.allOptions.first(where: { $0.word == typed }) else {
      throw .unknownOption(typed, subcommand)
    }
    let attached = parts.count > 1 ? String(parts[1]) : nil
    if option.value == nil {
      if attached != nil { throw .noValueWanted(option, subcommand) }
      values[option] = ""
    } else if let value = attached ?? rest.popFirst() {
      values[option] = value
    } else {
      throw .missingValue(option, subcommand)
    }
  }

  private func count() throws(UsageError) {
    let wanted = subcommand.operand?.count ?? 0...0
    if operands.count < wanted.lowerBound { throw .missingOperand(subcommand) }
    if operands.count > wanted.upperBound {
      let word = operands[wanted.upperBound]
      if subcommand.name.isEmpty { throw .unknownSubcommand(word) }
      throw .oneTooMany(word, subcommand)
    }
  }
}
