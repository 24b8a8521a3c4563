import Formula
import RealModule

// fits throughout (range, product): places in a frame and on a stack that are as large as it takes

/// A formula as instructions for a stack, each over all lanes.
///
/// A tutor works a formula out thousands of times with something wrong in it, so that it has a small
/// reader of its own; whether that agrees with the machine's is seen each time, see ``Worksheet``.
struct SheetCode: Sendable {
  private enum Instruction: Sendable {
    case constant(Double)
    case load(Int)
    case negate, not
    case binary(BinaryOperator)
    case call(Function, Int)
  }

  private var instructions: [Instruction] = []
  private var depth = 1

  /// Compiles a formula; nil where it asks for more than numbers, such as f elsewhere or a draw.
  ///
  /// - Parameters:
  ///   - formula: what is to be worked out.
  ///   - slots: where the numbers of its names stand.
  init?(_ formula: Expression, slots: [Expression: Int]) {
    var (height, isKnown) = (0, true)
    var code: [Instruction] = []
    formula.fold { (node: Expression, parts: [Void]) in
      guard isKnown else { return }
      switch node.kind {
      case .number(let number): code.append(.constant(number))
      case .name, .component:
        if let slot = slots[node] {
          code.append(.load(slot))
        } else if case .name(let name) = node.kind, let constant = Scope.constants[name] {
          code.append(.constant(constant))
        } else {
          isKnown = false
        }
      case .negate: code.append(.negate)
      case .not: code.append(.not)
      case .binary(let symbol, _, _):
        isKnown = symbol != .matrixTimes
        code.append(.binary(symbol))
      case .call(let function, let arguments):
        isKnown = Self.isKnown(function)
        code.append(.call(function, arguments.count))
      case .apply, .near, .vector: isKnown = false
      }
      height += 1 - parts.count
      depth = max(depth, height)
    }
    guard isKnown else { return nil }
    instructions = code
    depth += 1
  }

  private static func isKnown(_ function: Function) -> Bool {
    switch function {
    case .sqrt, .cbrt, .abs, .exp, .expm1, .log, .log1p, .log2, .log10, .sin, .cos, .tan, .sinh,
      .cosh, .tanh, .sigmoid, .relu, .softplus, .sign, .floor, .ceil, .hypot, .min, .max, .clamp,
      .if, .fma, .sum, .mean, .norm, .dot, .asin, .acos, .atan:
      true
    default: false
    }
  }

  /// Works it out.
  ///
  /// - Parameters:
  ///   - frame: the numbers of all slots, `lanes` each.
  ///   - lanes: how many there are.
  ///   - slot: where the result goes.
  func run(_ frame: inout [Double], lanes: Int, into slot: Int) {
    var stack = [Double](repeating: 0, count: depth * lanes)
    var top = 0
    for instruction in instructions {
      switch instruction {
      case .constant(let number):
        for lane in 0..<lanes { stack[top + lane] = number }
        top += lanes
      case .load(let slot):
        for lane in 0..<lanes { stack[top + lane] = frame[slot * lanes + lane] }
        top += lanes
      case .negate: for place in top - lanes..<top { stack[place] = -stack[place] }
      case .not:
        for place in top - lanes..<top { stack[place] = Arithmetic.truth(stack[place] == 0) }
      case .binary(let symbol):
        top -= lanes
        for place in top - lanes..<top {
          stack[place] = Self.value(symbol, stack[place], stack[place + lanes])
        }
      case .call(let function, let count):
        top -= count * lanes
        Self.call(function, count, &stack, at: top, lanes: lanes)
        top += lanes
      }
    }
    for lane in 0..<lanes { frame[slot * lanes + lane] = stack[lane] }
  }

  private static func value(_ symbol: BinaryOperator, _ a: Double, _ b: Double) -> Double {
    switch symbol {
    case .add: a + b
    case .subtract: a - b
    case .multiply, .matrixTimes: a * b
    case .divide: a / b
    case .power: Arithmetic.power(a, b)
    case .less: Arithmetic.truth(a < b)
    case .lessOrEqual: Arithmetic.truth(a <= b)
    case .greater: Arithmetic.truth(a > b)
    case .greaterOrEqual: Arithmetic.truth(a >= b)
    case .equal: Arithmetic.truth(a == b)
    case .notEqual: Arithmetic.truth(a != b)
    case .and: Arithmetic.truth(a != 0 && b != 0)
    case .or: Arithmetic.truth(a != 0 || b != 0)
    }
  }

  private static func call(
    _ function: Function, _ count: Int, _ stack: inout [Double], at base: Int, lanes: Int
  ) {
    func fill(_ value: Double) { for lane in 0..<lanes { stack[base + lane] = value } }
    let first = stack[base..<base + lanes]
    switch function {
    case .sum: fill(first.reduce(0, +))
    case .mean: fill(first.reduce(0, +) / Double(lanes))
    case .norm: fill(first.reduce(0) { $0 + $1 * $1 }.squareRoot())
    case .dot:
      fill((0..<lanes).reduce(0) { $0 + stack[base + $1] * stack[base + lanes + $1] })
    case .min where count == 1: fill(first.dropFirst().reduce(stack[base], Arithmetic.minimum))
    case .max where count == 1: fill(first.dropFirst().reduce(stack[base], Arithmetic.maximum))
    default:
      for lane in 0..<lanes {
        let numbers = (0..<count).map { stack[base + $0 * lanes + lane] }
        stack[base + lane] = value(function, numbers)
      }
    }
  }

  private static func value(_ function: Function, _ numbers: [Double]) -> Double {
    let x = numbers[0]
    switch function {
    case .sqrt: return x.squareRoot()
    case .cbrt: return .root(x, 3)
    case .abs: return Swift.abs(x)
    case .exp: return .exp(x)
    case .expm1: return .expMinusOne(x)
    case .log: return .log(x)
    case .log1p: return .log(onePlus: x)
    case .log2: return .log2(x)
    case .log10: return .log10(x)
    case .sin: return .sin(x)
    case .cos: return .cos(x)
    case .tan: return .tan(x)
    case .asin: return .asin(x)
    case .acos: return .acos(x)
    case .atan: return .atan(x)
    case .sinh: return .sinh(x)
    case .cosh: return .cosh(x)
    case .tanh: return .tanh(x)
    case .sigmoid: return 1 / (1 + .exp(-x))
    case .relu: return Arithmetic.relu(x)
    case .softplus: return Swift.max(x, 0) + .log(onePlus: .exp(-Swift.abs(x)))
    case .sign: return Arithmetic.sign(x)
    case .floor: return x.rounded(.down)
    case .ceil: return x.rounded(.up)
    case .hypot: return .hypot(x, numbers[1])
    case .min: return numbers.dropFirst().reduce(x, Arithmetic.minimum)
    case .max: return numbers.dropFirst().reduce(x, Arithmetic.maximum)
    case .clamp: return Swift.min(Swift.max(x, numbers[1]), numbers[2])
    case .if: return x != 0 ? numbers[1] : numbers[2]
    case .fma: return numbers[2].addingProduct(x, numbers[1])
    default: return .nan
    }
  }
}
