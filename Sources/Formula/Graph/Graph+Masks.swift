// Factors that are 0 where a condition holds: the parts of a derivative through `if`, `max`, `relu`.
//
// The condition is kept outside of everything the part is multiplied with, so that what isn't
// chosen is never multiplied, which might be infinite, and the branches come together again as one
// `if`.

extension Graph {
  /// Whether a node chooses between parts of which one at least is 0.
  func isMask(_ id: ID) -> Bool {
    let node = self[id]
    guard node.operation == .select else { return false }
    return node.operands[1...].contains { self[$0].constant == 0 || isMask($0) }
      || node.operands[1...].allSatisfy { self[$0].constant != nil }
  }

  /// A mask whose parts are changed, but for those that are 0.
  mutating func masked(_ mask: ID, _ change: (inout Graph, ID) -> ID) -> ID {
    let node = self[mask]
    let parts = node.operands[1...].map { part in
      if self[part].constant == 0 { return part }
      return isMask(part) ? masked(part, change) : change(&self, part)
    }
    return choice(node.operands[0], parts[0], parts[1])
  }

  /// One part or the other, whatever other choices by the same condition stand in them.
  mutating func choice(_ condition: ID, _ then: ID, _ otherwise: ID) -> ID {
    func part(_ id: ID, _ index: Int) -> ID {
      let node = self[id]
      let isSame = node.operation == .select && node.operands[0] == condition
      return isSame ? node.operands[index] : id
    }
    let (then, otherwise) = (part(then, 1), part(otherwise, 2))
    if then == otherwise, self[condition].shape == .scalar { return then }
    return apply(.select, condition, then, otherwise)
  }

  /// The sum of two choices by one condition as one choice, nil for anything else.
  mutating func merged(_ a: ID, _ b: ID) -> ID? {
    let (left, right) = (self[a], self[b])
    guard left.operation == .select, right.operation == .select, left.shape == right.shape,
      left.operands[0] == right.operands[0]
    else { return nil }
    let then = sum(left.operands[1], right.operands[1])
    if isOneVariable, let (x, y) = sides(of: left), sides(of: right) != nil {
      let second = sum(self[left.operands[2]].operands[1], self[right.operands[2]].operands[1])
      return leastSize(x, y, then, second)
    }
    return choice(left.operands[0], then, sum(left.operands[2], right.operands[2]))
  }
}

// MARK: - Ties

extension Graph {
  /// A part of the derivative of max or min: all of it where a is chosen, half where both are equal.
  ///
  /// - Parameters:
  ///   - adjoint: what is to be shared.
  ///   - a: the one operand.
  ///   - b: the other operand.
  ///   - choosing: `greater` for a maximum, `less` for a minimum.
  ///   - isFirst: whether this is the part of a, and not of b.
  /// - Returns: the part.
  mutating func share(
    _ adjoint: ID, of a: ID, _ b: ID, choosing: Operation, isFirst: Bool
  ) -> ID {
    let zero = constant(0)
    let opposite: Operation = choosing == .greater ? .less : .greater
    let isB = apply(.select, apply(opposite, a, b), isFirst ? zero : adjoint, half(adjoint))
    return apply(.select, apply(choosing, a, b), isFirst ? adjoint : zero, isB)
  }

  private mutating func half(_ adjoint: ID) -> ID { product(constant(0.5), adjoint) }

  /// What a choice made by ``share(_:of:_:choosing:isFirst:)`` compares.
  private func sides(of node: Node) -> (ID, ID)? {
    let (condition, other) = (self[node.operands[0]], self[node.operands[2]])
    guard other.operation == .select else { return nil }
    let opposite = self[other.operands[0]]
    let isPair =
      condition.operation == .greater && opposite.operation == .less
      || condition.operation == .less && opposite.operation == .greater
    guard isPair, condition.operands == opposite.operands else { return nil }
    return (node.operands[0], other.operands[0])
  }

  /// Two slopes that meet at a corner; in the corner itself the number of least size between them.
  ///
  /// With numbers for slopes that number is one of them, or 0 where they have different signs.
  private mutating func leastSize(_ isFirst: ID, _ isSecond: ID, _ a: ID, _ b: ID) -> ID {
    if a == b { return a }
    guard let first = self[a].constant, let second = self[b].constant else {
      let (low, high) = (apply(.minimum, a, b), apply(.maximum, a, b))
      let between = apply(.maximum, low, apply(.minimum, high, constant(0)))
      return choice(isFirst, a, choice(isSecond, b, between))
    }
    let comparison = self[isFirst]
    if first * second <= 0, first != 0, second != 0 {
      return choice(isFirst, a, choice(isSecond, b, constant(0)))
    }
    if first.magnitude > second.magnitude { return choice(isFirst, a, b) }
    let orEqual: Operation = comparison.operation == .greater ? .greaterOrEqual : .lessOrEqual
    return choice(apply(orEqual, comparison.operands), a, b)
  }
}
