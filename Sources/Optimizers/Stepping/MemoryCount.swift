import Formula

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
      bytes = bytes.saturatingSum(memory.count)
    }
  }

  /// Counts memory that nothing else counts.
  package mutating func add(bytes more: Int) { bytes = bytes.saturatingSum(more) }

  package mutating func add(_ data: DataTable) {
    for column in data.columns { add(column.values) }
  }

  /// Counts a walk: its numbers, those it is computed again from, and what was fed to it, where it
  /// wasn't fed to another that is counted too.
  package mutating func add(_ walk: Walk, besides other: Walk? = nil) {
    if let objective = walk.machine.objective { add(objective.data) }
    add(walk.machine.emptyFrame)
    walk.countMemory(in: &self, besides: other)
  }

  /// How much memory is counted that others don't have, in bytes.
  ///
  /// - Parameters:
  ///   - own: counts what is asked about.
  ///   - others: counts the others.
  /// - Returns: the bytes of what only the first one counted.
  package static func bytes(
    of own: (inout MemoryCount) -> Void, besides others: (inout MemoryCount) -> Void
  ) -> Int {
    var count = MemoryCount()
    others(&count)
    count.bytes = 0
    own(&count)
    return count.bytes
  }
}
