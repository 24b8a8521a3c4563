import Formula
import Optimizers
import Session

extension Session {
  /// Whether everything a lesson builds on is the same, bit for bit.
  func hasSameState(as other: Session) -> Bool {
    objective == other.objective && parameters == other.parameters && recipe == other.recipe
      && definitions == other.definitions && halfStep == other.halfStep
      && start.hasSameBits(as: other.start)
      && hypers.mapValues(\.bitPattern) == other.hypers.mapValues(\.bitPattern)
      && walk?.stepCount == other.walk?.stepCount
      && (walk?.current.numbers ?? []).hasSameBits(as: other.walk?.current.numbers ?? [])
  }
}

extension [Double] {
  /// Whether the numbers are the same; two that are not a number are, zeros of two signs are not.
  fileprivate func hasSameBits(as other: [Double]) -> Bool {
    map(\.bitPattern) == other.map(\.bitPattern)
  }
}
