// What there is to say about each function: for help.

extension Function {
  /// What it is, in a few words.
  package var meaning: String {
    switch self {
    case .sqrt: "the square root"
    case .cbrt: "the cube root, of numbers below 0 too"
    case .abs: "the size without the sign"
    case .exp: "e to the power of x"
    case .expm1: "exp(x) − 1, with all digits near 0"
    case .log: "the natural logarithm"
    case .log1p: "log(1 + x), with all digits near 0"
    case .log2: "the logarithm to base 2"
    case .log10: "the logarithm to base 10"
    case .sin: "the sine of an angle in radians"
    case .cos: "the cosine of an angle in radians"
    case .tan: "the tangent of an angle in radians"
    case .asin: "the angle whose sine is x, from −π/2 to π/2"
    case .acos: "the angle whose cosine is x, from 0 to π"
    case .atan: "the angle whose tangent is x, from −π/2 to π/2"
    case .atan2: "the angle of the point x, y, from −π to π"
    case .sinh: "the hyperbolic sine"
    case .cosh: "the hyperbolic cosine"
    case .tanh: "the hyperbolic tangent: an S from −1 to 1"
    case .sigmoid: "1/(1 + exp(−x)): an S from 0 to 1"
    case .relu: "x above 0, and 0 below"
    case .softplus: "log(1 + exp(x)): relu with a rounded corner"
    case .erf: "the error function, of the bell curve's area"
    case .sign: "1 above 0, −1 below, 0 at 0"
    case .floor: "the next whole number below"
    case .ceil: "the next whole number above"
    case .round: "the nearest whole number; of two equally near, the even one"
    case .mod: "the remainder of a divided by b, with the sign of b"
    case .hypot: "√(a² + b²), which overflows nowhere"
    case .min: "the least of several numbers, or of a list"
    case .max: "the greatest of several numbers, or of a list"
    case .clamp: "x, but no less than low and no more than high"
    case .sum: "all numbers of a list added up"
    case .prod: "all numbers of a list multiplied"
    case .mean: "the average of a list"
    case .var: "the mean square distance of a list's numbers from their mean"
    case .std: "the square root of var"
    case .dot: "the sum of products of two lists"
    case .norm: "the length of a list: √ of its squares' sum"
    case .argmin: "which number of a list is least, counted from 1"
    case .argmax: "which number of a list is greatest, counted from 1"
    case .pick: "the number of a list, or a particle's row, that stands at a place from 1"
    case .solve: "the list x of numbers for which A·x = b, A being a square matrix"
    case .across: "taken across the particles: mean(across(θ)) has one number a parameter"
    case .if: "one formula where a condition holds, another elsewhere"
    case .fma: "a·b + c, rounded once"
    case .prev: "a formula as it was before the step"
    case .f: "the function to be minimized, at another point"
    case .normal: "random numbers of the bell curve, in a recipe or a start"
    case .uniform: "random numbers between 0 and 1, in a recipe or a start"
    }
  }

  /// The functions by what they are for, in the order of help.
  package static let groups: [(title: String, functions: [Function])] = [
    (
      "numbers", [.sqrt, .cbrt, .abs, .sign, .exp, .expm1, .log, .log1p, .log2, .log10, .hypot]
    ),
    ("angles", [.sin, .cos, .tan, .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh]),
    ("networks", [.sigmoid, .relu, .softplus, .erf]),
    ("steps", [.floor, .ceil, .round, .mod, .if, .clamp, .min, .max]),
    (
      "lists",
      [.sum, .prod, .mean, .var, .std, .dot, .norm, .argmin, .argmax, .pick, .across, .solve]
    ),
    ("more", [.fma, .prev, .f, .normal, .uniform]),
  ]

  /// Its derivative by x as a formula, nil for functions of several numbers or of none.
  package var derivative: Expression? {
    let x = Name("x")
    guard arity == 1...1, !reduces(1), ![.prev, .f, .across].contains(self) else { return nil }
    return Expression(.call(self, [Expression(.name(x))])).derivative(by: x, of: [x])
  }
}

extension FormulaFunction {
  /// Its derivative by its first argument, nil where that is a list or the formula is too long.
  package var derivative: Expression? {
    guard let first = arguments.first, !reduces else { return nil }
    return formula.derivative(by: first.name, of: arguments.map(\.name))
  }
}

extension Expression {
  /// The derivative by one of some numbers, nil where there is none that can be written.
  fileprivate func derivative(by name: Name, of names: [Name]) -> Expression? {
    var graph = Graph()
    var scope = Scope()
    for name in names { scope.bindings[name] = graph.input(name) }
    guard let variable = scope.bindings[name], let value = try? graph.lower(self, in: scope) else {
      return nil
    }
    let slope = graph.gradient(of: value, by: [variable])[0]
    return graph.expression(slope)
  }
}
