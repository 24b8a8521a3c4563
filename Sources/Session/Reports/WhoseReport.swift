package import Formula
package import Optimizers

/// Which optimizers make some numbers.
package struct WhoseReport: Sendable {
  /// How many steps there were numbers of, and how many recipes were tried.
  package var steps: Int
  package var tried: Int
  /// Classes of recipes that make the numbers, the likeliest first; those of a class make the same
  /// walk as far as it was looked at.
  package var fits: [Fit] = []
  /// Recipes that come near, and where they part; the nearest first.
  package var misses: [Miss] = []
  /// The first step that would tell two classes apart.
  package var telling: Telling?
  /// Whether the numbers are so few or so rough that what makes them may do so by chance.
  package var isThin = false
  /// Whether it was stopped before all were tried.
  package var isInterrupted = false

  package init(steps: Int, tried: Int) { (self.steps, self.tried) = (steps, tried) }

  package struct Fit: Sendable {
    package var optimizer: String
    package var hypers: [(name: Name, setting: Recipe.Setting)]
    /// What its switches do that aren't as usual, each with the command that makes it so.
    package var switches: [Switch] = []
    /// What was done wrong, as one says it: `with the square root forgotten`.
    package var slip: String?
    /// Others that make the same walk.
    package var equals: [Equal] = []
    /// Values that the numbers don't tell: with others that people give them they are the same.
    package var untold: [Name] = []

    package init(
      _ optimizer: String, _ hypers: [(name: Name, setting: Recipe.Setting)], slip: String?
    ) {
      (self.optimizer, self.hypers, self.slip) = (optimizer, hypers, slip)
    }

    /// Those that it may be: its own name and the others'.
    package var names: [String] { [optimizer] + equals.map(\.optimizer) }
  }

  /// Another recipe that makes the same walk, and what its switches have to be for that.
  package struct Equal: Sendable {
    package var optimizer: String
    package var switches: [Switch]

    package init(_ optimizer: String, _ switches: [Switch]) {
      (self.optimizer, self.switches) = (optimizer, switches)
    }
  }

  /// A convention that a recipe has a switch for: `with ε outside the root`, `set eps_in_sqrt = 0`.
  package struct Switch: Hashable, Sendable {
    package var words: String
    package var command: String

    package init(_ words: String, _ command: String) {
      (self.words, self.command) = (words, command)
    }
  }

  package struct Miss: Sendable {
    package var optimizer: String
    package var hypers: [(name: Name, setting: Recipe.Setting)]
    package var step: Int
    /// What it makes another number of: `x`, `f`.
    package var quantity: Name
    package var value: Double
    package var given: Double

    package init(
      _ optimizer: String, _ hypers: [(name: Name, setting: Recipe.Setting)], step: Int,
      quantity: Name,
      value: Double, given: Double
    ) {
      (self.optimizer, self.hypers, self.step) = (optimizer, hypers, step)
      (self.quantity, self.value, self.given) = (quantity, value, given)
    }
  }

  /// A number that two classes make differently.
  package struct Telling: Sendable {
    package var step: Int
    package var quantity: Name
    package var first: Double
    package var second: Double

    package init(step: Int, quantity: Name, first: Double, second: Double) {
      (self.step, self.quantity, self.first, self.second) = (step, quantity, first, second)
    }
  }
}
