/// Every command there is, in the order help shows them.
///
/// A command's row stands beside its body, in the file of its family.
package enum CommandTable {
  package static let commands: [Command] =
    [minimize, params, use, set, define, objective, objectives, data, batch]
    + [step, line, run, back, forward, mark, goTo, reset, seed]
    + [
      show, trace, explain, gradient, curvature, stability, print, predict, expect, watch, stopWhen,
      unwatch,
    ]
    + [plot, animate, compare, sweep, keep]
    + [recipe, recipes, optimizer, edit, diff, save, load, export]
    + lessonCommands + [help, undo, settings, quit]

  /// The command of a word or a short form.
  package static func command(_ word: some StringProtocol) -> Command? {
    commands.first { $0.name == word || $0.short.map { $0 == word } == true }
  }
}
