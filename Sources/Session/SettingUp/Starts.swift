import Formula

/// Where walks begin, as it was typed: `x = 4, y = 1`, or numbers alone.
enum Starts: Sendable {
  case named([Assignment])
  /// One parameter needs no name.
  case numbers([Expression], at: SourceRange)
}

extension Grammar where Value == Starts {
  static func starts(hint: String) -> Grammar {
    let named = Grammar<[Assignment]>.namedStarts(hint: hint)
    return Grammar(named.shape, begins: named.begins) { reader throws(Diagnostic) in
      guard reader.isAtNumber else { return .named(try named.read(&reader)) }
      let start = reader.place
      var numbers: [Expression] = []
      repeat { numbers.append(try reader.formula(isElement: true)) } while reader.comma()
      let range = numbers.dropFirst().reduce(numbers[0].range) { $0.union($1.range) }
      return .numbers(numbers, at: SourceRange(start.lower, range.upper))
    }
  }
}

extension Grammar where Value == Starts? {
  /// `from x = 4, y = 1`, or nothing; other words for from are understood.
  static func from(hint: String) -> Grammar {
    let starts = Grammar<Starts>.starts(hint: hint)
    return Grammar(.optional(.sequence([.word("from"), starts.shape])), begins: { _ in true }) {
      reader throws(Diagnostic) in
      if reader.word("from") { return try starts.read(&reader) }
      var ahead = reader
      let isOther = Habits.startWords.contains { ahead.isAt($0) && ahead.sign($0) }
      guard isOther || ahead.comma(), ahead.isAtAssignment || isOther && ahead.isAtNumber else {
        return nil
      }
      reader = ahead
      return try starts.read(&reader)
    }
  }
}

extension Grammar where Value == [Assignment] {
  /// `x = 4, y = 1`, each of which a seed may follow.
  static func namedStarts(hint: String) -> Grammar {
    .assignments(.assignment("x", "NUMBER", example: "x = 4, y = 1", hint: hint).withSeed)
  }
}

extension Starts {
  /// The starts by their parameters' names.
  ///
  /// - Throws: a ``Diagnostic`` where several parameters are given numbers alone.
  func named(for written: WrittenFormula, _ session: Session) throws(Diagnostic) -> [Assignment] {
    switch self {
    case .named(let starts): return starts
    case .numbers(let numbers, let range):
      let names = session.unknowns(in: written.formula)
      guard names.count == 1, numbers.count == 1 else {
        throw .startsWithoutNames(names, numbers, at: range)
      }
      return [Assignment(name: names[0], nameRange: range, formula: numbers[0])]
    }
  }
}

extension Diagnostic {
  fileprivate static func startsWithoutNames(
    _ names: [Name], _ numbers: [Expression], at range: SourceRange
  ) -> Diagnostic {
    let notation = Notation()
    let starts = names.enumerated().map { index, name in
      "\(name) = \(index < numbers.count ? notation.text(numbers[index]) : "1")"
    }
    return Diagnostic(
      "which parameter starts there?", at: range,
      hint: names.isEmpty ? "as in from x = 4" : "from \(starts.joined(separator: ", "))")
  }

  /// `x = 1,5`, which was meant as one number.
  static func decimalCommaInStart(
    _ assignment: Assignment, _ fraction: Substring, at range: SourceRange
  ) -> Diagnostic {
    let whole = Notation().text(assignment.formula)
    return Diagnostic(
      "a decimal point is a point here", at: range,
      hint: "write \(assignment.name) = \(whole).\(fraction)")
  }
}

extension Expression {
  /// Whether any part of it makes one number of a list.
  var reducesLists: Bool {
    var result = false
    forEach { node in
      guard case .call(let function, let arguments) = node.kind else { return }
      if function.reduces(arguments.count) { result = true }
    }
    return result
  }
}
