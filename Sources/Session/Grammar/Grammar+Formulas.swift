package import Formula

// Formulas, and the numbers they come to.

extension Grammar where Value == Expression {
  /// A formula.
  package static func formula(_ place: String, example: String = "x + 1") -> Grammar {
    Grammar(.place(place, example: example)) { reader throws(Diagnostic) in
      let isFirst = reader.isAtBeginning
      guard !reader.isAtEnd || !isFirst else {
        reader.expect(.formula)
        throw .expectedFormula(at: reader.place, hint: reader.example)
      }
      return try reader.formula()
    }
  }

  /// A quantity, or one parameter's part of it.
  package static var quantity: Grammar {
    Grammar(.place("QUANTITY[.PARAMETER]", example: "x")) { reader throws(Diagnostic) in
      reader.expect(.quantity)
      guard !reader.isAtEnd else {
        throw .expectedQuantity(reader.session.names.map(\.text), at: reader.place)
      }
      return try reader.formula(as: .quantity)
    }
  }
}

extension Grammar where Value == Int {
  /// A whole number from 1.
  package static func count(_ place: String = "n", example: String = "10") -> Grammar {
    Grammar(.place(place, example: example), begins: { $0.isAtArgument && !$0.isAtAssignment }) {
      reader throws(Diagnostic) in
      guard !reader.isAtEnd else { throw .notACount(at: reader.place, hint: reader.example) }
      let hint = reader.example
      return try reader.formula().count(hint: hint)
    }
  }

  /// A whole number from 1, of steps: `10`, and `10 steps` as it is said.
  package static func stepCount(example: String = "10") -> Grammar {
    let count = Grammar.count(example: example).endingAlso(at: "step")
    return Grammar(count.shape, begins: count.begins) { reader throws(Diagnostic) in
      let number = try count.read(&reader)
      if reader.isAt("steps") || reader.isAt("step") { _ = reader.freeWord() }
      return number
    }
  }
}

extension Grammar where Value == UInt64 {
  /// A whole number from 0 that random numbers depend on.
  package static var seed: Grammar {
    Grammar(.place("n", example: "7")) { reader throws(Diagnostic) in
      try reader.formula().seed()
    }
  }
}

extension Grammar where Value == Double {
  /// A number above 0, given by a formula without names.
  package static func positive(_ place: String, example: String) -> Grammar {
    Grammar(.place(place, example: example)) { reader throws(Diagnostic) in
      let hint = reader.example
      let formula = try reader.formula()
      guard case .scalar(let number)? = try? formula.value(), number > 0, number.isFinite else {
        throw .notANumber(at: formula.range, hint: hint)
      }
      return number
    }
  }
}

extension Grammar where Value == Tolerance {
  /// `1%` or `0.01`.
  package static var tolerance: Grammar {
    Grammar(.place("TOLERANCE", example: "1%")) { reader throws(Diagnostic) in
      var parser = try reader.rest.parser()
      let tolerance = try parser.tolerance()
      reader.advance(to: parser.isAtEnd ? reader.rest.range.upper : parser.place.lower)
      return tolerance
    }
  }
}

// MARK: - With its text

/// A formula, and the text that it was read from.
package struct WrittenFormula: Sendable {
  package var formula: Expression
  package var text: Substring
}

extension Grammar where Value == WrittenFormula {
  /// A formula that may stand behind a head, as in `f(x) = x^2`.
  ///
  /// Whether its functions are there is seen when it is used.
  package static func writtenFormula(_ place: String, example: String) -> Grammar {
    Grammar(.place(place, example: example)) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        reader.expect(.formula)
        throw .expectedFormula(at: reader.place, hint: reader.example)
      }
      _ = try reader.functionHead()
      let source = reader.rest.source
      let formula = try reader.formula(checksCalls: false)
      return WrittenFormula(formula: formula, text: source.slice(formula.range))
    }
  }
}

// MARK: - Definitions

/// What `let` makes.
package enum Definition: Sendable {
  case formula(Assignment)
  case function(FormulaFunction, at: SourceRange)
}

extension Grammar where Value == Definition {
  /// `u = y - x^2` or `huber(r, d = 1) = …`.
  package static var definition: Grammar {
    let formula = Grammar<Assignment>.assignment(
      "NAME", "FORMULA", example: "ratio = 1/3", hint: "let u = y - x^2")
    let function = ArgumentShape.place("NAME(ARGUMENT, …) = FORMULA", example: "half(a) = a/2")
    return Grammar(.choice([formula.shape, function])) { reader throws(Diagnostic) in
      guard let (head, range) = try reader.functionHead() else {
        return .formula(try formula.read(&reader))
      }
      var function = head
      let source = reader.rest.source
      function.formula = try reader.formula(checksCalls: false)
      try reader.session.checkCalls(of: function, text: source.slice(function.formula.range))
      return .function(function, at: range)
    }
  }
}

// MARK: - Assignments

/// A name, a sign of assignment and a formula.
package struct Assignment: Sendable {
  package var name: Name
  /// The parameter whose part of it is meant, as in `E[g²].x = 1`; nil for the whole.
  package var parameter: Name?
  package var nameRange: SourceRange
  package var formula: Expression
  /// The seed of a starting value with random numbers: `normal(2, 3) seed 1`.
  package var seed: UInt64?
}

extension Grammar where Value == Assignment {
  /// `x = 4`.
  ///
  /// - Parameters:
  ///   - name: what stands before the sign, for help.
  ///   - value: what stands behind it, for help.
  ///   - sample: one that fits.
  ///   - hint: the example that an error shows.
  ///   - names: the names that fit, for completion.
  /// - Returns: the grammar of one assignment.
  package static func assignment(
    _ name: String, _ value: String, example sample: String, hint: String? = nil,
    names: @escaping @Sendable (Session) -> [String] = { _ in [] }
  ) -> Grammar {
    Grammar(.place("\(name) = \(value)", example: sample)) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.assigned(names(reader.session))) }
      let example = hint ?? sample
      guard let name = reader.assignedName() else {
        throw .expectedAssignment(example, at: reader.wordPlace)
      }
      return Assignment(
        name: name.value, nameRange: name.range, formula: try reader.formula(isElement: true))
    }
  }

  /// `lr = 0.05`, `lr 0.05` or `E[g²].x = 1`: of what a session can set.
  package static var setting: Grammar {
    Grammar(.place("NAME = NUMBER", example: "lr = 0.05")) { reader throws(Diagnostic) in
      let settable = reader.session.settable
      if reader.isAtEnd { reader.expect(.assigned(settable.map(\.text))) }
      if let (part, range) = reader.assignedPart() {
        return Assignment(
          name: part.name, parameter: part.parameter, nameRange: range,
          formula: try reader.formula(isElement: true))
      }
      guard let (name, hasSign) = reader.assignedName(orAmong: settable) else {
        throw .expectedAssignment("set lr = 0.05", at: reader.wordPlace)
      }
      try reader.refuseForeignSchedule(for: name.value)
      return Assignment(
        name: name.value, nameRange: name.range,
        formula: hasSign ? try reader.formula(isElement: true) : try reader.shortFormula())
    }
  }

  /// The same, which a seed may follow.
  package var withSeed: Grammar {
    Grammar<(Assignment, UInt64?)>.sequence(self, .option("seed", .seed)).map { pair in
      var assignment = pair.0
      assignment.seed = pair.1
      return assignment
    }
  }
}

extension Grammar where Value == [Assignment] {
  /// What `set` takes.
  package static var settings: Grammar { assignments(.setting) { $0.isAtSetting } }

  /// `x = 4, y = 1`; the commas may be left out.
  package static func assignments(
    _ element: Grammar<Assignment>,
    goesOn: @escaping @Sendable (ArgumentReader) -> Bool = { $0.isAtAssignment }
  ) -> Grammar {
    Grammar(.list(element.shape), begins: element.begins) { reader throws(Diagnostic) in
      var result: [Assignment] = []
      repeat {
        let assignment = try element.read(&reader)
        let isTwice = result.contains {
          $0.name == assignment.name && $0.parameter == assignment.parameter
        }
        guard !isTwice else { throw .assignedTwice(assignment.name, at: assignment.nameRange) }
        result.append(assignment)
        if let (fraction, range) = reader.decimals(behind: assignment) {
          throw .decimalCommaInStart(assignment, fraction, at: range)
        }
      } while reader.comma() || goesOn(reader)
      return result
    }
  }
}
