package import Formula

/// Two formulas with dots between them: `1e-4..10`.
package struct NumberRange: Sendable {
  package var lower: Expression
  package var upper: Expression

  package var range: SourceRange { lower.range.union(upper.range) }
}

extension Grammar where Value == NumberRange {
  package static var range: Grammar {
    Grammar(.place("LOW..HIGH", example: "1e-4..10")) { reader throws(Diagnostic) in
      let dots = ArgumentShape.word("..")
      let start = reader.place
      let lower = try reader.stopping(at: dots) { reader throws(Diagnostic) in
        try reader.formula()
      }
      guard reader.sign("..") else { throw .expectedNumberRange(at: start, hint: reader.example) }
      return NumberRange(lower: lower, upper: try reader.formula())
    }
  }
}

extension NumberRange {
  /// The numbers between both ends.
  ///
  /// - Throws: a ``Diagnostic`` where an end is no number, or the second isn't above the first.
  package func closed() throws(Diagnostic) -> ClosedRange<Double> {
    guard case .scalar(let low) = try lower.value(), case .scalar(let high) = try upper.value(),
      low < high, (high - low).isFinite
    else { throw .emptyRange(at: range) }
    // fits: seen to be in order above
    return low...high
  }
}

/// What a parameter lies between: `x = -1..5`.
package struct NamedRange: Sendable {
  package var name: Located<Name>
  package var range: ClosedRange<Double>
}

extension Grammar where Value == [NamedRange] {
  /// `x = -1..5, y = -2..2`.
  package static var namedRanges: Grammar {
    Grammar(.place("x = FROM..TO, …", example: "x = -1..5, y = -2..2"), begins: \.isAtAssignment) {
      reader throws(Diagnostic) in
      var ranges: [NamedRange] = []
      repeat {
        if reader.isAtEnd { reader.expect(.assigned(reader.session.parameters.map(\.text))) }
        guard let name = reader.assignedName() else {
          throw .expectedAssignment("x = -1..5", at: reader.wordPlace)
        }
        let range = try Grammar<NumberRange>.range.read(&reader)
        ranges.append(
          NamedRange(name: Located(name.value, at: name.range), range: try range.closed()))
      } while reader.comma()
      return ranges
    }
  }
}

/// The box in which a function is searched.
package enum SearchBox: Sendable {
  /// All parameters lie between the same ends.
  case all(ClosedRange<Double>)
  case each([NamedRange])
}

extension Grammar where Value == SearchBox {
  /// `-5..5`, or `x = -5..5, y = 0..1`.
  package static var searchBox: Grammar {
    .either(
      Grammar<SearchBox>(Grammar<NumberRange>.range.shape) { reader throws(Diagnostic) in
        .all(try Grammar<NumberRange>.range.read(&reader).closed())
      }.when { !$0.isAtAssignment },
      Grammar<[NamedRange]>.namedRanges.map { .each($0) })
  }
}
