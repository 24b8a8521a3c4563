/// How formulas are written out: the one way back from expressions to text.
///
///     Notation().text(try Parser.expression("x^2+10y^2"))                       // x² + 10·y²
///     Notation(alphabet: .ascii).text(try Parser.expression("x^2+10y^2"))       // x^2 + 10*y^2
///
/// What it writes with `.roundTrip` numbers parses back to the same expression.
package struct Notation: Hashable, Sendable {
  package enum Alphabet: Hashable, Sendable { case unicode, ascii }

  package enum Spacing: Hashable, Sendable {
    /// `beta·g` and `lr / denominator · g`: a product is tight unless it holds a division.
    case tight
    /// `beta · g`: with numbers put in, products are easier to read apart.
    case loose
  }

  package var alphabet: Alphabet
  package var spacing: Spacing
  package var numbers: NumberFormat
  /// Names such as `g²` that are quantities here, so that the power itself is written `g^2`.
  package var squares: Set<Name>

  package init(
    alphabet: Alphabet = .unicode, spacing: Spacing = .tight, numbers: NumberFormat = .roundTrip,
    squares: Set<Name> = []
  ) {
    self.alphabet = alphabet
    self.spacing = spacing
    self.numbers = numbers
    self.squares = squares
  }

  package func text(_ expression: Expression) -> String { text(expression, .lowest) }

  package func text(_ name: Name) -> String { alphabet == .unicode ? name.text : name.ascii }

  package func text(_ name: Name, component: Name) -> String {
    "\(text(name)).\(text(component))"
  }

  private func text(_ expression: Expression, _ minimum: Parser.Precedence) -> String {
    let (result, precedence) = pieces(expression)
    return precedence < minimum ? "(\(result))" : result
  }

  private func pieces(_ expression: Expression) -> (String, Parser.Precedence) {
    switch expression.kind {
    case .number(let value) where value.sign == .minus && !value.isNaN:
      return (minus + numbers.text(-value), .sum)
    case .number(let value):
      return (numbers.text(value), .atom)
    case .name(let name):
      return (text(name), .atom)
    case .component(let component, of: let name):
      return (text(name, component: component), .atom)
    case .negate(let operand):
      // A sign stands only before a sum's first term; anywhere else it is bracketed.
      return (minus + text(operand, .product), .sum)
    case .not(let operand):
      return ("not " + text(operand, .not), .not)
    case .binary(.power, let base, let exponent):
      return (power(base, exponent), .power)
    case .binary(let symbol, let left, let right):
      let own = symbol.precedence
      let first = text(left, own == .comparison ? own.next : own)
      return (first + sign(symbol, in: expression) + text(right, own.next), own)
    case .near(let left, let right, let tolerance):
      let sign = alphabet == .unicode ? " ≈ " : " ~= "
      let bound = Parser.Precedence.comparison.next
      return (text(left, bound) + sign + text(right, bound) + text(tolerance), .comparison)
    case .call(.sqrt, let arguments) where alphabet == .unicode:
      let inner = arguments[0].isBare ? text(arguments[0]) : "(\(text(arguments[0])))"
      return ("√" + inner, .atom)
    case .call(let function, let arguments):
      return ("\(function.rawValue)(\(list(arguments)))", .atom)
    case .vector(let elements):
      return ("[\(list(elements))]", .atom)
    }
  }

  private func list(_ expressions: [Expression]) -> String {
    expressions.map { text($0) }.joined(separator: ", ")
  }

  private var minus: String { alphabet == .unicode ? "−" : "-" }

  private func power(_ base: Expression, _ exponent: Expression) -> String {
    // √x² is √(x²) to a reader, and the digits of g²³ run together.
    let needsBracket = alphabet == .unicode && base.isRoot || base.isRaisedName
    let bottom = needsBracket ? "(\(text(base)))" : text(base, .atom)
    if alphabet == .unicode, case .number(let value) = exponent.kind, (0..<100).contains(value),
      value.sign == .plus, let number = Int(exactly: value), !isQuantity(base, raisedTo: number)
    {
      return bottom + Superscript.text(number)
    }
    return bottom + "^" + text(exponent, .power)
  }

  private func isQuantity(_ base: Expression, raisedTo exponent: Int) -> Bool {
    guard case .name(let name) = base.kind else { return false }
    return squares.contains(name.raised(to: exponent))
  }

  private func sign(_ symbol: BinaryOperator, in expression: Expression) -> String {
    let isUnicode = alphabet == .unicode
    switch symbol {
    case .multiply:
      let dot = isUnicode ? "·" : "*"
      return spacing == .loose || expression.holdsDivision ? " \(dot) " : dot
    case .subtract: return " \(minus) "
    case .lessOrEqual: return isUnicode ? " ≤ " : " <= "
    case .greaterOrEqual: return isUnicode ? " ≥ " : " >= "
    case .notEqual: return isUnicode ? " ≠ " : " != "
    default: return " \(symbol.rawValue) "
    }
  }

  private func text(_ tolerance: Tolerance) -> String {
    switch tolerance {
    case .nineDigits: ""
    case .relative(let fraction): " within \(numbers.text(percentage(fraction)))%"
    case .absolute(let amount): " within \(numbers.text(amount))"
    }
  }

  /// The shortest number whose hundredth is a fraction: 7 for 0.07, though 0.07·100 in doubles is
  /// 7.000000000000001.
  private func percentage(_ fraction: Double) -> Double {
    let product = fraction * 100
    return [product.nextDown.nextDown, product.nextDown, product, product.nextUp]
      .filter { $0 / 100 == fraction }
      .min { $0.description.count < $1.description.count } ?? product
  }
}

extension Expression {
  fileprivate var isRoot: Bool {
    if case .call(.sqrt, _) = kind { return true }
    return false
  }

  /// Whether a root sign needs no parenthesis around this.
  fileprivate var isBare: Bool {
    switch kind {
    case .number(let value): value.sign == .plus
    case .name: !isRaisedName
    default: false
    }
  }

  /// Whether this is a quantity such as g², whose digit would join another's.
  fileprivate var isRaisedName: Bool {
    guard case .name(let name) = kind, let last = name.text.unicodeScalars.last else {
      return false
    }
    return Superscript.digit(last) != nil
  }

  /// Whether the chain of factors that this ends has a division in it.
  fileprivate var holdsDivision: Bool {
    switch kind {
    case .binary(.divide, _, _): true
    case .binary(.multiply, let left, _): left.holdsDivision
    default: false
    }
  }
}
