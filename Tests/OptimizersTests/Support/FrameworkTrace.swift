import Formula
import Foundation
import Optimizers
import Testing

/// The walks of `Reference/frameworks.json` and `Reference/traces.txt`, made by PyTorch, Keras and
/// optax.
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
  static let all: [FrameworkTrace] = given + made

  /// Those that were handed over.
  static let given: [FrameworkTrace] = {
    guard
      let url = Bundle.module.url(
        forResource: "frameworks", withExtension: "json", subdirectory: "Reference"),
      let data = try? Data(contentsOf: url),
      let traces = try? JSONDecoder().decode([FrameworkTrace].self, from: data)
    else { return [] }
    return traces
  }()

  /// Those that `Scripts/traces` makes.
  static let made = read("traces")

  /// Those of a file in the form of `Scripts/traces`.
  static func read(_ file: String) -> [FrameworkTrace] {
    guard
      let url = Bundle.module.url(
        forResource: file, withExtension: "txt", subdirectory: "Reference"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap { FrameworkTrace(line: String($0)) }
  }

  /// Reads a name, the safe steps, hyper-parameters, θ and the gradients.
  private init?(line: String) {
    let fields = line.split(separator: " ").map(String.init)
    guard fields.count == 5, let safe = Int(fields[1]), let theta = [Double](base64: fields[3]),
      fields[4] == "-" || [Double](base64: fields[4]) != nil
    else { return nil }
    (id, self.safe, self.theta) = (fields[0], safe, theta)
    grad = [Double](base64: fields[4])
    hyper = [:]
    for pair in fields[2].split(separator: ",") {
      let parts = pair.split(separator: "=")
      guard parts.count == 2, let value = Double(parts[1]) else { return nil }
      hyper[String(parts[0])] = value
    }
  }

  private var parts: [String] { id.split(separator: "/").map(String.init) }

  /// `torch`, `torch-plain`, `keras` or `optax`.
  var framework: String { parts[0] }

  var hasDefaults: Bool { parts[2].hasPrefix("default") }

  /// Whether a part of it was worked out in float32, whatever was asked for: Keras takes means so
  /// on JAX, and optax Adafactor's decay.
  var isSingle: Bool { ["keras.adafactor", "optax.adafactor"].contains(recipe) }

  /// Whether the rule alone, fed with the same gradients, has to agree in every bit.
  ///
  /// Keras on JAX computes line by line as the recipes have it; but XLA's power of a broken exponent
  /// isn't rounded as the C library's (Ftrl, Nadam), nor are its sums of squares (LAMB). A recipe
  /// that says `fma` rounds as PyTorch's fused kernels do.
  var isExact: Bool {
    let inexact = ["keras.adafactor", "keras.ftrl", "keras.nadam", "keras.lamb"]
    return framework == "keras" && !inexact.contains(recipe) || recipe.hasSuffix(".fma")
  }

  /// The recipe that is to walk the same way.
  var recipe: String {
    let framework = framework.prefix { $0 != "-" }
    let names = [
      "momentum": "sgd.momentum", "nesterov": "sgd.nesterov",
      "rmsprop_centered": "rmsprop.centered", "rmsprop_momentum": "rmsprop.momentum",
    ]
    return "\(framework).\(names[parts[1]] ?? parts[1])"
  }

  /// The function that it walks on.
  var function: String { parts[3] }

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
    let recipe = RecipeLibrary.standard[recipe]
    return Dictionary(
      uniqueKeysWithValues: hyper.map { key, value in
        let isOwn = recipe?.hyper(Name(key)) != nil
        return (Name(isOwn ? key : names[key] ?? key), value)
      })
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

extension [Double] {
  /// Little-endian doubles in base64.
  fileprivate init?(base64 text: String) {
    guard let data = Data(base64Encoded: text), data.count % 8 == 0 else { return nil }
    self = stride(from: 0, to: data.count, by: 8).map { start in
      let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(data[start + $1]) << UInt64(8 * $1) }
      return Double(bitPattern: bits)
    }
  }
}
