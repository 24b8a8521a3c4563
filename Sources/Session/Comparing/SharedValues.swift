import Formula
import Optimizers

/// Values that two recipes are given alike: `lr=0.01 decay=0.9 eps=1e-8`.
///
/// A recipe says what each of its hyper-parameters means. Those of one meaning get one value,
/// whatever each recipe calls them.
struct SharedValues: Sendable {
  /// In the order they were given.
  var assignments: [Assignment] = []

  /// What people call a hyper-parameter, by how recipes begin to say what it means.
  private static let words: [(meaning: String, names: Set<String>)] = [
    ("learning rate", ["lr", "learning_rate", "alpha", "step_size", "rate"]),
    ("keeps the denominator off zero", ["eps", "epsilon", "delta"]),
    ("how much of the past", ["decay", "rho", "beta", "beta2", "gamma", "alpha", "decay_rate"]),
    ("how much of the velocity", ["momentum", "beta"]),
  ]

  /// The hyper-parameter of a recipe that a name means.
  ///
  /// - Parameters:
  ///   - name: what somebody calls it.
  ///   - recipe: the recipe it is given to.
  ///   - other: the recipe beside it, whose names count as well.
  /// - Returns: nil where the recipe has nothing of that meaning.
  static func hyper(_ name: Name, of recipe: Recipe, beside other: Recipe) -> Recipe.Hyper? {
    if let own = recipe.hyper(name) { return own }
    if let theirs = other.hyper(name),
      let same = recipe.hypers.first(where: { means(theirs, $0) })
    {
      return same
    }
    return words.filter { $0.names.contains(name.ascii) }.lazy.compactMap { word in
      recipe.hypers.first { $0.meaning.hasPrefix(word.meaning) }
    }.first
  }

  /// Whether two hyper-parameters of different recipes are for the same.
  static func means(_ left: Recipe.Hyper, _ right: Recipe.Hyper) -> Bool {
    guard !left.meaning.isEmpty else { return left.name == right.name }
    return left.meaning == right.meaning
      || words.contains {
        left.meaning.hasPrefix($0.meaning) && right.meaning.hasPrefix($0.meaning)
          && left.name.text.hasSuffix("1") == right.name.text.hasSuffix("1")
      }
  }

  /// Where two recipes have other values for what means the same.
  static func differingDefaults(_ left: Recipe, _ right: Recipe)
    -> [(left: Recipe.Hyper, right: Recipe.Hyper)]
  {
    var free = right.hypers
    return left.hypers.compactMap { hyper in
      let place =
        free.firstIndex { $0.name == hyper.name && means(hyper, $0) }
        ?? free.firstIndex { means(hyper, $0) }
      guard let place else { return nil }
      let other = free.remove(at: place)
      return other.standard == hyper.standard ? nil : (hyper, other)
    }
  }
}

extension Grammar where Value == SharedValues {
  /// `lr=0.01 decay=0.9, eps=1e-8`.
  static var sharedValues: Grammar {
    Grammar(.place("NAME = NUMBER, …", example: "lr = 0.01"), begins: \.isAtArgument) {
      reader throws(Diagnostic) in
      var values = SharedValues()
      repeat {
        guard let name = reader.assignedName() else {
          throw .expectedAssignment("lr = 0.1", at: reader.wordPlace)
        }
        guard !reader.isAtEnd else { throw .expectedFormula(at: reader.place, hint: "lr = 0.01") }
        guard !values.assignments.contains(where: { $0.name == name.value }) else {
          throw .assignedTwice(name.value, at: name.range)
        }
        values.assignments.append(
          Assignment(name: name.value, nameRange: name.range, formula: try reader.formula()))
      } while reader.comma() || reader.isAtAssignment
      return values
    }
  }
}
