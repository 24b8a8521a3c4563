import Formula
import Optimizers

/// What can stand at a place in a line that is being typed.
package struct Completion: Hashable, Sendable {
  /// The part of the line to be replaced, in UTF-8 offsets.
  package var range: Range<Int>
  /// The choices, sorted.
  package var choices: [String]
}

extension Session {
  /// The ways to go on from a line's beginning.
  ///
  /// A word may be a formula's or one up to white space, such as an optimizer's or a file's: which,
  /// is told by what can stand where it begins.
  ///
  /// - Parameters:
  ///   - line: the text before the cursor.
  ///   - lessons: gives the lessons' names, where they are wanted.
  /// - Returns: the choices, and whether names of files may follow too.
  package func completion(of line: String, lessons: @autoclosure () -> [String])
    -> (completion: Completion, wantsFiles: Bool)
  {
    let (wide, narrow) = (line.wideWord, line.formulaWord)
    let expected = expectations(behind: line.dropLast(wide.count))
    let wideOnes = expected.filter(\.isWide)
    let isSame = wide.count == narrow.count
    var choices = matching(wide, isSame ? expected : wideOnes, lessons)
    let wantsFiles = expected.contains(.file)
    var word = wide
    if choices.isEmpty, !wantsFiles, !isSame {
      word = narrow
      choices = matching(narrow, expectations(behind: line.dropLast(narrow.count)), lessons)
    }
    let end = line.utf8.count
    return (
      // fits: the word stands before the end
      Completion(range: end - word.utf8.count..<end, choices: choices), wantsFiles
    )
  }

  private func matching(_ word: Substring, _ expected: [Expectation], _ lessons: () -> [String])
    -> [String]
  {
    let all = expected.flatMap { candidates($0, lessons) }
    return Set(all.filter { $0.matches(word) }).sorted()
  }

  /// What can stand where a line ends.
  private func expectations(behind beginning: Substring) -> [Expectation] {
    let line = SourceSlice(String(beginning)).trimmed
    if line.isEmpty { return [.names(commands.names), .formula] }
    guard let reading = commandReading(of: line) else {
      return CommandTable.print.expectations(behind: line, in: line, self)
    }
    return reading.command.expectations(behind: reading.arguments, in: line, self)
  }

  private func candidates(_ expected: Expectation, _ lessons: () -> [String]) -> [String] {
    switch expected {
    case .word(let word): [word]
    case .names(let names), .assigned(let names): names
    case .quantity: quantityNames
    case .formula:
      quantityNames + Function.allCases.map { $0.rawValue + "(" }
        + FunctionLibrary.standard.functions.map { $0.name.text + "(" }
        + definitions.functionNames.map { $0.text + "(" }
    case .lesson: lessons()
    case .file: []
    }
  }

  /// Quantities, and for those with one number a parameter each of them: `g`, `g.x`.
  private var quantityNames: [String] {
    names.flatMap { name in
      let isVector = row?.machine.quantity(name).map { $0.shape != .scalar } ?? false
      return [name.text] + (isVector ? parameters.map { "\(name).\($0)" } : [])
    }
  }
}

extension String {
  /// Whether it begins with a word as typed; `E[g2` is a beginning of `E[g²]`, `β` of `beta`.
  fileprivate func matches(_ word: Substring) -> Bool {
    hasPrefix(word) || hasPrefix(Name(String(word)).text)
  }

  /// The name, or the beginning of one, that the text ends with.
  fileprivate var formulaWord: Substring {
    var start = endIndex
    while start > startIndex {
      let index = index(before: start)
      let character = self[index]
      // A caret belongs to a name in a bracket alone: E[g^2], but x^2.
      let isInBracket = character == "^" && self[..<index].last { "[]".contains($0) } == "["
      guard
        character.isLetter || character.isNumber || "_.[]".contains(character) || isInBracket
      else { break }
      start = index
    }
    return self[start...]
  }

  /// What it ends with, up to white space, a comma or an open quote.
  fileprivate var wideWord: Substring {
    if count(where: { $0 == "\"" }).isMultiple(of: 2) == false, let quote = lastIndex(of: "\"") {
      return self[index(after: quote)...]
    }
    let last = lastIndex { $0.isWhitespace || $0 == "," }
    return last.map { self[index(after: $0)...] } ?? self[...]
  }
}

extension Expectation {
  /// Whether it is a word up to white space, rather than one of a formula.
  fileprivate var isWide: Bool {
    switch self {
    case .names, .lesson, .file, .word: true
    case .assigned, .quantity, .formula: false
    }
  }
}
