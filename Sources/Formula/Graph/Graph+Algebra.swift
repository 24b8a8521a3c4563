/// The constructors gradients are built with. They simplify as one does on paper, which may change
/// the last bits: a derivative has no written order to keep. What they make is both printed and
/// computed.
extension Graph {
  mutating func sum(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0, fits(b, a) { return b }
    if self[b].constant == 0, fits(a, b) { return a }
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    if x == y, let x { return product(constant(m + n), x) }
    if let both = merged(a, b) { return both }
    if let x = negated(b) { return apply(.subtract, a, x) }
    if let x = negated(a) { return apply(.subtract, b, x) }
    return apply(.add, a, b)
  }

  mutating func difference(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0, fits(b, a) { return negation(b) }
    if self[b].constant == 0, fits(a, b) { return a }
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    if x == y, let x { return product(constant(m - n), x) }
    if let x = negated(b) { return apply(.add, a, x) }
    return apply(.subtract, a, b)
  }

  mutating func negation(_ a: ID) -> ID {
    if let value = self[a].constant { return constant(0 - value) }
    if self[a].operation == .subtract {
      return apply(.subtract, self[a].operands[1], self[a].operands[0])
    }
    return product(constant(-1), a)
  }

  /// A product with its constant in front: (c·x)·(d·y) becomes cd·(x·y).
  ///
  /// A factor that is 0 where a condition holds keeps the condition outside, and equal factors of a
  /// numerator and a denominator are cancelled.
  mutating func product(_ a: ID, _ b: ID) -> ID {
    if isMask(a) { return masked(a) { $0.product($1, b) } }
    if isMask(b) { return masked(b) { $0.product(a, $1) } }
    if let cancelled = cancelled(a, b, .one) { return cancelled }
    let ((m, x), (n, y)) = (scaled(a), scaled(b))
    let factor = m * n
    guard factor != 0, factor.isFinite else {
      return factor == 0 ? constant(0) : times(a, b)
    }
    let rest: ID? =
      switch (x, y) {
      case (let x?, let y?): times(x, y)
      case (let x?, nil): x
      case (nil, let y?): y
      case (nil, nil): nil
      }
    guard let rest else { return constant(factor) }
    if factor == 1 { return rest }
    return factor == -1 ? apply(.negate, rest) : apply(.multiply, constant(factor), rest)
  }

  mutating func quotient(_ a: ID, _ b: ID) -> ID {
    if self[a].constant == 0 { return constant(0) }
    if isMask(a) { return masked(a) { $0.quotient($1, b) } }
    if let cancelled = cancelled(a, b, .minusOne) { return cancelled }
    if let divisor = self[b].constant {
      let (factor, rest) = scaled(a)
      // Only where dividing is exact, which keeps 2·x/3 from becoming 0.666…·x.
      let quotient = factor / divisor
      if let rest, quotient.isFinite, (-factor).addingProduct(quotient, divisor) == 0 {
        return product(constant(quotient), rest)
      }
    }
    return apply(.divide, a, b)
  }

  /// The product of the chain rule: where a factor may be infinite, 0 still wins.
  mutating func times(_ a: ID, _ b: ID) -> ID {
    apply(mayOverflow(a) || mayOverflow(b) ? .chain : .multiply, a, b)
  }

  /// A node as a number times the rest; the rest is nil where the node is a number.
  func scaled(_ id: ID) -> (factor: Double, rest: ID?) {
    let node = self[id]
    if let value = node.constant { return (value, nil) }
    if node.operation == .negate {
      let (factor, rest) = scaled(node.operands[0])
      return (-factor, rest)
    }
    guard node.operation == .multiply || node.operation == .chain else { return (1, id) }
    let (left, right) = (node.operands[0], node.operands[1])
    if let factor = self[left].constant { return (factor, right) }
    if let factor = self[right].constant { return (factor, left) }
    return (1, id)
  }

  /// What stands behind a minus sign, nil if there is none: x in −x, 3·x in −3·x.
  private mutating func negated(_ id: ID) -> ID? {
    let (factor, rest) = scaled(id)
    guard factor < 0 else { return nil }
    guard let rest else { return constant(-factor) }
    return product(constant(-factor), rest)
  }

  /// Whether `id` has the shape of an operation on both.
  func fits(_ id: ID, _ other: ID) -> Bool {
    self[id].shape == joinedShape([id, other])
  }
}
