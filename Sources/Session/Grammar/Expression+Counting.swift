import Formula

extension Expression {
  /// The number a formula without names comes to, as a count from 1.
  func count(hint: String? = nil) throws(Diagnostic) -> Int {
    guard case .scalar(let number)? = try? value(), let count = Int(counting: number), count >= 1
    else { throw .notACount(at: range, hint: hint) }
    return count
  }

  /// The number a formula without names comes to, as a seed: a whole number from 0.
  func seed() throws(Diagnostic) -> UInt64 {
    guard case .scalar(let number)? = try? value(), let seed = UInt64(seed: number)
    else { throw .notASeed(at: range) }
    return seed
  }
}

extension SourceSlice {
  /// What follows a beginning of the text, without the white space between.
  func rest(after beginning: Substring) -> SourceSlice {
    from(range.lower + beginning.utf8.count).trimmed
  }
}
