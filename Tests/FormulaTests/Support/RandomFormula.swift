import TestSupport
import Formula

/// Random formulas over given names, of anything the language has.
struct RandomFormula {
  var random: SplitMix64
  var scalars = ["x", "y", "lr", "θ", "E[g²]", "beta"].map(Name.init)
  var vectors: [Name] = []
  /// How many elements a vector has.
  var count = 3
  /// Only what has a derivative nearly everywhere, with arguments where it is defined.
  var isSmooth = false

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Any tree that the parser can give, whatever its shapes.
  mutating func tree(_ depth: Int) -> Expression {
    guard depth > 0, Int.random(in: 0..<8, using: &random) > 0 else { return leaf() }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return Expression(.negate(tree(depth - 1)))
    case 1: return Expression(.not(tree(depth - 1)))
    case 2:
      let exponents: [Double] = [0, 1, 2, 3, 12, 0.5, 100, 1e22]
      return Expression(.binary(.power, tree(depth - 1), .number(random.element(exponents))))
    case 3, 4, 5:
      let symbol = random.element(BinaryOperator.allCases)
      return Expression(.binary(symbol, tree(depth - 1), tree(depth - 1)))
    case 6:
      let percent = Double(Int.random(in: 1...99, using: &random))
      let tolerances: [Tolerance] = [.nineDigits, .relative(percent / 100), .absolute(0.01)]
      let tolerance = random.element(tolerances)
      return Expression(.near(tree(depth - 1), tree(depth - 1), tolerance))
    case 7:
      let count = Int.random(in: 1...3, using: &random)
      return Expression(.vector((0..<count).map { _ in tree(depth - 1) }))
    default:
      let function = random.element(Function.allCases)
      let count = Int.random(
        in: function.arity.lowerBound...Swift.min(3, function.arity.upperBound), using: &random)
      return Expression(.call(function, (0..<count).map { _ in tree(depth - 1) }))
    }
  }

  private mutating func leaf() -> Expression {
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1: return Expression(.name(random.element(scalars)))
    case 2: return Expression(.component(Name("x"), of: random.element([Name("g²"), Name("g")])))
    case 3:
      let numbers = [0, 1, 2, 10, 0.1, 1e-8, 6.02e23, 1.0.nextUp, .leastNonzeroMagnitude]
      return .number(random.element(numbers))
    default: return .number(Double.random(in: 0...10, using: &random))
    }
  }
}

// MARK: - With shapes

extension RandomFormula {
  /// A formula that is one number.
  mutating func scalar(_ depth: Int) -> Expression {
    if depth > 0, !vectors.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
      return reduction(depth)
    }
    guard depth > 0 else { return scalarLeaf() }
    return node(depth) { $0.scalar($1) }
  }

  /// A formula that is a vector.
  mutating func vector(_ depth: Int) -> Expression {
    guard depth > 0 else {
      if Int.random(in: 0..<3, using: &random) > 0 {
        return Expression(.name(random.element(vectors)))
      }
      return Expression(.vector((0..<count).map { _ in scalarLeaf() }))
    }
    // One operand at least is a vector, the others go with every element.
    var isFirst = true
    return node(depth) { formula, depth in
      defer { isFirst = false }
      let isVector = isFirst || Bool.random(using: &formula.random)
      return isVector ? formula.vector(depth) : formula.scalar(depth)
    }
  }

  private mutating func scalarLeaf() -> Expression {
    if Bool.random(using: &random) { return Expression(.name(random.element(scalars))) }
    return .number((Double.random(in: -3...3, using: &random) * 8).rounded() / 8)
  }

  private mutating func reduction(_ depth: Int) -> Expression {
    let functions: [Function] = [.sum, .mean, .norm, .min, .max, .dot]
    let function = random.element(functions)
    let arguments = (0..<(function == .dot ? 2 : 1)).map { _ in vector(depth - 1) }
    return Expression(.call(function, arguments))
  }

  private mutating func node(
    _ depth: Int, _ part: (inout RandomFormula, Int) -> Expression
  ) -> Expression {
    func operand() -> Expression { part(&self, depth - 1) }
    let choice = Int.random(in: 0..<(isSmooth ? 10 : 14), using: &random)
    switch choice {
    case 0: return Expression(.negate(operand()))
    case 1, 2: return Expression(.binary(.add, operand(), operand()))
    case 3: return Expression(.binary(.subtract, operand(), operand()))
    case 4, 5: return Expression(.binary(.multiply, operand(), operand()))
    case 6:
      return isSmooth
        ? safeQuotient(operand(), operand()) : Expression(.binary(.divide, operand(), operand()))
    case 7:
      let exponent = random.element(isSmooth ? [2, 3] : [0, 1, 2, 3, -1, 0.5])
      return Expression(.binary(.power, operand(), .number(exponent)))
    case 8:
      let functions: [Function] =
        isSmooth
        ? [.sin, .cos, .tanh, .sigmoid, .softplus, .relu, .abs]
        : Function.allCases.filter {
          $0.arity == 1...1 && !$0.reduces(1) && ![.prev, .f].contains($0)
        }
      return Expression(.call(random.element(functions), [operand()]))
    case 9:
      return isSmooth ? safeCall(operand()) : Expression(.call(.min, [operand(), operand()]))
    case 10: return Expression(.call(.max, [operand(), operand()]))
    case 11:
      return Expression(
        .call(random.element([.if, .clamp, .fma]), [operand(), operand(), operand()]))
    case 12: return Expression(.not(operand()))
    default:
      let symbols: [BinaryOperator] = [
        .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .power,
      ]
      return Expression(.binary(random.element(symbols), operand(), operand()))
    }
  }

  /// a/(1 + b²): a quotient that stays away from its pole.
  private func safeQuotient(_ a: Expression, _ b: Expression) -> Expression {
    Expression(.binary(.divide, a, positive(b)))
  }

  /// A function that isn't defined everywhere, or grows fast, of something that suits it.
  private mutating func safeCall(_ a: Expression) -> Expression {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: Expression(.call(.sqrt, [positive(a)]))
    case 1: Expression(.call(.log, [positive(a)]))
    case 2: Expression(.call(.log1p, [Expression(.binary(.power, a, .number(2)))]))
    case 3: Expression(.call(.exp, [Expression(.call(.sin, [a]))]))
    case 4: Expression(.call(.tan, [Expression(.call(.sin, [a]))]))
    default: Expression(.binary(.power, positive(a), .number(1.5)))
    }
  }

  private func positive(_ a: Expression) -> Expression {
    Expression(.binary(.add, .number(1), Expression(.binary(.power, a, .number(2)))))
  }
}
