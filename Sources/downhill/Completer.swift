import Session
import Terminal

/// Joins what a session knows about a line with the names of files.
enum Completer {
  /// What could stand at the cursor of a line.
  static func complete(_ line: String, _ cursor: Int, _ session: Session, lessons: () -> [String])
    -> CompletionList?
  {
    let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    var (completion, wantsFiles) = session.completion(of: before, lessons: lessons())
    if wantsFiles {
      let word = String(decoding: before.utf8.dropFirst(completion.range.lowerBound), as: UTF8.self)
      completion.choices += FileNames.beginning(with: word)
    }
    guard !completion.choices.isEmpty else { return nil }
    let isOpen = completion.choices.count == 1 && "(=/".contains(completion.choices[0].last ?? " ")
    return CompletionList(
      replacing: completion.range, choices: completion.choices, suffix: isOpen ? "" : " ")
  }
}
