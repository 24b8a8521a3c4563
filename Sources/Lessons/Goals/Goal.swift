package import Formula
import Session

/// What ends an exercise.
///
///     goal f < 1e-3 and steps <= 40
///     goal "bring f below 0.001 in 40 steps" = f < 1e-3 and steps <= 40
///     goal like rmsprop on objectives square, elongated within 1e-9
///     goal step.x < 0.5 always
package struct Goal: Hashable, Sendable {
  /// What it is in the author's words, nil where there are none.
  package var words: SourceSlice?
  /// All that stands behind the words, or behind `goal`.
  package var written: SourceSlice
  package var kind: Kind

  package enum Kind: Hashable, Sendable {
    /// A condition that is to hold now.
    case condition(SourceSlice)
    /// A condition that is to hold after every step: of the learner's walk, or, where the solution
    /// writes a recipe, of the learner's recipe on trial.
    case always(SourceSlice, TrialPlan)
    /// The learner's recipe steps as another does, which may have hyper-parameters behind its name.
    case like(SourceSlice, TrialPlan)
  }

  package var text: Substring { written.text }

  var range: SourceRange { written.range }

  /// Whether it is about a recipe that the learner writes.
  func isAboutARecipe(in exercise: Exercise) -> Bool {
    switch kind {
    case .condition: false
    case .always(_, let plan): !plan.objectives.isEmpty || !exercise.recipes.isEmpty
    case .like: true
    }
  }

  /// What is said of it to a learner.
  func title(in exercise: Exercise) -> NoteReport.Content {
    if let words { return "\(String(words.text))" }
    switch kind {
    case .condition(let condition): return "\(String(condition.text))"
    case .always(let condition, _):
      return .init(
        isAboutARecipe(in: exercise) ? .goalRecipeWith : .goalEveryStep,
        ["condition": "\(String(condition.text))"])
    case .like(let reference, _):
      return .init(.goalRecipeLike, ["recipe": "\(String(reference.text))"])
    }
  }
}

/// On what a recipe is tried.
package struct TrialPlan: Hashable, Sendable {
  /// Functions of the gallery; none for the lesson's own, or where it has none for some.
  package var objectives: [SourceSlice] = []
  /// How many steps each trial makes, nil for the usual number.
  package var steps: SourceSlice?
  /// How near a recipe has to come to another, nil for nine digits.
  package var tolerance: SourceSlice?
}

/// What may be used on the way to a goal, or may not: `may use set, run`, `may not use lr > 1`.
package struct GoalRule: Hashable, Sendable {
  package var isAllowed: Bool
  /// Commands, optimizers, and conditions over the quantities of a step.
  package var items: [SourceSlice]
  /// The line.
  package var written: SourceSlice
}
