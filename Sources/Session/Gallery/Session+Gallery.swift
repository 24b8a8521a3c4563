import Formula
import Optimizers

extension CommandTable {
  static let objective = Command(
    "objective", .setUp, "set up a function of the gallery", brief: "from here",
    takes: .name(
      "NAME", example: "rosenbrock",
      missing: { .unknownObjective("", among: Gallery.names, at: $0) },
      among: { _ in Gallery.names }),
    details: "It shows the commands, as one would type them, and what is known of the function.",
    examples: ["objective rosenbrock", "objective line"], related: ["objectives", "minimize"]
  ) { session, name, host throws(Diagnostic) in try session.objective(name, host) }

  static let objectives = Command(
    "objectives", .setUp, "list the gallery", brief: "the gallery", takes: .nothing,
    examples: ["objectives"],
    related: ["objective"]
  ) { session, _, host throws(Diagnostic) in try session.objectives(host) }
}

extension Session {
  /// `objective rosenbrock`: sets an objective of the gallery up, as if its commands were typed.
  mutating func objective(_ name: Located<String>, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let entry = try Gallery.entry(name.value) else {
      throw .unknownObjective(name.value, among: Gallery.names, at: name.range)
    }
    host.emit(.note(NoteReport(.init(entry.summary))))
    dropObjective()
    (setup.data, setup.batch) = (DataTable(), nil)
    for command in entry.commands {
      host.emit(.echo(command))
      do {
        _ = try execute(command, host)
      } catch {
        // What is wrong is not what was typed, so it has no place there.
        throw Diagnostic("\(entry.name): \(error.message)", at: name.range, hint: error.hint)
      }
    }
    if var function = objective {
      // As far as it says where one usually looks, that is where to search.
      function.bounds = Dictionary(entry.domain.map { ($0.name, $0.range) }) { $1 }
      setup.objective = function
      try restart()
    }
    if let facts = entry.facts { host.emit(.note(NoteReport(facts))) }
    return .done
  }

  /// `objectives`: lists the gallery.
  func objectives(_ host: Host) throws(Diagnostic) -> Outcome {
    var rows: [[[Prose.Inline]]] = []
    for name in Gallery.names {
      guard let entry = try Gallery.entry(name) else { continue }
      rows.append([[.code(name)], [.text(entry.summary)]])
    }
    host.emit(
      .prose(Prose([.table(header: [[.text("name")], [.text("what is special")]], rows: rows)])))
    host.emit(.note(NoteReport("objective NAME sets one up.")))
    return .done
  }
}

extension Session {
  /// Forgets the function, its parameters and the walk, to make room for others.
  mutating func dropObjective() {
    setup.dropObjective()
    position = Position()
  }
}

extension GalleryEntry {
  /// Where it is least, in a sentence.
  var facts: NoteReport.Content? {
    if let first = minima.first {
      var facts: NoteReport.Content = "its least value is \(number: first.value, "minimum"), at "
      for (index, minimum) in minima.enumerated() {
        if index > 0 { facts.append(.words("; or ")) }
        for (place, number) in minimum.point.sorted(by: { $0.key.text < $1.key.text }).enumerated()
        {
          facts.append(.words("\(place == 0 ? "" : ", ")\(number.key) = "))
          facts.append(.numbers(name: "\(number.key)", [number.value]))
        }
      }
      return facts
    }
    guard let bound else { return nil }
    return bound == -.infinity
      ? "it has no least value: it falls without end"
      : "it comes as near to \(number: bound, "bound") as one likes"
  }
}
