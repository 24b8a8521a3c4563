/// Places to return to, by name; each is the session as it was.
package struct Marks: Sendable {
  private var places: [String: Session] = [:]
  /// How often a place was marked.
  private(set) var changes = 0

  /// All names, sorted.
  package var names: [String] { places.keys.sorted() }

  package subscript(name: String) -> Session? { places[name] }

  /// Keeps a place under a name; another one of that name gives way.
  mutating func add(_ session: Session, as name: String) {
    var place = session
    // A place in a place would keep everything there ever was.
    place.marks = Marks()
    places[name] = place
    changes += 1
  }
}
