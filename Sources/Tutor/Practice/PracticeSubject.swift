package import Formula
package import Optimizers
import Session

/// What is practised.
package enum PracticeSubject: Sendable {
  /// A step of a recipe, for one parameter.
  case recipe(Recipe)
  /// A partial derivative of a function of the gallery.
  case objective(String, Expression, [Name])
  /// Derivatives of short formulas.
  case derivatives

  /// What the record knows it by.
  package var key: String {
    switch self {
    case .recipe(let recipe): recipe.name
    case .objective(let name, _, _): name
    case .derivatives: PracticeSubject.derivativesKey
    }
  }

  package static let derivativesKey = "derivatives"

  /// The subject of a name, nil where it is none: an optimizer, a function of the gallery, or
  /// derivatives.
  package init?(_ name: String, _ library: RecipeLibrary) {
    if name == PracticeSubject.derivativesKey {
      self = .derivatives
    } else if let known = library.name(meaning: name), let recipe = library[known] {
      self = .recipe(recipe)
    } else if let entry = try? Gallery.entry(name) {
      var session = Session(library: library)
      for command in entry.commands {
        _ = try? session.execute(command, Host(emit: { _ in }))
      }
      guard let objective = session.objective, objective.data.isEmpty,
        let written = try? objective.definitions.writtenOut(
          objective.formula, except: { session.parameters.contains($0) })
      else { return nil }
      self = .objective(name, written, session.parameters)
    } else {
      return nil
    }
  }

  /// An exercise.
  ///
  /// - Parameters:
  ///   - seed: what it depends on.
  ///   - number: which one of that seed, from 1.
  ///   - stage: how much of it is shown.
  /// - Returns: nil where no numbers were found that a hand can do.
  package func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    switch self {
    case .recipe(let recipe):
      RecipeDrills(recipe)?.drill(seed: seed, number: number, stage: stage)
    case .objective(let name, let formula, let parameters):
      DerivativeDrills(name, formula, parameters)
        .drill(seed: seed, number: number, stage: stage)
    case .derivatives: DerivativeDrills.mixed(seed: seed, number: number, stage: stage)
    }
  }
}
