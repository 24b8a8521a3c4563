package import Formula

/// An objective of the gallery: the commands that set it up, and what is known of it.
///
///     objective rosenbrock
///       "A curved valley with a flat floor (Rosenbrock 1960)."
///       minimize (1 - x)^2 + 100(y - x^2)^2 from x = -1.5, y = 2
///       domain x = -2..2, y = -1..3
///       minimum 0 at x = 1, y = 1
package struct GalleryEntry: Hashable, Sendable {
  package var name: String
  /// One sentence on what is special about it, with its source.
  package var summary: String
  /// What one would type to set it up.
  package var commands: [String]
  /// The part of the plane that is usually shown.
  package var domain: [(name: Name, range: ClosedRange<Double>)] {
    ranges.map { ($0.name, $0.range) }
  }
  /// The points where it is least, none where it has no such point.
  package var minima: [Minimum]
  /// What f can't go below; −∞ where it can go anywhere, nil where nothing is said.
  package var bound: Double?
  private var ranges: [DomainRange]

  /// A point where f is least.
  package struct Minimum: Hashable, Sendable {
    package var value: Double
    package var point: [Name: Double]
  }

  private struct DomainRange: Hashable, Sendable {
    var name: Name
    var range: ClosedRange<Double>
  }

  /// Reads an entry.
  ///
  /// - Throws: a ``Diagnostic`` whose range points into the text.
  package init(parsing text: String) throws(Diagnostic) {
    (name, summary, commands, minima, ranges) = ("", "", [], [], [])
    for line in SourceSlice(text).lines { try read(line.withoutComment) }
  }

  private mutating func read(_ line: SourceSlice) throws(Diagnostic) {
    let (word, rest) = line.firstWord
    switch word.text {
    case "": break
    case "objective": name = String(rest.text)
    case "domain": ranges = try GalleryEntry.domain(rest)
    case "minimum": minima.append(try GalleryEntry.minimum(rest))
    case "infimum": bound = try rest.formula().number()
    case "unbounded": bound = -.infinity
    case _ where line.text.hasPrefix("\""): summary = line.text.filter { $0 != "\"" }
    default: commands.append(String(line.text))
    }
  }

  private static func minimum(_ text: SourceSlice) throws(Diagnostic) -> Minimum {
    var parser = try text.parser()
    let value = try parser.expression().number()
    guard parser.word("at") != nil else { throw parser.unexpected() }
    var point: [Name: Double] = [:]
    repeat {
      guard let (name, _) = parser.assignedName() else { throw parser.unexpected() }
      point[name] = try parser.expression().number()
    } while parser.comma()
    try parser.end()
    return Minimum(value: value, point: point)
  }

  private static func domain(_ text: SourceSlice) throws(Diagnostic) -> [DomainRange] {
    var result: [DomainRange] = []
    for part in text.text.split(separator: ",") {
      guard let sign = part.firstIndex(of: "="), let dots = part.firstRange(of: "..") else {
        throw Diagnostic("a domain is written as x = -1..1", at: text.range)
      }
      let name = Name(String(part[..<sign].filter { !$0.isWhitespace }))
      // fits: the dots stand behind the sign
      let lower = try Parser.expression(part[part.index(after: sign)..<dots.lowerBound]).number()
      let upper = try Parser.expression(part[dots.upperBound...]).number()
      // fits: a file of our own, and a test reads it
      result.append(DomainRange(name: name, range: lower...upper))
    }
    return result
  }
}

extension Expression {
  /// The number that a formula without names comes to.
  fileprivate func number() throws(Diagnostic) -> Double {
    guard case .scalar(let number) = try value() else { throw .notANumber(at: range) }
    return number
  }
}
