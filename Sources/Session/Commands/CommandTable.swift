/// Every command there is, in the order help shows them.
package enum CommandTable {
  package static let commands: [Command] =
    setUpCommands + dataCommands + stepCommands + lookCommands + plotCommands + compareCommands
    + recipeCommands + keepCommands + lessonCommands + helpCommands

  /// The command of a word or a short form.
  package static func command(_ word: some StringProtocol) -> Command? {
    commands.first { $0.name == word || $0.short.map { $0 == word } == true }
  }
}
