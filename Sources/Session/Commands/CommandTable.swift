/// The commands that a session knows, in the order help shows them: a value, to which a module above
/// adds its own.
///
/// A command's row stands beside its body, in the file of its family.
package struct CommandTable: Sendable {
  package let commands: [Command]
  /// Where the command of a word or a short form stands.
  private let places: [String: Int]

  /// A table of commands, of which no two share a word.
  package init(_ commands: [Command]) {
    self.commands = commands
    var places: [String: Int] = [:]
    for (index, command) in commands.enumerated() {
      for word in [command.name] + (command.short.map { [$0] } ?? []) { places[word] = index }
    }
    self.places = places
  }

  /// The commands that this module has.
  package static let basic = CommandTable(
    [minimize, params, use, set, define, objective, objectives, data, batch]
      + [step, line, run, back, forward, mark, goTo, reset, seed]
      + [
        show, trace, gradient, curvature, stability, precision, print, expect, watch, stopWhen,
        unwatch,
      ]
      + [plot, animate, compare, sweep, keep]
      + [recipe, recipes, optimizer, edit, diff, save, load, export]
      + [explain, derive] + lessonCommands + [help, undo, settings, quit])

  /// What begins a recipe.
  package static let optimizerWord = optimizer.name

  /// The table with more commands, each behind the others of its group.
  package func adding(_ more: [Command]) -> CommandTable {
    let all = commands + more
    return CommandTable(
      Command.Group.allCases.flatMap { group in all.filter { $0.group == group } })
  }

  /// The names of all commands.
  package var names: [String] { commands.map(\.name) }

  /// The command of a word or a short form.
  package func command(_ word: some StringProtocol) -> Command? {
    places[String(word)].map { commands[$0] }
  }
}
