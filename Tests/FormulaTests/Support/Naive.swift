import Formula
import RealModule

/// The plainest evaluator there can be: it walks down the tree and makes arrays on the way.
struct Naive {
  var values: [Name: [Double]]

  func value(_ expression: Expression) -> [Double] {
    switch expression.kind {
    case .number(let value): return [value]
    case .name(let name): return values[name] ?? [.nan]
    case .component: return [.nan]
    case .negate(let operand): return value(operand).map { -$0 }
    case .not(let operand): return value(operand).map { $0 == 0 ? 1 : 0 }
    case .binary(let symbol, let left, let right):
      return each([left, right]) { Self.value(symbol, $0[0], $0[1]) }
    case .near(let left, let right, let tolerance):
      return each([left, right]) { parts in
        let (a, b) = (parts[0], parts[1])
        let bound =
          switch tolerance {
          case .nineDigits: 1e-9 * (a == 0 || b == 0 ? 1 : Swift.max(abs(a), abs(b)))
          case .relative(let fraction): fraction * abs(b)
          case .absolute(let amount): amount
          }
        return a == b || abs(a - b) <= bound ? 1 : 0
      }
    case .vector(let elements): return elements.flatMap(value)
    case .call(let function, let arguments): return value(function, arguments)
    case .apply: preconditionFailure("not made by chance")
    }
  }

  /// Element by element, what is one number going with every element.
  private func each(_ operands: [Expression], _ body: ([Double]) -> Double) -> [Double] {
    let parts = operands.map(value)
    let count = parts.map(\.count).max() ?? 1
    return (0..<count).map { index in body(parts.map { $0.count == 1 ? $0[0] : $0[index] }) }
  }

  private static func value(_ symbol: BinaryOperator, _ a: Double, _ b: Double) -> Double {
    func truth(_ condition: Bool) -> Double { condition ? 1 : 0 }
    return switch symbol {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power where b == 2: a * a
    case .power: Int(exactly: b).map { Double.pow(a, $0) } ?? Double.pow(a, b)
    case .less: truth(a < b)
    case .lessOrEqual: truth(a <= b)
    case .greater: truth(a > b)
    case .greaterOrEqual: truth(a >= b)
    case .equal: truth(a == b)
    case .notEqual: truth(a != b)
    case .and: truth(a != 0 && b != 0)
    case .or: truth(a != 0 || b != 0)
    case .matrixTimes: preconditionFailure("not elementwise")
    }
  }

  private func value(_ function: Function, _ arguments: [Expression]) -> [Double] {
    func least(_ a: Double, _ b: Double) -> Double { a.isNaN ? a : b < a || b.isNaN ? b : a }
    func greatest(_ a: Double, _ b: Double) -> Double { a.isNaN ? a : b > a || b.isNaN ? b : a }
    func folded(_ body: (Double, Double) -> Double) -> [Double] {
      if arguments.count > 1 {
        return each(arguments) { $0.dropFirst().reduce($0[0], body) }
      }
      let numbers = value(arguments[0])
      return [numbers.dropFirst().reduce(numbers[0], body)]
    }
    switch function {
    case .sqrt: return each(arguments) { $0[0].squareRoot() }
    case .abs: return each(arguments) { $0[0].magnitude }
    case .exp: return each(arguments) { .exp($0[0]) }
    case .log: return each(arguments) { .log($0[0]) }
    case .log1p: return each(arguments) { .log(onePlus: $0[0]) }
    case .sin: return each(arguments) { .sin($0[0]) }
    case .cos: return each(arguments) { .cos($0[0]) }
    case .tan: return each(arguments) { .tan($0[0]) }
    case .tanh: return each(arguments) { .tanh($0[0]) }
    case .sigmoid: return each(arguments) { 1 / (1 + .exp(-$0[0])) }
    case .relu: return each(arguments) { $0[0].isNaN ? .nan : Swift.max($0[0], 0) }
    case .softplus: return each(arguments) { .log(1 + .exp($0[0])) }
    case .sign: return each(arguments) { $0[0] > 0 ? 1 : $0[0] < 0 ? -1 : $0[0] }
    case .floor: return each(arguments) { $0[0].rounded(.down) }
    case .ceil: return each(arguments) { $0[0].rounded(.up) }
    case .round: return each(arguments) { $0[0].rounded(.toNearestOrEven) }
    case .cbrt: return each(arguments) { .root($0[0], 3) }
    case .expm1: return each(arguments) { .expMinusOne($0[0]) }
    case .log2: return each(arguments) { .log2($0[0]) }
    case .log10: return each(arguments) { .log10($0[0]) }
    case .asin: return each(arguments) { .asin($0[0]) }
    case .acos: return each(arguments) { .acos($0[0]) }
    case .atan: return each(arguments) { .atan($0[0]) }
    case .sinh: return each(arguments) { .sinh($0[0]) }
    case .cosh: return each(arguments) { .cosh($0[0]) }
    case .erf: return each(arguments) { .erf($0[0]) }
    case .atan2: return each(arguments) { .atan2(y: $0[0], x: $0[1]) }
    case .hypot: return each(arguments) { .hypot($0[0], $0[1]) }
    case .mod:
      return each(arguments) { parts in
        let (a, b) = (parts[0], parts[1])
        let rest = a.truncatingRemainder(dividingBy: b)
        if rest == 0 { return b < 0 ? -0.0 : 0 }
        return (rest < 0) == (b < 0) ? rest : rest + b
      }
    case .prod: return folded(*)
    case .var, .std:
      let numbers = value(arguments[0])
      func mean(_ numbers: [Double]) -> Double {
        numbers.dropFirst().reduce(numbers[0], +) / Double(numbers.count)
      }
      let middle = mean(numbers)
      let variance = mean(numbers.map { ($0 - middle) * ($0 - middle) })
      return [function == .var ? variance : variance.squareRoot()]
    case .min: return folded(least)
    case .max: return folded(greatest)
    case .clamp: return each(arguments) { least(greatest($0[0], $0[1]), $0[2]) }
    case .if: return each(arguments) { $0[0] != 0 ? $0[1] : $0[2] }
    case .f, .normal, .uniform: preconditionFailure("not a function of its arguments alone")
    case .fma: return each(arguments) { $0[2].addingProduct($0[0], $0[1]) }
    case .sum: return folded(+)
    case .mean:
      let numbers = value(arguments[0])
      return [numbers.dropFirst().reduce(numbers[0], +) / Double(numbers.count)]
    case .dot:
      let products = each(arguments) { $0[0] * $0[1] }
      return [products.dropFirst().reduce(products[0], +)]
    case .argmin, .argmax:
      let numbers = value(arguments[0])
      let known = numbers.indices.filter { !numbers[$0].isNaN }
      let sign = function == .argmin ? 1.0 : -1
      return [Double((known.min { sign * numbers[$0] < sign * numbers[$1] } ?? 0) + 1)]
    case .pick:
      let (numbers, places) = (value(arguments[0]), value(arguments[1]))
      return places.map { place in
        numbers.count == 1
          ? numbers[0]
          : Int(exactly: place).flatMap { 1...numbers.count ~= $0 ? numbers[$0 - 1] : nil } ?? .nan
      }
    case .across: return value(arguments[0])
    case .solve:
      // By Cramer's rule for two numbers, which is all that is asked for here.
      let (a, b) = (value(arguments[0]), value(arguments[1]))
      guard b.count == 2 else { return b.indices.map { b[$0] / a[$0 * b.count + $0] } }
      let determinant = a[0] * a[3] - a[1] * a[2]
      return [
        (b[0] * a[3] - a[1] * b[1]) / determinant, (a[0] * b[1] - b[0] * a[2]) / determinant,
      ]
    case .prev: preconditionFailure("there is no step before")
    case .norm:
      let squares = value(arguments[0]).map { $0 * $0 }
      return [squares.dropFirst().reduce(squares[0], +).squareRoot()]
    }
  }
}

extension Double {
  /// Whether two numbers are the same to the last bit, or are both not numbers.
  func isSame(as other: Double) -> Bool {
    bitPattern == other.bitPattern || isNaN && other.isNaN
  }

  /// Whether two numbers agree to so many parts of 1e-16.
  func isClose(to other: Double, _ tolerance: Double = 1e-13) -> Bool {
    isSame(as: other) || self == other
      || abs(self - other) <= tolerance * Swift.max(abs(self), abs(other))
  }
}
