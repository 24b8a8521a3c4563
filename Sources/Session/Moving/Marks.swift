/// Places to return to, by name.
package struct Marks: Equatable, Sendable {
  private(set) var places: [String: Place] = [:]

  /// What was set up at a place, and how far it had come.
  package struct Place: Equatable, Sendable {
    package var setup: Setup
    package var position: Position
  }

  /// All names, sorted.
  package var names: [String] { places.keys.sorted() }

  package subscript(name: String) -> Place? { places[name] }

  /// Keeps a place under a name; another one of that name gives way.
  mutating func add(_ place: Place, as name: String) { places[name] = place }
}
