import HashTreeCollections
package import Optimizers

/// A walk and what it is called where several stand side by side.
package struct NamedWalk: Equatable, Sendable {
  package var name: String
  package var walk: Walk

  package init(name: String, walk: Walk) {
    self.name = name
    self.walk = walk
  }
}

/// The walks that stand side by side: those of the last `compare`, and those kept by hand.
package struct Comparison: Equatable, Sendable {
  package internal(set) var compared: [NamedWalk] = []
  package private(set) var kept = SharedList<NamedWalk>()
  private var keptNames: TreeSet<String> = []
  /// The walk at hand as it would have been, had one thing been otherwise.
  var alternative: Alternative?

  /// A walk that was made from another.
  struct Alternative: Equatable, Sendable {
    var walk: NamedWalk
    /// The walk that it was made from.
    var original: Walk
  }

  /// Keeps a walk; one of the same name gives way.
  mutating func keep(_ walk: NamedWalk) {
    if !keptNames.insert(walk.name).inserted {
      let others = kept.filter { $0.name != walk.name }
      kept.cut(to: 0)
      for other in others { kept.append(other) }
    }
    kept.append(walk)
  }
}

extension Session {
  /// The walks to be drawn together, compared ones first: all that are over the function at hand.
  package var namedWalks: [NamedWalk] {
    (comparison.compared + comparison.kept + [alternative, narrowWalk].compactMap { $0 })
      .filter { $0.walk.machine.objective == objective }
  }
}
