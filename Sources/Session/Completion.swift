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
    case command, optimizer, hyper, settable, quantity, formula, lesson, file
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
    let word = line.suffix(while: { !" \t,()+*/=<>".contains($0) })
    let end = line.utf8.count
    let range = end - word.utf8.count..<end
    let first = line.prefix { $0.isLetter }
    let isFirst = word.startIndex == line.startIndex
    let command = isFirst ? nil : CommandTable.command(first)
    let kinds: [Completion.Kind] = isFirst ? [.command, .formula] : command?.takes ?? [.formula]
    let candidates = kinds.flatMap { self.candidates($0, line, lessons) }
    let matching = Set(candidates.filter { $0.matches(word) })
    return (
      Completion(range: range, choices: matching.sorted()), kinds.contains(.file)
    )
  }

  private func candidates(_ kind: Completion.Kind, _ line: String, _ lessons: [String]) -> [String]
  {
    switch kind {
    case .command: CommandTable.commands.map(\.name)
    case .optimizer: library.names
    case .hyper: hyperNames(in: line).map { $0 + "=" }
    case .settable: (parameters.map(\.text) + (recipe?.hypers.map(\.name.text) ?? []))
    case .quantity: quantityNames
    case .formula: quantityNames + Function.allCases.map { $0.rawValue + "(" }
    case .lesson: lessons
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
  /// Whether it begins with a word as typed; `E[g2` is a beginning of `E[g²]`.
  fileprivate func matches(_ word: Substring) -> Bool {
    hasPrefix(word) || !word.isEmpty && hasPrefix(word.replacing("^2", with: "²"))
  }

  /// The longest ending whose characters all pass a test; `suffix` itself takes a count.
  fileprivate func suffix(while belongs: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, belongs(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
