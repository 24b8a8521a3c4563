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
  private(set) var gradients = SharedList<(step: Int, gradient: [Double])>()
  /// Changes by the step they were made after, in order.
  private(set) var changes = SharedList<(step: Int, change: Change)>()
  /// How much memory the gradients' numbers take, in bytes.
  private(set) var gradientBytes = 0

  mutating func feed(_ gradient: [Double], at step: Int) {
    gradients.append((step, gradient))
    gradientBytes += gradient.count * MemoryLayout<Double>.stride
  }

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

  /// How many gradients were fed to the steps behind one, through another.
  func gradientCount(after first: Int, through last: Int) -> Int {
    // fits: a step behind the last is behind the first
    gradients.partitioningIndex { $0.step > max(first, last) }
      - gradients.partitioningIndex { $0.step > first }
  }

  /// Whether others were the same through a step, what was set after it included, to the bit.
  func isBeginning(of other: Events, through step: Int) -> Bool {
    gradients.count == other.gradients.partitioningIndex { $0.step > step }
      && changes.count == other.changes.partitioningIndex { $0.step > step }
      && isBeginning(of: other)
  }

  /// Whether others began with these, to the bit, and all that is new in them came after a step.
  func isBeginning(of other: Events, addedAfter step: Int) -> Bool {
    gradients.count >= other.gradients.partitioningIndex { $0.step > step }
      && changes.count >= other.changes.partitioningIndex { $0.step >= step }
      && isBeginning(of: other)
  }

  /// Whether others began with these, to the bit.
  func isBeginning(of other: Events) -> Bool {
    hasGradients(beginning: other.gradients)
      && changes.isBeginning(of: other.changes) { $0.step == $1.step && $0.change == $1.change }
  }

  private func hasGradients(
    beginning others: SharedList<(step: Int, gradient: [Double])>
  ) -> Bool {
    gradients.isBeginning(of: others) {
      $0.step == $1.step && $0.gradient.hasSameBits(as: $1.gradient)
    }
  }

  /// Drops what belongs to later steps.
  mutating func forget(after step: Int) {
    let kept = gradients.partitioningIndex { $0.step > step }
    for (_, gradient) in gradients[kept...] {
      gradientBytes -= gradient.count * MemoryLayout<Double>.stride
    }
    gradients.cut(to: kept)
    changes.cut(to: changes.partitioningIndex { $0.step > step })
  }

  /// How much memory the gradients take that others don't have, in bytes.
  func gradientBytes(besides other: Events) -> Int {
    let (shorter, longer) = gradients.count < other.gradients.count ? (self, other) : (other, self)
    guard shorter.hasGradients(beginning: longer.gradients) else { return gradientBytes }
    return max(gradientBytes - other.gradientBytes, 0)
  }
}

extension Events: Equatable {
  static func == (left: Events, right: Events) -> Bool {
    left.isBeginning(of: right, through: .max)
  }
}
