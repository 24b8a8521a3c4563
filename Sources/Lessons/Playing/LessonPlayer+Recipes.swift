package import Optimizers
import Session

extension LessonPlayer {
  /// Lets the lesson at hand use a recipe of the learner's own.
  package mutating func add(_ recipe: Recipe) {
    own.library.add(recipe)
    experiment?.library.add(recipe)
    for index in starts.indices { starts[index].library.add(recipe) }
  }
}
