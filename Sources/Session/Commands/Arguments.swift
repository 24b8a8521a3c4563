import Formula

extension SourceSlice {
  /// What follows a beginning of the text, without the white space between.
  func rest(after beginning: Substring) -> SourceSlice {
    from(range.lower + beginning.utf8.count).trimmed
  }

  /// The text as a count: a formula that comes to a whole number of at least 1.
  func count(_ standard: Int) throws(Diagnostic) -> Int {
    guard !isEmpty else { return standard }
    return try formula().count()
  }

  func nothing() throws(Diagnostic) {
    guard isEmpty else { throw .nothingExpected(at: range) }
  }
}

extension Expression {
  /// The number a formula without names comes to, as a count from 1.
  func count() throws(Diagnostic) -> Int {
    guard case .scalar(let number)? = try? value(), let count = Int(exactly: number), count >= 1
    else { throw .notACount(at: range) }
    return count
  }

  /// The number a formula without names comes to, as a seed: a whole number from 0.
  func seed() throws(Diagnostic) -> UInt64 {
    guard case .scalar(let number) = try value(), let seed = UInt64(exactly: number),
      number < 0x1p53
    else { throw .notASeed(at: range) }
    return seed
  }

  /// Where a name stands first, alone or with a parameter after a dot.
  func range(of name: Name) -> SourceRange? {
    var result: SourceRange?
    forEach { node in
      switch node.kind {
      case .name(name), .component(_, of: name): result = result ?? node.range
      default: break
      }
    }
    return result
  }
}

/// A name, a sign of assignment and a formula.
struct Assignment {
  var name: Name
  var nameRange: SourceRange
  var formula: Expression
  /// The seed of a starting value with random numbers: `normal(2, 3) seed 1`.
  var seed: UInt64?
}

extension Parser {
  /// Reads `x = 4, y = 1`; the commas may be left out.
  ///
  /// - Parameters:
  ///   - example: what to show where something else stands.
  ///   - allowsSeed: whether `seed n` may follow a formula.
  /// - Returns: the assignments in their order.
  /// - Throws: a ``Diagnostic`` for anything else.
  mutating func assignments(example: String, allowsSeed: Bool = false)
    throws(Diagnostic) -> [Assignment]
  {
    var result: [Assignment] = []
    repeat {
      guard let (name, range) = assignedName() else {
        throw .expectedAssignment(example, at: place)
      }
      guard !result.contains(where: { $0.name == name }) else {
        throw .assignedTwice(name, at: range)
      }
      var assignment = Assignment(name: name, nameRange: range, formula: try expression())
      if allowsSeed, word("seed") != nil { assignment.seed = try expression().seed() }
      result.append(assignment)
    } while comma() || !isAtEnd
    return result
  }
}
