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
  /// RMSprop's moving average over two gradients.
  case averages
  /// Which optimizer made a walk.
  case walks(RecipeLibrary)
  /// What a walk does near a minimum.
  case minimum(RecipeLibrary)

  /// What the record knows it by.
  package var key: String {
    switch self {
    case .recipe(let recipe): recipe.name
    case .objective(let name, _, _): name
    case .derivatives: PracticeSubject.derivativesKey
    case .averages: PracticeSubject.averagesKey
    case .walks: PracticeSubject.walksKey
    case .minimum: PracticeSubject.minimumKey
    }
  }

  package static let derivativesKey = "derivatives"
  package static let averagesKey = "averages"
  package static let walksKey = "walks"
  package static let minimumKey = "minimum"

  /// The subjects that are neither recipes nor functions.
  static func topics(_ library: RecipeLibrary) -> [PracticeSubject] {
    [.derivatives, .averages, .walks(library), .minimum(library)]
  }

  /// A hand adds up so many rows of data.
  private static let mostRows = 2

  /// The subject of a name, nil where it is none: an optimizer, a function of the gallery, or
  /// derivatives.
  package init?(_ name: String, _ library: RecipeLibrary) {
    if let topic = PracticeSubject.topics(library).first(where: { $0.key == name }) {
      self = topic
    } else if let known = library.name(meaning: name), let recipe = library[known] {
      self = .recipe(recipe)
    } else if let entry = try? Gallery.entry(name) {
      guard let session = Session(after: entry.commands, library) else { return nil }
      let columns = session.data.columns.map(\.name)
      guard let objective = session.objective,
        let formula = try? objective.definitions.writtenOut(
          objective.formula,
          except: { session.parameters.contains($0) || columns.contains($0) }),
        let written = formula.writtenOut(
          over: session.data, rows: PracticeSubject.mostRows, parameters: session.parameters)
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
  package func question(seed: UInt64, number: Int, stage: Drill.Stage) -> NumberQuestion? {
    switch self {
    case .walks(let library):
      WalkDrills(library).drill(seed: seed, number: number)?.question
    case .minimum(let library):
      MinimumDrills(library).drill(seed: seed, number: number)?.question
    default: drill(seed: seed, number: number, stage: stage)?.question
    }
  }

  /// An exercise of formulas; nil for subjects of other kinds, too.
  package func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    switch self {
    case .recipe(let recipe):
      RecipeDrills.drill(of: recipe, seed: seed, number: number, stage: stage)
    case .objective(let name, let formula, let parameters):
      DerivativeDrills(name, formula, parameters)
        .drill(seed: seed, number: number, stage: stage)
    case .derivatives: DerivativeDrills.mixed(seed: seed, number: number, stage: stage)
    case .averages: AverageDrills().drill(seed: seed, number: number, stage: stage)
    case .walks, .minimum: nil
    }
  }
}

extension Expression {
  /// The formula over the first few rows alone, each mean and sum written out with their numbers.
  ///
  ///     mean((w*x + b - y)^2)   →   ((w*1 + b - 3)^2 + (w*2 + b - 5)^2)/2
  ///
  /// - Returns: nil where something else is over the rows, or over a list of parameters.
  fileprivate func writtenOut(over data: DataTable, rows: Int, parameters: [Name]) -> Expression? {
    let count = min(rows, data.columns.first?.values.count ?? 0)
    let result = rewritten { node in
      guard case .call(let function, let arguments) = node.kind, arguments.count == 1,
        function == .mean || function == .sum, count > 0
      else { return node }
      let terms = (0..<count).map { row in
        arguments[0].rewritten { leaf in
          guard case .name(let name) = leaf.kind,
            let column = data.columns.first(where: { $0.name == name })
          else { return leaf }
          return .number(column.values[row])
        }
      }
      let sum = terms.dropFirst().reduce(terms[0]) { .binary(.add, $0, $1) }
      return function == .sum ? sum : .binary(.divide, sum, .number(Double(count)))
    }
    var isOfParameters = true
    result.forEach { node in
      if case .name(let name) = node.kind, !parameters.contains(name) { isOfParameters = false }
    }
    return isOfParameters ? result : nil
  }
}
