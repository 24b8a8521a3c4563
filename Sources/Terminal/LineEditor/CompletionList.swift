/// What could stand in place of a part of the line.
package struct CompletionList: Hashable, Sendable {
  /// The part to replace, in UTF-8 offsets of the line.
  package var replacing: Range<Int>
  /// The texts that could stand there.
  package var choices: [String]
  /// What follows a choice when it is the only one: a space after a whole word.
  package var suffix: String

  package init(replacing: Range<Int>, choices: [String], suffix: String = " ") {
    self.replacing = replacing
    self.choices = choices
    self.suffix = suffix
  }

  /// What a press of TAB does.
  enum Effect: Hashable {
    case nothing
    /// Put this in place of the part, and behind it the suffix unless it stands there already.
    case replace(with: String, suffix: String)
    case list([String])
  }

  /// Decides what a press of TAB does with the line.
  ///
  /// One choice is taken; of several, what all begin with is, and once that is there they are
  /// listed. `step` stays untouched when `step` and `step/lr` are both possible, and both show.
  ///
  /// - Parameter line: The whole line.
  /// - Returns: What becomes of the line.
  func effect(in line: String) -> Effect {
    // A choice may be the name of a file, and that may hold anything.
    let choices = choices.filter { !$0.unicodeScalars.contains { $0.properties.isControl } }
    guard let first = choices.first else { return .nothing }
    guard choices.count > 1 else { return .replace(with: first, suffix: suffix) }

    let typed = String(
      decoding: line.utf8.dropFirst(replacing.lowerBound).prefix(replacing.count), as: UTF8.self)
    let shared = Self.commonPrefix(choices)
    guard shared.count > typed.count, shared.hasPrefix(typed) else { return .list(choices) }
    return .replace(with: shared, suffix: "")
  }

  /// The longest text that all of several texts begin with, in whole characters.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var prefix = texts.first.map({ Substring($0) }) else { return "" }
    for text in texts.dropFirst() {
      let shared = zip(prefix, text).prefix { $0 == $1 }.count
      prefix = prefix.prefix(shared)
    }
    return String(prefix)
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a terminal would act on the character instead of showing it.
  var isControl: Bool { generalCategory == .control || generalCategory == .format }
}
