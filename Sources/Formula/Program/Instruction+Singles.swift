// fits throughout (conversion, range): places of a few elements

extension Instruction {
  /// How many elements are taken apart.
  ///
  /// A result that goes from one instruction to the next in a register is there sooner than two that
  /// go through memory together; from five on there would be more instructions than are worth it.
  private static let shortest = 5

  /// Itself, or for a short vector an instruction an element, which come to the same bits.
  var singles: [Instruction] {
    guard (2..<Int32(Instruction.shortest)).contains(count) else { return [self] }
    if operation == .sum { return terms }
    guard operation.isElementwise else { return [self] }
    let elements = (0..<count).map { element($0) }
    // An element must not be overwritten before all have read it.
    let isOpen = read.contains { $0 != written && $0.overlaps(written) }
    return isOpen ? [self] : elements
  }

  private func element(_ index: Int32) -> Instruction {
    Instruction(
      operation, to: Slot(Int(target + index)),
      from: zip([a, b, c], [strideA, strideB, strideC]).prefix(Int(operandCount)).map {
        Slot(Int($0 + Int32($1) * index))
      }, counts: [], count: 1)
  }

  /// A short sum as one addition after another.
  private var terms: [Instruction] {
    let place = Slot(Int(target))
    guard !read[0].overlaps(written) else { return [self] }
    return (1..<count).map { index in
      Instruction(
        .add, to: place, from: [index == 1 ? Slot(Int(a)) : place, Slot(Int(a + index))],
        counts: [], count: 1)
    }
  }
}

extension Operation {
  /// Whether each number of the result comes from the numbers at its own place.
  var isElementwise: Bool {
    switch self {
    case .constant, .input, .sum, .prod, .least, .greatest, .argLeast, .argGreatest, .logSumExp,
      .element, .place, .pack:
      false
    default: !readsAcross
    }
  }
}
