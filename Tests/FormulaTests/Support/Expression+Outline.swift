import Formula

extension Expression {
  /// The tree with every bracket there could be, operators first: `(+ x (* 10 (^ y 2)))`.
  var outline: String {
    switch kind {
    case .number(let value): NumberFormat.roundTrip.text(value)
    case .name(let name): name.text
    case .component(let component, of: let name): "(. \(name) \(component))"
    case .negate(let operand): "(neg \(operand.outline))"
    case .not(let operand): "(not \(operand.outline))"
    case .binary(let symbol, let left, let right):
      "(\(symbol.rawValue) \(left.outline) \(right.outline))"
    case .near(let left, let right, .nineDigits): "(~= \(left.outline) \(right.outline))"
    case .near(let left, let right, .relative(let fraction)):
      "(~= \(left.outline) \(right.outline) \(fraction) of it)"
    case .near(let left, let right, .absolute(let amount)):
      "(~= \(left.outline) \(right.outline) \(amount))"
    case .call(let function, let arguments):
      "(\(function.rawValue) \(arguments.map(\.outline).joined(separator: " ")))"
    case .apply(let callee, let arguments):
      "(\(callee.name) \(arguments.map(\.outline).joined(separator: " ")))"
    case .vector(let elements): "[\(elements.map(\.outline).joined(separator: " "))]"
    }
  }
}
