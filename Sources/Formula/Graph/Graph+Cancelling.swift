// Equal factors above and below a fraction line, which take each other away.

/// An exponent as a fraction in lowest terms, so that a third three times is 1.
struct Exponent: Hashable {
  let numerator: Int
  let denominator: Int

  static let one = Exponent(1, 1)
  static let minusOne = Exponent(-1, 1)

  private init(_ numerator: Int, _ denominator: Int) {
    var (divisor, rest) = (denominator, Swift.abs(numerator))
    // fits: denominators are above 0, and both are small
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    (self.numerator, self.denominator) = (numerator / divisor, denominator / divisor)
  }

  /// A number that is a small fraction with a denominator up to 12, nil for any other.
  init?(_ value: Double) {
    guard value.magnitude <= 1000 else { return nil }
    for denominator in 1...12 {
      let scaled = value * Double(denominator)
      let numerator = scaled.rounded()
      if numerator / Double(denominator) == value, let whole = Int(exactly: numerator) {
        self.init(whole, denominator)
        return
      }
    }
    return nil
  }

  var value: Double { Double(numerator) / Double(denominator) }

  var isWhole: Bool { denominator == 1 }

  /// nil where the result is too large to be worth it.
  func times(_ other: Exponent) -> Exponent? {
    let (above, isAbove) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (below, isBelow) = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !isAbove, !isBelow, above.magnitude < 100_000, below < 1000 else { return nil }
    return Exponent(above, below)
  }

  /// Both are small, see ``times(_:)``.
  func plus(_ other: Exponent) -> Exponent {
    Exponent(
      numerator * other.denominator + other.numerator * denominator,
      denominator * other.denominator)
  }
}

/// What a product or a quotient is made of.
private struct Factors {
  var numerator = 1.0
  var denominator = 1.0
  var powers: [(base: Graph.ID, exponent: Exponent)] = []
  /// Whether something was taken away.
  var isCancelled = false

  /// How many factors are worth looking at.
  static let limit = 24

  mutating func multiply(by base: Graph.ID, _ exponent: Exponent) {
    guard let index = powers.firstIndex(where: { $0.base == base }) else {
      powers.append((base, exponent))
      return
    }
    let own = powers[index].exponent
    if (own.numerator < 0) != (exponent.numerator < 0) { isCancelled = true }
    let sum = own.plus(exponent)
    if sum.numerator == 0 { powers.remove(at: index) } else { powers[index].exponent = sum }
  }
}

extension Graph {
  /// The product a·b or the quotient a/b without the factors that stand above and below; nil where
  /// there are none, so that all else is computed in the order it came about.
  ///
  /// √u is u to the power of a half here, and x·sign(x) is abs(x), so that x·sign(x)/√abs(x) is
  /// √abs(x) and not 0/0 at 0.
  mutating func cancelled(_ a: ID, _ b: ID, _ exponent: Exponent) -> ID? {
    guard self[a].constant == nil, self[b].constant == nil else { return nil }
    var factors = Factors()
    guard collect(a, .one, &factors), collect(b, exponent, &factors) else { return nil }
    joinSigns(&factors)
    guard factors.isCancelled else { return nil }
    return fraction(factors)
  }

  /// Takes a node apart.
  ///
  /// - Returns: false where there are too many parts.
  private func collect(_ id: ID, _ exponent: Exponent, _ factors: inout Factors) -> Bool {
    var open = [(id, exponent)]
    while let (id, exponent) = open.popLast() {
      guard factors.powers.count + open.count < Factors.limit else { return false }
      let node = self[id]
      let opposite = exponent == .one ? Exponent.minusOne : .one
      let isPlain = exponent == .one || exponent == .minusOne
      switch node.operation {
      case .constant where isPlain && node.constant != 0:
        let value = node.constant ?? 1
        if exponent == .one { factors.numerator *= value } else { factors.denominator *= value }
      case .multiply where isPlain, .chain where isPlain:
        open += [(node.operands[1], exponent), (node.operands[0], exponent)]
      case .divide where isPlain:
        open += [(node.operands[1], opposite), (node.operands[0], exponent)]
      case .negate where isPlain:
        factors.numerator = -factors.numerator
        open.append((node.operands[0], exponent))
      default:
        let (base, power) = power(node, id)
        guard let whole = exponent.times(power) else { return false }
        factors.multiply(by: base, whole)
      }
    }
    return true
  }

  /// A node as a power of another, however many powers and roots stand in each other.
  ///
  /// What stands under a root is left whole, since √(x²) isn't x.
  private func power(_ node: Node, _ id: ID) -> (ID, Exponent) {
    var (base, exponent) = onePower(node, id)
    while exponent.isWhole, base != id {
      let (inner, next) = onePower(self[base], base)
      guard inner != base, let both = exponent.times(next) else { break }
      (base, exponent) = (inner, both)
    }
    return (base, exponent)
  }

  private func onePower(_ node: Node, _ id: ID) -> (ID, Exponent) {
    switch node.operation {
    case .sqrt: return (node.operands[0], Exponent(0.5) ?? .one)
    case .cbrt: return (node.operands[0], Exponent(1.0 / 3) ?? .one)
    case .power:
      guard let exponent = self[node.operands[1]].constant.flatMap({ Exponent($0) }),
        exponent.numerator != 0
      else { return (id, .one) }
      return (node.operands[0], exponent)
    default: return (id, .one)
    }
  }

  /// x·sign(x) is abs(x).
  private mutating func joinSigns(_ factors: inout Factors) {
    for (base, exponent) in factors.powers
    where self[base].operation == .sign && exponent == .one {
      let x = self[base].operands[0]
      let size = apply(.abs, x)
      let partner = factors.powers.first { $0.base == x || $0.base == size }
      guard let partner, partner.exponent.isWhole, partner.exponent.numerator > 0 else { continue }
      factors.multiply(by: base, .minusOne)
      factors.multiply(by: partner.base, .minusOne)
      factors.multiply(by: partner.base == x ? size : x, .one)
      factors.isCancelled = true
    }
  }

  /// Puts a fraction together again: numbers first.
  private mutating func fraction(_ factors: Factors) -> ID {
    let (above, below) = factors.reducedNumbers
    let numerator = product(of: factors.powers.filter { $0.exponent.numerator > 0 })
    let denominator = product(of: factors.powers.filter { $0.exponent.numerator < 0 })
    guard let denominator else {
      let number = constant(below == 1 ? above : above / below)
      return numerator.map { product(number, $0) } ?? number
    }
    let whole = below == 1 ? denominator : apply(.multiply, constant(below), denominator)
    let inverse = apply(.divide, constant(above), whole)
    guard let numerator else { return inverse }
    return apply(.chain, numerator, inverse)
  }

  private mutating func product(of powers: [(base: ID, exponent: Exponent)]) -> ID? {
    var result: ID?
    for (base, exponent) in powers {
      let factor = raised(base, exponent)
      result = result.map { times($0, factor) } ?? factor
    }
    return result
  }

  /// A base to the size of an exponent.
  private mutating func raised(_ base: ID, _ exponent: Exponent) -> ID {
    let count = Double(exponent.numerator.magnitude)
    switch exponent.denominator {
    case 1: return apply(.power, base, constant(count))
    case 2 where count == 1: return apply(.sqrt, base)
    case 3: return apply(.power, apply(.cbrt, base), constant(count))
    default: return apply(.power, base, constant(exponent.value.magnitude))
    }
  }
}

extension Factors {
  /// Its numbers in lowest terms where both are whole.
  fileprivate var reducedNumbers: (above: Double, below: Double) {
    let limit = 0x1p53
    guard numerator == numerator.rounded(), denominator == denominator.rounded(),
      numerator.magnitude < limit, denominator.magnitude < limit, denominator != 0
    else { return (numerator, denominator) }
    var (divisor, rest) = (denominator, numerator)
    // fits: a remainder of doubles can't trap
    while rest != 0 { (divisor, rest) = (rest, divisor.truncatingRemainder(dividingBy: rest)) }
    divisor = denominator < 0 ? -divisor.magnitude : divisor.magnitude
    return divisor == 0 ? (numerator, denominator) : (numerator / divisor, denominator / divisor)
  }
}
