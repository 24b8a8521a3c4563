extension Graph {
  /// The same function in a form that doesn't overflow or cancel on the way, where a formula was
  /// written in the textbook's form that does; nil for any other.
  ///
  /// At 800, log(exp(x)) is 800 and not infinity; at −745, log(sigmoid(x)) is −745 and not −744.44.
  /// For everyday numbers the forms agree up to rounding.
  mutating func stable(_ operation: Operation, _ operands: [ID]) -> ID? {
    switch operation {
    case .log: stableLogarithm(of: operands[0])
    case .log1p:
      self[operands[0]].operation == .exp ? apply(.softplus, argument(of: operands[0])) : nil
    case .divide: stableQuotient(operands[0], operands[1])
    default: nil
    }
  }

  private mutating func stableLogarithm(of id: ID) -> ID? {
    let inner = self[id]
    switch inner.operation {
    case .exp:
      return inner.operands[0]
    case .sigmoid:
      // log σ(x) is −log(1 + exp(−x)).
      return apply(.negate, apply(.softplus, apply(.negate, inner.operands[0])))
    case .subtract where self[inner.operands[0]].constant == 1:
      // log(1 − σ(x)) is log σ(−x).
      guard self[inner.operands[1]].operation == .sigmoid else { return nil }
      return apply(.negate, apply(.softplus, argument(of: inner.operands[1])))
    case .add:
      if let power = onePlusPower(id) { return apply(.softplus, power) }
      return powers(addedIn: id).map { logSumExp(pack($0, axis: .elements)) }
    case .sum:
      return sumOfPowers(id).map { logSumExp($0) }
    case .divide:
      guard let count = self[inner.operands[1]].constant, count > 0,
        let powers = sumOfPowers(inner.operands[0])
      else { return nil }
      return apply(.subtract, logSumExp(powers), constant(Arithmetic.value(.log, [count])))
    default:
      return nil
    }
  }

  private mutating func stableQuotient(_ a: ID, _ b: ID) -> ID? {
    if let power = onePlusPower(b) {
      // 1/(1 + exp(x)) is σ(−x), exp(x)/(1 + exp(x)) is σ(x).
      if self[a].constant == 1 { return apply(.sigmoid, apply(.negate, power)) }
      if self[a].operation == .exp, argument(of: a) == power { return apply(.sigmoid, power) }
    }
    if self[a].operation == .exp, let powers = sumOfPowers(b) {
      return apply(.exp, apply(.subtract, argument(of: a), logSumExp(powers)))
    }
    return nil
  }

  private mutating func logSumExp(_ vector: ID) -> ID {
    node(.logSumExp, [vector], shape: .scalar)
  }

  private func argument(of id: ID) -> ID { self[id].operands[0] }

  /// x in 1 + exp(x), whichever stands first.
  private func onePlusPower(_ id: ID) -> ID? {
    guard self[id].operation == .add else { return nil }
    let (a, b) = (self[id].operands[0], self[id].operands[1])
    if self[a].constant == 1, self[b].operation == .exp { return argument(of: b) }
    if self[b].constant == 1, self[a].operation == .exp { return argument(of: a) }
    return nil
  }

  /// v in Σ exp(v).
  private func sumOfPowers(_ id: ID) -> ID? {
    guard self[id].operation == .sum, self[argument(of: id)].operation == .exp else { return nil }
    return argument(of: argument(of: id))
  }

  /// x, y, z in exp(x) + exp(y) + exp(z), all of them numbers.
  private func powers(addedIn id: ID) -> [ID]? {
    var (open, found) = ([id], [ID]())
    while let next = open.popLast() {
      guard self[next].shape == .scalar, found.count < 1000 else { return nil }
      switch self[next].operation {
      case .add: open += self[next].operands.reversed()
      case .exp: found.append(argument(of: next))
      default: return nil
      }
    }
    return found
  }
}
