import Formula

extension Expression {
  /// The largest count: so many steps take days, and sums of counts stay far from overflow.
  static let largestCount = 1_000_000_000_000

  /// The number a formula without names comes to, as a count from 1.
  func count(hint: String? = nil) throws(Diagnostic) -> Int {
    guard case .scalar(let number)? = try? value(), let count = Int(exactly: number),
      (1...Expression.largestCount).contains(count)
    else { throw .notACount(at: range, hint: hint) }
    return count
  }

  /// The number a formula without names comes to, as a seed: a whole number from 0.
  func seed() throws(Diagnostic) -> UInt64 {
    guard case .scalar(let number)? = try? value(), let seed = UInt64(exactly: number),
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

extension SourceSlice {
  /// What follows a beginning of the text, without the white space between.
  func rest(after beginning: Substring) -> SourceSlice {
    from(range.lower + beginning.utf8.count).trimmed
  }
}
