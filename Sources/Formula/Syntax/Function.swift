/// The functions of the formula language; the raw value is what one types.
package enum Function: String, Hashable, Sendable, CaseIterable {
  case sqrt, cbrt, abs, exp, expm1, log, log1p, log2, log10
  case sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh
  case sigmoid, relu, softplus, erf, sign, floor, ceil, round, mod, hypot
  case min, max, clamp
  case sum, prod, mean, `var`, std, dot, norm
  case argmin, argmax, pick
  /// x in A·x = b.
  case solve
  /// A population's numbers with the particles in a row, so that they are what is reduced.
  case across
  case `if`, fma
  /// A formula as it was before the step.
  case prev
  /// The objective at another point.
  case f
  /// Random numbers, in a recipe or a starting value.
  case normal, uniform

  /// How many arguments it takes.
  package var arity: ClosedRange<Int> {
    switch self {
    case .min, .max: 1...16
    case .dot, .atan2, .hypot, .mod, .pick, .solve: 2...2
    case .clamp, .if, .fma: 3...3
    case .normal, .uniform: 0...2
    case .f: 1...1000
    default: 1...1
    }
  }

  /// How it is called, for help and errors.
  package var form: String {
    switch self {
    case .min, .max: "\(rawValue)(a, b, …) or \(rawValue)(vector)"
    case .clamp: "clamp(x, low, high)"
    case .dot, .hypot, .mod: "\(rawValue)(a, b)"
    case .atan2: "atan2(y, x)"
    case .if: "if(condition, then, else)"
    case .fma: "fma(a, b, c), which is a·b + c rounded once"
    case .pick: "pick(list, number)"
    case .solve: "solve(A, b), which is the x of A·x = b"
    case .sum, .prod, .mean, .var, .std, .norm, .argmin, .argmax, .across: "\(rawValue)(vector)"
    case .prev: "prev(formula), which is the formula before the step"
    case .f: "f(3) or f(3, 1), the function at another point; f(θ) in a recipe"
    case .normal, .uniform:
      "\(rawValue)() in a recipe; \(rawValue)(), \(rawValue)(3) or \(rawValue)(2, 3) as a start"
    default: "\(rawValue)(x)"
    }
  }
}
