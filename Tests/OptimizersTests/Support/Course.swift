import Formula
import Foundation
@testable import Optimizers
import Testing

/// The walks of `Reference/course.json`, computed apart from this package.
struct Trace: Decodable, Sendable, CustomStringConvertible {
  var id: String
  var optimizer: String
  var hyper: [String: Double]
  var objective: String
  /// How many of the 50 steps can be compared before the walk amplifies rounding.
  var safeSteps: Int
  var start: [Double]
  /// f at the start and after each step.
  var f: [Double]
  var rows: Rows
  /// Some steps to 40 digits, by the step's number.
  var exact: [String: Exact]

  var description: String { id }

  /// For each step, one number a parameter.
  struct Rows: Decodable, Sendable {
    var g: [[Double]]
    var g2: [[Double]]
    var acc: [[Double]]
    var denom: [[Double]]
    var step: [[Double]]
    var thetaAfter: [[Double]]

    enum CodingKeys: String, CodingKey {
      case g, g2, acc, denom, step
      case thetaAfter = "theta_after"
    }
  }

  /// A step's numbers in decimal.
  struct Exact: Decodable, Sendable {
    var g: [String]
    var g2: [String]
    var acc: [String]
    var denom: [String]
    var step: [String]
    var thetaAfter: [String]
    var f: String
    var fAfter: String

    enum CodingKeys: String, CodingKey {
      case g, g2, acc, denom, step, f
      case thetaAfter = "theta_after"
      case fAfter = "f_after"
    }
  }

  enum CodingKeys: String, CodingKey {
    case id, optimizer, hyper, objective, start, f, rows, exact
    case safeSteps = "safe_steps"
  }
}

extension Trace {
  static let course: [Trace] = {
    guard
      let url = Bundle.module.url(
        forResource: "course", withExtension: "json", subdirectory: "Reference"),
      let data = try? Data(contentsOf: url),
      let traces = try? JSONDecoder().decode([Trace].self, from: data)
    else { return [] }
    return traces
  }()

  /// The walk of this package that the trace is compared with.
  func walk() throws -> Walk {
    let known = try #require(Walk.objectives[objective])
    let hypers = Dictionary(uniqueKeysWithValues: hyper.map { (Name($0.key), $0.value) })
    return try Walk(
      optimizer, minimizing: known.formula, from: known.names, start, hypers: hypers)
  }

  /// What this package calls the accumulator.
  var accumulator: Name { Name(optimizer == "adagrad" ? "G" : "E[g²]") }
}
