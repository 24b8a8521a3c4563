// Operations and how they are written: signs and functions.

extension BinaryOperator {
  var operation: Operation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .matrixTimes: .product
    case .power: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .and: .and
    case .or: .or
    }
  }

  init?(_ operation: Operation) {
    guard let symbol = BinaryOperator.allCases.first(where: { $0.operation == operation }) else {
      return nil
    }
    self = symbol
  }
}

extension Function {
  /// The operation that a function is, nil where it takes several.
  var operation: Operation? {
    switch self {
    case .sqrt: .sqrt
    case .abs: .abs
    case .exp: .exp
    case .log: .log
    case .log1p: .log1p
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .softplus: .softplus
    case .sign: .sign
    case .floor: .floor
    case .ceil: .ceil
    case .round: .round
    case .asin: .asin
    case .acos: .acos
    case .atan: .atan
    case .sinh: .sinh
    case .cosh: .cosh
    case .expm1: .expm1
    case .erf: .erf
    case .log2: .log2
    case .log10: .log10
    case .cbrt: .cbrt
    case .atan2: .atan2
    case .hypot: .hypot
    case .mod: .mod
    case .prod: .prod
    default: nil
    }
  }

  init?(_ operation: Operation) {
    guard let function = Function.allCases.first(where: { $0.operation == operation }) else {
      return nil
    }
    self = function
  }
}
