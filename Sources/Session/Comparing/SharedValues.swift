import Formula
import Optimizers

/// Values that two recipes are given alike: `lr=0.01 decay=0.9 eps=1e-8`.
///
/// A recipe declares what each of its hyper-parameters is for. Those of one purpose get one value,
/// whatever each recipe calls them.
struct SharedValues: Sendable {
  /// In the order they were given.
  var assignments: [Assignment] = []

  /// A hyper-parameter of each of two recipes, nil where one has nothing of that kind.
  struct Pair {
    var left: Recipe.Hyper?
    var right: Recipe.Hyper?

    var isEmpty: Bool { left == nil && right == nil }
    var isWhole: Bool { left != nil && right != nil }
  }

  /// The hyper-parameters of two recipes that a name means.
  ///
  /// A name that one of them has is that one, and in the other what has its purpose. Another name
  /// is what recipes of the library mean by it.
  ///
  /// - Parameters:
  ///   - name: what somebody calls it.
  ///   - left: a recipe.
  ///   - right: the recipe beside it.
  ///   - library: knows what else hyper-parameters are called.
  ///   - range: where the name stands.
  /// - Returns: what each of them calls it.
  /// - Throws: a ``Diagnostic`` where it is for different things in the two, or where neither has
  ///   anything of the kind.
  static func hypers(
    called name: Name, in left: Recipe, _ right: Recipe, _ library: RecipeLibrary,
    at range: SourceRange
  ) throws(Diagnostic) -> Pair {
    var own = Pair(left: left.hyper(name), right: right.hyper(name))
    if let first = own.left, let second = own.right {
      if let mine = first.purpose, let theirs = second.purpose, mine != theirs {
        throw .twoPurposes(name, (left, mine), (right, theirs), at: range)
      }
      return own
    }
    guard own.isEmpty else {
      if let purpose = (own.left ?? own.right)?.purpose {
        own.left = own.left ?? left.hyper(for: purpose)
        own.right = own.right ?? right.hyper(for: purpose)
      }
      return own
    }
    let pairs = library.purposes(of: name).map { purpose in
      Pair(left: left.hyper(for: purpose), right: right.hyper(for: purpose))
    }
    guard let pair = pairs.first(where: \.isWhole) ?? pairs.first(where: { !$0.isEmpty }) else {
      throw .unknownHyper(name, of: left.name, among: left.hypers.map(\.name.text), at: range)
    }
    return pair
  }

  /// Where two recipes have other values for what is for the same.
  static func differingDefaults(_ left: Recipe, _ right: Recipe)
    -> [(left: Recipe.Hyper, right: Recipe.Hyper)]
  {
    left.hypers.compactMap { hyper in
      let other =
        hyper.purpose.map { right.hyper(for: $0) } ?? right.hyper(hyper.name)
      guard let other, other.purpose == hyper.purpose, other.standard != hyper.standard else {
        return nil
      }
      return (hyper, other)
    }
  }
}

extension Grammar where Value == SharedValues {
  /// `lr=0.01 decay=0.9, eps=1e-8`.
  static var sharedValues: Grammar {
    Grammar<[Assignment]>.assignments(
      .assignment("NAME", "NUMBER", example: "lr = 0.01", hint: "lr = 0.1")
    ).map { SharedValues(assignments: $0) }
  }
}

extension Diagnostic {
  fileprivate static func twoPurposes(
    _ name: Name, _ left: (recipe: Recipe, purpose: Recipe.Purpose),
    _ right: (recipe: Recipe, purpose: Recipe.Purpose), at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) is \(left.purpose.title) of \(left.recipe.name) and \(right.purpose.title) of "
        + right.recipe.name, at: range,
      hint: "say \(left.purpose.rawValue) = … or \(right.purpose.rawValue) = …")
  }
}
