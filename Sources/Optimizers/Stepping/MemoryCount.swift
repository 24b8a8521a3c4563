/// How much memory some values take, where what several of them share counts once.
package struct MemoryCount {
  /// In bytes.
  package private(set) var bytes = 0
  private var seen: Set<UnsafeRawPointer> = []

  package init() {}

  /// Counts an array's elements, unless the same memory was counted already.
  package mutating func add<Element>(_ array: [Element]) {
    array.withUnsafeBytes { memory in
      guard let place = memory.baseAddress, seen.insert(place).inserted else { return }
      bytes += memory.count
    }
  }

  package mutating func add(_ data: DataTable) {
    for column in data.columns { add(column.values) }
  }

  /// Counts a walk: its numbers, those it is computed again from, and what was fed to it.
  package mutating func add(_ walk: Walk) {
    if let objective = walk.machine.objective { add(objective.data) }
    add(walk.machine.emptyFrame)
    walk.countMemory(in: &self)
  }
}
