import Formula
import Optimizers

/// What can stand at a place in a line that is being typed.
package struct Completion: Hashable, Sendable {
  /// The part of the line to be replaced, in UTF-8 offsets.
  package var range: Range<Int>
  /// The choices, sorted.
  package var choices: [String]

  /// What a command takes.
  package enum Kind: Hashable, Sendable {
    case command, objective, optimizer, optimizerList, recipeGroup, hyper, settable, quantity
    case formula, lesson, file, mark
    case keyword(String)
  }
}

extension Session {
  /// The ways to go on from a line's beginning.
  ///
  /// - Parameters:
  ///   - line: the text before the cursor.
  ///   - lessons: the lessons' names.
  /// - Returns: the choices, and whether names of files may follow too.
  package func completion(of line: String, lessons: [String])
    -> (completion: Completion, wantsFiles: Bool)
  {
    let kinds = kinds(in: line)
    // Names of lessons, files and optimizers hold signs that part the words of a formula.
    let isFormula = kinds.isDisjoint(with: [.lesson, .file, .optimizer, .recipeGroup])
    let word = isFormula ? line.formulaWord : line.suffix { !$0.isWhitespace }
    let end = line.utf8.count
    let candidates = kinds.flatMap { self.candidates($0, line, lessons) }
    let matching = Set(candidates.filter { $0.matches(word) })
    return (
      Completion(range: end - word.utf8.count..<end, choices: matching.sorted()),
      kinds.contains(.file)
    )
  }

  /// What can stand where a line ends.
  private func kinds(in line: String) -> Set<Completion.Kind> {
    let typed = line.drop { $0.isWhitespace }
    let first = typed.prefix { $0.isLetter }
    let rest = typed[first.endIndex...]
    if rest.isEmpty { return [.command, .formula] }
    guard rest.first?.isWhitespace == true, let command = CommandTable.command(first) else {
      return [.formula]
    }
    let words = rest.split { $0.isWhitespace }
    let wordsBefore = words.count - (rest.last?.isWhitespace == true ? 0 : 1)
    let before = line.dropLast(line.formulaWord.count).last { !$0.isWhitespace }
    let isValue = before.map { "=+-−*·/^√(<>".contains($0) } ?? false
    let keywords = command.takes.compactMap { kind -> String? in
      if case .keyword(let word) = kind { word } else { nil }
    }
    // In `progress forget LESSON` the lesson stands behind a keyword.
    let isBehindKeyword = wordsBefore == 1 && keywords.contains(String(words[0]))
    // What a file holds, and what else is said of it, stands behind its name.
    if wordsBefore == 0, command.group == .keep { return [.file] }
    return Set(
      command.takes.compactMap { kind in
        switch kind {
        case .lesson where !keywords.isEmpty: isBehindKeyword ? kind : nil
        case .keyword where isBehindKeyword && command.group == .lessons: nil
        case .optimizer, .recipeGroup, .lesson, .file, .command: wordsBefore == 0 ? kind : nil
        case .hyper: wordsBefore == 0 ? nil : isValue ? .formula : kind
        case .settable: isValue ? .formula : kind
        default: kind
        }
      })
  }

  private func candidates(_ kind: Completion.Kind, _ line: String, _ lessons: [String]) -> [String]
  {
    switch kind {
    case .command: CommandTable.commands.map(\.name)
    case .objective: Gallery.names
    case .optimizer, .optimizerList: library.names
    case .recipeGroup: library.frameworks + library.generalNames
    case .hyper: hyperNames(in: line).map { $0 + "=" }
    case .settable: settable.map(\.text)
    case .quantity: quantityNames
    case .formula: quantityNames + Function.allCases.map { $0.rawValue + "(" }
    case .lesson: lessons
    case .mark: marks.names
    case .file: []
    case .keyword(let word): [word]
    }
  }

  /// The hyper-parameters of the optimizer that a line names, or of the one in use.
  private func hyperNames(in line: String) -> [String] {
    let words = line.split(separator: " ")
    let named = words.count > 1 ? library[String(words[1])] : nil
    return (named ?? recipe)?.hypers.map(\.name.text) ?? []
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

  /// The longest ending whose characters all pass a test; `suffix` itself takes a count.
  fileprivate func suffix(while belongs: (Character) -> Bool) -> Substring {
    let last = lastIndex { !belongs($0) }
    return last.map { self[index(after: $0)...] } ?? self[...]
  }
}
