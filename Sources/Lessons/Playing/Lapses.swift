import Formula
import Session
import Tutor

/// What of a lesson's state is not as its author meant it, since a command failed.
///
/// What fails behind it for want of that is no mistake of its own, so that one cause is told of
/// once.
struct Lapses: Sendable {
  /// Commands that failed and were not made good since, by name.
  private var failed: Set<String> = []
  /// Whether there was ever one.
  private(set) var wereAny = false

  /// Commands that put something to walk on in the place of all that was there.
  private static let beginnings: Set<String> = ["minimize", "params", "objective"]
  /// Commands that give what others speak of.
  private static let definitions: Set<String> = ["let", "data", "optimizer"]

  var isEmpty: Bool { failed.isEmpty }

  /// Notes a command that failed; one that would only have shown something is missed by nobody.
  mutating func add(_ command: SourceSlice) {
    guard let known = Lapses.known(command), [.setUp, .step, .recipes].contains(known.group) else {
      return
    }
    wereAny = true
    failed.insert(known.name)
  }

  /// Notes something that could not be read, and may have been any command.
  mutating func add(_ unread: Unread) {
    guard unread == .commands else { return }
    wereAny = true
    failed.formUnion(Lapses.beginnings.union(Lapses.definitions).union(["use"]))
  }

  /// Notes a command that was carried out, and may have put right what was wrong.
  mutating func makeGood(_ command: SourceSlice) {
    guard !failed.isEmpty, let name = Lapses.known(command)?.name else { return }
    if Lapses.beginnings.contains(name) {
      // An optimizer is still to be chosen where that failed.
      failed.formIntersection(Lapses.definitions.union(["use"]))
    } else if name == "use" {
      failed.formIntersection(Lapses.definitions.union(Lapses.beginnings))
    } else {
      failed.remove(name)
    }
  }

  /// Whether a command may have failed for want of what failed before.
  ///
  /// What sets up stands on its own, unless names are missing; a word that is nearly a command's
  /// was meant to be one, and what is no formula is none in any state.
  func explains(_ command: SourceSlice) -> Bool {
    guard !failed.isEmpty else { return false }
    let word = command.firstWord.word.text
    if let known = CommandTable.standard.command(word) {
      // Columns stand for themselves.
      if known.name == "data" { return false }
      return known.group != .setUp || known.name == "set"
        || !failed.isDisjoint(with: Lapses.definitions)
    }
    if Spelling.nearest(to: String(word.prefix(40)), among: CommandTable.standard.names) != nil {
      return false
    }
    return explains(formula: command)
  }

  /// Whether a formula may have no value, or another, for want of what failed before; one without
  /// names has its own.
  func explains(formula: SourceSlice) -> Bool {
    !failed.isEmpty && formula.text.contains(where: \.isLetter) && (try? formula.formula()) != nil
  }

  /// The command that a line is, or was meant to be.
  private static func known(_ command: SourceSlice) -> Command? {
    let (table, word) = (CommandTable.standard, command.firstWord.word.text)
    return table.command(word)
      ?? Spelling.nearest(to: String(word.prefix(40)), among: table.names).flatMap(table.command)
  }
}
