package import Formula
import System

// fits throughout (range, product): places in arrays that exist

/// Walks that are made side by side: on as many cores as there are, and those of one machine in lanes.
///
/// Each walk is a value of its own, so what comes out is the same as one after the other.
package struct WalkSet: Sendable {
  package private(set) var walks: [Walk]
  /// Why each walk ended, nil as long as it goes on.
  package private(set) var ends: [Walk.RunEnd?]
  private let conditions: [StopCondition?]

  /// Walks at their start.
  ///
  /// - Parameters:
  ///   - walks: the walks.
  ///   - condition: ends each walk where it holds.
  ///   - definitions: formulas with a name that the condition may use.
  /// - Throws: a ``Diagnostic`` where the condition speaks of what a walk doesn't have.
  package init(
    _ walks: [Walk], until condition: Expression?, _ definitions: Definitions
  ) throws(Diagnostic) {
    self.walks = walks
    ends = walks.map { _ in nil }
    var conditions: [StopCondition?] = []
    for (index, walk) in walks.enumerated() {
      guard let condition else {
        conditions.append(nil)
        continue
      }
      if index > 0, walks[index - 1].machine === walk.machine {
        conditions.append(conditions[index - 1])
      } else {
        conditions.append(
          try StopCondition(ends: [condition], on: walk.machine, definitions: definitions))
      }
    }
    self.conditions = conditions
  }

  /// Whether any walk may end before its limit.
  package var mayEndSooner: Bool { conditions.contains { $0 != nil } }

  /// How many numbers the walks that go on work out in a step each: about how long it takes.
  package var numberCount: Int {
    walks.indices.reduce(0) {
      ends[$1] == nil ? $0.saturatingSum(walks[$1].machine.numberCount) : $0
    }
  }

  /// Makes up to so many steps of each that goes on.
  ///
  /// - Parameters:
  ///   - count: how many steps.
  ///   - limits: how many steps each walk makes at most from here on; where it gets there, it ends.
  package mutating func advance(_ count: Int, limits: [Int]) {
    let groups = groups
    let conditions = conditions
    walks.withUnsafeMutableBufferPointer { walks in
      ends.withUnsafeMutableBufferPointer { ends in
        // Each turn has its walks and their ends to itself.
        nonisolated(unsafe) let (walks, ends) = (walks, ends)
        Cores.share(groups.count) { index in
          let group = groups[index]
          let steps = group.map { max(min(count, limits[$0]), 0) }
          let found = WalkLanes.run(group, of: walks, steps, until: conditions[group[0]])
          for (walk, end) in zip(group, found) where end != .done || limits[walk] <= count {
            ends[walk] = end
          }
        }
      }
    }
  }

  /// Ends every walk that goes on as interrupted.
  package mutating func interrupt() {
    for index in ends.indices { ends[index] = ends[index] ?? .interrupted }
  }

  /// The walks that go on, those together that can share a frame.
  private var groups: [[Int]] {
    var groups: [[Int]] = []
    var room = 0
    for walk in walks.indices where ends[walk] == nil {
      if let last = groups.last?.last, room > 0, walks[last].machine === walks[walk].machine {
        groups[groups.count - 1].append(walk)
        room -= 1
      } else {
        groups.append([walk])
        room = WalkLanes.count(of: walks[walk].machine) - 1
      }
    }
    return groups
  }
}
