import Optimizers

extension Session {
  /// How much memory it takes that another session doesn't, in bytes.
  ///
  /// Marks and kept walks that both have are passed over, however many there are.
  package func memory(besides other: Session) -> Int {
    MemoryCount.bytes(
      of: { add(to: &$0, besides: other) }, besides: { other.add(to: &$0, besides: self) })
  }

  private func add(to count: inout MemoryCount, besides other: Session) {
    count.add(setup)
    count.add(position, besides: other.position)
    for mark in marks.places(besides: other.marks) {
      count.add(mark.setup)
      count.add(mark.position)
    }
    for named in comparison.kept.elements(besides: other.comparison.kept) { count.add(named.walk) }
    for named in comparison.compared { count.add(named.walk) }
    if let narrow { count.add(narrow.walk) }
  }
}

extension MemoryCount {
  fileprivate mutating func add(_ setup: Setup) {
    add(setup.data)
    add(setup.start)
    if let objective = setup.objective { add(objective.data) }
  }

  fileprivate mutating func add(_ position: Position, besides other: Position? = nil) {
    // One that was gone back in lies ahead then, and the other way round.
    for walk in [position.walk, position.future] {
      walk.map { add($0, besides: other?.future ?? other?.walk) }
    }
  }
}
