import Formula
import Session

/// A sentence about optimizers or numbers that may be wrong.
struct Claim: Sendable {
  enum Kind: Sendable {
    /// `gd on x^2 + 4y^2 settles only if lr <= 1/8`.
    case settles(Subject, Direction, Expression)
    /// `gd: f always decreases if lr < 0.1`.
    case decreases(Subject, Expression, if: Expression?)
    /// `adam reaches f < 0.01 before gd`.
    case reaches(Subject, Expression, before: OptimizerChoice)
    /// `beta^(1/(1 - beta)) = 1/2`, or a condition alone.
    case formula(Expression, equals: Expression?)
  }

  /// What it is said of; the optimizer and the function at hand where nothing is said.
  struct Subject: Sendable {
    var optimizer: OptimizerChoice?
    var objective: Expression?
  }

  /// Which way a condition is said to go with what happens.
  enum Direction: Sendable {
    case onlyIf, `if`, ifAndOnlyIf
  }

  var kind: Kind
  /// What each parameter starts between, where starts are spoken of.
  var starts: ClosedRange<Double>?
  /// What names are taken between.
  var ranges: [Name: ClosedRange<Double>] = [:]
  /// Whether it is about the half-life of a decay, and which.
  var halfLife: Expression?
  /// All of it, as it was typed.
  var text: Located<String>
}
