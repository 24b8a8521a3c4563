// Formulas that are a yes or a no.

extension Expression {
  /// Whether it compares two sides.
  package var isComparison: Bool {
    switch kind {
    case .near: true
    case .binary(let symbol, _, _):
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual].contains(symbol)
    default: false
    }
  }

  /// Whether it is a yes or no.
  package var isCondition: Bool {
    switch kind {
    case .not, .binary(.and, _, _), .binary(.or, _, _): true
    default: isComparison
    }
  }

  /// Whether it says something that holds or doesn't, in all its parts.
  ///
  ///     f < 1e-3 and steps <= 40   // yes
  ///     f < 1e-3 and steps         // no
  package var isClaim: Bool {
    switch kind {
    case .not(let inner): inner.isClaim
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      left.isClaim && right.isClaim
    case .call(.if, let parts): parts.dropFirst().allSatisfy(\.isClaim)
    default: isComparison
    }
  }
}
