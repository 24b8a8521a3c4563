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

  package func text(_ expression: Expression) -> String {
    expression.fold { node, parts in piece(node, parts) }.text
  }

  package func text(_ name: Name) -> String { alphabet == .unicode ? name.text : name.ascii }

  package func text(_ name: Name, component: Name) -> String {
    "\(text(name)).\(text(component))"
  }

  /// A part that is written out, and how tightly it holds together.
  private struct Piece {
    var text: String
    var precedence: Parser.Precedence

    init(_ text: String, _ precedence: Parser.Precedence) {
      (self.text, self.precedence) = (text, precedence)
    }

    var bracketed: String { "(\(text))" }

    /// The text, bracketed where it would fall apart.
    func text(_ minimum: Parser.Precedence) -> String { precedence < minimum ? bracketed : text }
  }

  private func piece(_ expression: Expression, _ parts: [Piece]) -> Piece {
    switch expression.kind {
    case .number(let value) where value.sign == .minus && !value.isNaN:
      return Piece(minus + numbers.text(-value), .sum)
    case .number(let value):
      return Piece(numbers.text(value), .atom)
    case .name(let name):
      return Piece(text(name), .atom)
    case .component(let component, of: let name):
      return Piece(text(name, component: component), .atom)
    case .negate:
      // A sign stands only before a sum's first term; anywhere else it is bracketed.
      return Piece(minus + parts[0].text(.product), .sum)
    case .not:
      return Piece("not " + parts[0].text(.not), .not)
    case .binary(.power, let base, let exponent):
      return Piece(power(base, parts[0], exponent, parts[1]), .power)
    case .binary(let symbol, _, _):
      let own = symbol.precedence
      let first = parts[0].text(own == .comparison ? own.next : own)
      return Piece(first + sign(symbol, in: expression) + parts[1].text(own.next), own)
    case .near(_, _, let tolerance):
      let sign = alphabet == .unicode ? " ≈ " : " ~= "
      let bound = Parser.Precedence.comparison.next
      return Piece(
        parts[0].text(bound) + sign + parts[1].text(bound) + text(tolerance), .comparison)
    case .call(.sqrt, let arguments) where alphabet == .unicode:
      return Piece("√" + (arguments[0].isBare ? parts[0].text : parts[0].bracketed), .atom)
    case .call(let function, _):
      return Piece("\(function.rawValue)(\(list(parts)))", .atom)
    case .apply(let callee, _):
      return Piece("\(text(callee.name))(\(list(parts)))", .atom)
    case .vector:
      return Piece("[\(list(parts))]", .atom)
    }
  }

  private func list(_ parts: [Piece]) -> String { parts.map(\.text).joined(separator: ", ") }

  private var minus: String { alphabet == .unicode ? "−" : "-" }

  private func power(
    _ base: Expression, _ bottom: Piece, _ exponent: Expression, _ top: Piece
  ) -> String {
    // √x² could be read two ways, and the digits of g²³ run together.
    let needsBracket = alphabet == .unicode && base.isRoot || base.isRaisedName
    let bottom = needsBracket ? bottom.bracketed : bottom.text(.atom)
    if alphabet == .unicode, case .number(let value) = exponent.kind, (0..<100).contains(value),
      value.sign == .plus, let number = Int(exactly: value), !isQuantity(base, raisedTo: number)
    {
      return bottom + Superscript.text(number)
    }
    return bottom + "^" + top.text(.power)
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
    var node = self
    while case .binary(.multiply, let left, _) = node.kind { node = left }
    if case .binary(.divide, _, _) = node.kind { return true }
    return false
  }
}
