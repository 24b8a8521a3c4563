import Formula
import Optimizers
import Session

extension Session {
  /// A session after some commands, of which nothing is shown; nil where one fails.
  init?(after commands: [String], _ library: RecipeLibrary) {
    self.init(library: library, commands: .standard)
    for command in commands {
      guard (try? execute(command, Host(emit: { _ in }))) != nil else { return nil }
    }
  }
}

extension Double {
  /// The number as a command takes it, to the last bit.
  var typed: String { NumberFormat.roundTrip.text(self) }
}
