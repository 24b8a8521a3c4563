package import Formula

extension Lesson {
  /// The part that somebody means by its number, its id or some of its title; nil means the first.
  package func partIndex(_ wanted: String?) throws(Diagnostic) -> Int {
    guard let wanted else { return 0 }
    if let number = Int(wanted), parts.indices.contains(number - 1) { return number - 1 }
    if let index = partIndex(id: wanted) { return index }
    let slug = Slug.make(wanted)
    let found = parts.firstIndex { !slug.isEmpty && Slug.make($0.title).contains(slug) }
    guard let found else { throw LessonMessages.partUnknown(wanted, among: parts.map(\.id)) }
    return found
  }

  /// Where a preview goes on that was at a part of an older version of this lesson.
  ///
  /// That is the first part that was edited, unless the part at hand was edited too.
  package func place(behind place: Int, of old: Lesson) -> Int {
    let isEdited = parts.map { part in
      !old.parts.contains { $0.id == part.id && $0.contentHash == part.contentHash }
    }
    let id = old.parts.indices.contains(place) ? old.parts[place].id : nil
    let here = id.flatMap { partIndex(id: $0) }
    if let here, isEdited[here] { return here }
    return isEdited.firstIndex(of: true) ?? here ?? min(place, max(parts.count - 1, 0))
  }
}
