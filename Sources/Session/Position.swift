import Formula
package import Optimizers

/// How far a person has come with what is set up.
package struct Position: Equatable, Sendable {
  /// The walk at hand, nil as long as there are no parameters.
  package internal(set) var walk: Walk?
  /// A step of which some lines were shown, nil between steps.
  package internal(set) var halfStep: HalfStep?
  /// The recorded walk of which a person went back to an earlier step, nil at its end.
  package internal(set) var future: Walk?
  /// How far a person went through f and ∂f line by line.
  package internal(set) var pass: Pass?

  /// A step that is being walked through line by line.
  package struct HalfStep: Sendable {
    package var linesDone: Int
    /// The gradient fed to it, nil for the objective's.
    package var gradient: [Double]?
  }

  /// Lines of f and ∂f that were shown, which count as long as the walk stays where it is.
  package struct Pass: Equatable, Sendable {
    package var linesDone: Int
    var step: Int
    var point: [Double]

    package static func == (left: Self, right: Self) -> Bool {
      left.linesDone == right.linesDone && left.step == right.step
        && left.point.hasSameBits(as: right.point)
    }
  }

  /// How many steps of the recorded walk lie ahead, after a person went back.
  package var stepsAhead: Int {
    guard let future, let walk else { return 0 }
    return future.stepCount - walk.stepCount
  }
}

extension Position.HalfStep: Equatable {
  /// Whether both are the same step, to the bit.
  package static func == (left: Self, right: Self) -> Bool {
    guard left.linesDone == right.linesDone else { return false }
    guard let fed = left.gradient, let other = right.gradient else {
      return left.gradient == nil && right.gradient == nil
    }
    return fed.hasSameBits(as: other)
  }
}
