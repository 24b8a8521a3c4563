import Formula

/// What a person did in a walk besides asking for the next step.
struct Events: Sendable {
  /// What was put into the row by hand.
  enum Change: Equatable, Sendable {
    /// A value for some numbers of a quantity.
    case numbers(Quantity, parts: Range<Int>, Double)
    /// What random numbers depend on from now on.
    case seed(UInt64)
    /// A formula that sets a hyper-parameter in every step from now on.
    case schedule(Name, Expression)

    /// Whether both put in the same, to the bit.
    static func == (left: Self, right: Self) -> Bool {
      switch (left, right) {
      case (
        .numbers(let quantity, let parts, let value), .numbers(let other, let places, let number)
      ):
        quantity == other && parts == places && value.bitPattern == number.bitPattern
      case (.seed(let seed), .seed(let other)): seed == other
      case (.schedule(let name, let formula), .schedule(let other, let another)):
        name == other && formula == another
      case (.numbers, _), (.seed, _), (.schedule, _): false
      }
    }
  }

  /// Gradients by the step they were fed to, in order.
  private(set) var gradients: [(step: Int, gradient: [Double])] = []
  /// Changes by the step they were made after, in order.
  private(set) var changes: [(step: Int, change: Change)] = []

  mutating func feed(_ gradient: [Double], at step: Int) { gradients.append((step, gradient)) }

  mutating func add(_ change: Change, after step: Int) { changes.append((step, change)) }

  /// The gradient fed to a step, nil where it used the objective's.
  func gradient(at step: Int) -> [Double]? {
    guard !gradients.isEmpty else { return nil }
    let index = gradients.partitioningIndex { $0.step >= step }
    return index < gradients.count && gradients[index].step == step
      ? gradients[index].gradient : nil
  }

  /// What was set between a step and the next, in order.
  func changes(after step: Int) -> [Change] {
    guard !changes.isEmpty else { return [] }
    let first = changes.partitioningIndex { $0.step >= step }
    return changes[first...].prefix { $0.step == step }.map(\.change)
  }

  /// Whether others were the same through a step, what was set after it included, to the bit.
  func isBeginning(of other: Events, through step: Int = .max) -> Bool {
    let fed = other.gradients.prefix { $0.step <= step }
    let set = other.changes.prefix { $0.step <= step }
    return gradients.elementsEqual(fed) {
      $0.step == $1.step && $0.gradient.hasSameBits(as: $1.gradient)
    }
      && changes.elementsEqual(set) { $0.step == $1.step && $0.change == $1.change }
  }

  /// Drops what belongs to later steps.
  mutating func forget(after step: Int) {
    gradients.removeSubrange(gradients.partitioningIndex { $0.step > step }...)
    changes.removeSubrange(changes.partitioningIndex { $0.step > step }...)
  }
}

extension Events: Equatable {
  static func == (left: Events, right: Events) -> Bool { left.isBeginning(of: right) }
}

extension Array {
  /// The first index whose element belongs to the second part, in an array that has the others
  /// before it.
  fileprivate func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
