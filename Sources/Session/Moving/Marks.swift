import HashTreeCollections
import Optimizers

/// Places to return to, by name.
package struct Marks: Sendable {
  // Copies share what they have in common: `undo` keeps the marks before each line.
  private var places = SharedList<Place>()
  private var indices: TreeDictionary<String, Int> = [:]

  /// What was set up at a place, and how far it had come.
  package struct Place: Equatable, Sendable {
    package var setup: Setup
    package var position: Position
  }

  /// All names, sorted.
  package var names: [String] { indices.keys.sorted() }

  package subscript(name: String) -> Place? { indices[name].map { places[$0] } }

  /// Keeps a place under a name; another one of that name gives way.
  mutating func add(_ place: Place, as name: String) {
    if let index = indices[name] {
      places.replace(at: index, by: place)
    } else {
      indices[name] = places.count
      places.append(place)
    }
  }

  /// The places that other marks may not have: those that they have may be among them.
  func places(besides other: Marks) -> [Place] { places.elements(besides: other.places) }
}

extension Marks: Equatable {
  package static func == (left: Marks, right: Marks) -> Bool {
    left.places == right.places && left.indices == right.indices
  }
}
