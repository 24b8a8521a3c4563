/// The functions of the formula language; the raw value is what one types.
package enum Function: String, Hashable, Sendable, CaseIterable {
  case sqrt, abs, exp, log, log1p, sin, cos, tan, tanh
  case sigmoid, relu, softplus, sign, floor
  case min, max, clamp
  case sum, mean, dot, norm
  case `if`, fma
  /// A formula as it was before the step.
  case prev
  /// The objective at another point, in a recipe.
  case f
  /// Random numbers, in a recipe or a starting value.
  case normal, uniform

  /// How many arguments it takes.
  package var arity: ClosedRange<Int> {
    switch self {
    case .min, .max: 1...16
    case .dot: 2...2
    case .clamp, .if, .fma: 3...3
    case .normal, .uniform: 0...2
    default: 1...1
    }
  }

  /// How it is called, for help and errors.
  package var form: String {
    switch self {
    case .min, .max: "\(rawValue)(a, b, …) or \(rawValue)(vector)"
    case .clamp: "clamp(x, low, high)"
    case .dot: "dot(a, b)"
    case .if: "if(condition, then, else)"
    case .fma: "fma(a, b, c), which is a·b + c rounded once"
    case .sum, .mean, .norm: "\(rawValue)(vector)"
    case .prev: "prev(formula), which is the formula before the step"
    case .f: "f(θ), the function at another point, in a recipe"
    case .normal, .uniform:
      "\(rawValue)() in a recipe; \(rawValue)(), \(rawValue)(3) or \(rawValue)(2, 3) as a start"
    default: "\(rawValue)(x)"
    }
  }
}
