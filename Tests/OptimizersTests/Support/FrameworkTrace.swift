import Formula
import Foundation
import Optimizers
import Testing

/// The walks of `Reference/frameworks.json`, made by PyTorch, Keras and optax.
struct FrameworkTrace: Decodable, Sendable, CustomStringConvertible {
  /// `torch-plain/rmsprop_centered/default/square`: framework, optimizer, setting, function.
  var id: String
  var hyper: [String: Double]
  /// How many steps can be compared before the walk amplifies rounding.
  var safe: Int
  /// The numbers before each step and after the last, one a parameter, in one row.
  var theta: [Double]
  /// The gradient of each step, where the update rule alone is to be compared.
  var grad: [Double]?

  var description: String { id }
}

extension FrameworkTrace {
  static let all: [FrameworkTrace] = {
    guard
      let url = Bundle.module.url(
        forResource: "frameworks", withExtension: "json", subdirectory: "Reference"),
      let data = try? Data(contentsOf: url),
      let traces = try? JSONDecoder().decode([FrameworkTrace].self, from: data)
    else { return [] }
    return traces
  }()

  private var parts: [String] { id.split(separator: "/").map(String.init) }

  /// `torch`, `torch-plain`, `keras` or `optax`.
  var framework: String { parts[0] }

  var hasDefaults: Bool { parts[2].hasPrefix("default") }

  /// The recipe that is to walk the same way.
  var recipe: String {
    let framework = framework.prefix { $0 != "-" }
    let optimizer = ["momentum": "sgd.momentum", "nesterov": "sgd.nesterov"][parts[1]] ?? parts[1]
    return "\(framework).\(optimizer.replacing("_", with: "."))"
  }

  /// The hyper-parameters as the framework calls them.
  var hypers: [Name: Double] {
    let names =
      switch framework {
      case "keras":
        [
          "lr": "learning_rate", "beta": "rho", "beta1": "beta_1", "beta2": "beta_2",
          "eps": "epsilon", "acc0": "initial_accumulator_value",
        ]
      case "optax":
        [
          "lr": "learning_rate", "beta": "decay", "beta1": "b1", "beta2": "b2",
          "acc0": "initial_accumulator_value",
        ]
      default: ["beta": "alpha", "acc0": "initial_accumulator_value"]
      }
    return Dictionary(
      uniqueKeysWithValues: hyper.map { (Name(names[$0.key] ?? $0.key), $0.value) })
  }

  /// The numbers of θ after a step, 0 for the start.
  func theta(after step: Int) throws -> [Double] { try part(theta, step) }

  /// The gradient that a step used, from 1.
  func gradient(of step: Int) throws -> [Double] { try part(#require(grad), step - 1) }

  var stepCount: Int { get throws { try theta.count / count - 1 } }

  private var count: Int { get throws { try #require(Walk.objectives[parts[3]]).names.count } }

  private func part(_ numbers: [Double], _ index: Int) throws -> [Double] {
    let count = try count
    return Array(numbers[index * count..<(index + 1) * count])
  }

  /// The walk of this package that the trace is compared with, at its start.
  func walk() throws -> Walk {
    let objective = try #require(Walk.objectives[parts[3]])
    return try Walk(
      recipe, minimizing: objective.formula, from: objective.names, try theta(after: 0),
      hypers: hypers)
  }

  /// How far apart this package's walk and the trace are after each step.
  ///
  /// Fed, each step gets the recorded gradient. The first result is the largest |Δθ| / max(1, |θ|),
  /// the second whether every bit agrees.
  func deviation(isFed: Bool) throws -> (largest: Double, isExact: Bool) {
    var walk = try walk()
    var result = (largest: 0.0, isExact: true)
    for step in 1...(isFed ? try stepCount : safe) {
      walk.step(feeding: isFed ? try gradient(of: step) : nil)
      let found = try #require(walk.current[.theta])
      for (found, wanted) in zip(found, try theta(after: step)) {
        result.largest = max(result.largest, abs(found - wanted) / max(1, abs(wanted)))
        result.isExact = result.isExact && found.bitPattern == wanted.bitPattern
      }
    }
    return result
  }
}
