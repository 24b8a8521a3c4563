extension [Double] {
  /// Whether these are the same numbers to the bit.
  ///
  /// Two that are not a number are, and zeros of two signs are not. Arrays that share their memory
  /// are compared at once.
  package func hasSameBits(as other: [Double]) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBufferPointer { mine in
      other.withUnsafeBufferPointer { theirs in
        mine.baseAddress == theirs.baseAddress
          || mine.indices.allSatisfy { mine[$0].bitPattern == theirs[$0].bitPattern }
      }
    }
  }
}

extension Dictionary where Value == Double {
  /// Whether these are the same keys with the same numbers to the bit.
  package func hasSameBits(as other: Self) -> Bool {
    count == other.count
      && allSatisfy { key, value in other[key]?.bitPattern == value.bitPattern }
  }
}
