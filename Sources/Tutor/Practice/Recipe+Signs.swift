import Formula
import Optimizers

extension Recipe {
  /// The states that never get below zero, such as a mean of squares.
  ///
  /// First all are believed to be; those that a line would lead below zero from there are struck
  /// out, until the rest holds.
  var statesNeverNegative: Set<Name> {
    var held = Set(states.map(\.name))
    while true {
      var known = held.union(hypers.filter { $0.interval.lower >= 0 }.map(\.name))
      known.formUnion([.stepNumber])
      let ones = Set(hypers.filter { $0.interval.lower >= 0 && $0.interval.upper <= 1 }.map(\.name))
      for line in lines {
        if line.formula.isNeverNegative(known, atMostOne: ones) {
          known.insert(line.target)
        } else {
          known.remove(line.target)
        }
      }
      let next = held.intersection(known)
      if next == held { return held }
      held = next
    }
  }
}

extension Expression {
  /// Whether it can't come out below zero, as far as its form tells.
  ///
  /// - Parameters:
  ///   - names: what is known to be zero at least.
  ///   - ones: what lies from zero to one.
  /// - Returns: false where the form doesn't tell.
  fileprivate func isNeverNegative(_ names: Set<Name>, atMostOne ones: Set<Name>) -> Bool {
    func holds(_ part: Expression) -> Bool { part.isNeverNegative(names, atMostOne: ones) }
    switch kind {
    case .number(let value): return value >= 0
    case .name(let name): return names.contains(name)
    case .binary(.power, let base, let exponent):
      // fits: of real numbers
      if case .number(let value) = exponent.kind, value.truncatingRemainder(dividingBy: 2) == 0 {
        return true
      }
      return holds(base)
    case .binary(.subtract, let left, let right):
      guard case .number(1) = left.kind else { return false }
      return right.isAtMostOne(ones)
    case .binary(.multiply, _, _):
      // What stands there twice is a square.
      return factors.allSatisfy { factor in
        holds(factor) || factors.count { $0 == factor } % 2 == 0
      }
    case .binary(.add, let left, let right), .binary(.divide, let left, let right):
      return holds(left) && holds(right)
    case .call(.sqrt, _), .call(.abs, _), .call(.exp, _): return true
    case .call(.fma, let parts):
      return holds(Expression(.binary(.multiply, parts[0], parts[1]))) && holds(parts[2])
    case .call(.max, let parts): return parts.contains(where: holds)
    case .call(.min, let parts): return parts.allSatisfy(holds)
    default: return false
    }
  }

  /// What a product multiplies.
  private var factors: [Expression] {
    guard case .binary(.multiply, let left, let right) = kind else { return [self] }
    return left.factors + right.factors
  }

  /// Whether it is a number from zero to one, or a power of one.
  private func isAtMostOne(_ ones: Set<Name>) -> Bool {
    switch kind {
    case .name(let name): ones.contains(name)
    case .binary(.power, let base, _): base.isAtMostOne(ones)
    default: false
    }
  }
}
