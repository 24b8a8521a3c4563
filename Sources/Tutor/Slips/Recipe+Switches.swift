import Formula
import Optimizers

extension Recipe {
  /// Whether a hyper-parameter only chooses between formulas: it stands in conditions of `if` alone.
  func isSwitch(_ hyper: Hyper) -> Bool {
    let leaf = Expression.name(hyper.name)
    let all = lines.map(\.formula) + starts
    return hyper.accepts(0) && hyper.accepts(1) && all.contains { $0.contains(leaf) }
      && all.allSatisfy { $0.hasOnlyInConditions(leaf) }
  }

  /// What a switch does in the position that isn't its usual one, by its own words: `with ε outside the
  /// root` where its meaning is `1 for ε inside the root, 0 for ε outside the root`.
  ///
  /// - Returns: nil for another hyper-parameter, and where the words don't say.
  func words(of hyper: Hyper, at value: Double) -> String? {
    guard isSwitch(hyper), value == 0 || value == 1 else { return nil }
    let own = value == 0 ? "0 for " : "1 for "
    let part = hyper.meaning.split(separator: ",").map { $0.drop { $0 == " " } }
      .first { $0.hasPrefix(own) }
    return part.map { "with " + $0.dropFirst(own.count) }
  }
}

extension Expression {
  fileprivate func hasOnlyInConditions(_ leaf: Expression) -> Bool {
    if self == leaf { return false }
    if case .call(.if, let parts) = kind {
      return parts.dropFirst().allSatisfy { $0.hasOnlyInConditions(leaf) }
    }
    return kind.children.allSatisfy { $0.hasOnlyInConditions(leaf) }
  }
}
