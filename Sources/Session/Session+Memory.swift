package import Optimizers

extension MemoryCount {
  /// Counts all that a session holds.
  package mutating func add(_ session: Session) {
    add(session.setup)
    add(session.position)
    for place in session.marks.places.values {
      add(place.setup)
      add(place.position)
    }
    for named in session.comparison.compared + session.comparison.kept { add(named.walk) }
  }

  private mutating func add(_ setup: Setup) {
    add(setup.data)
    add(setup.start)
    if let objective = setup.objective { add(objective.data) }
  }

  private mutating func add(_ position: Position) {
    for walk in [position.walk, position.future] { walk.map { add($0) } }
  }
}
