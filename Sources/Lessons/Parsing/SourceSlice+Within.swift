import Formula

extension SourceSlice {
  /// What stands before the last word `within`, and after it: `E[g²].x within 1%`.
  func splitAtWithin() -> (before: SourceSlice, within: SourceSlice?) {
    let (bytes, word) = (Array(text.utf8), Array("within".utf8))
    for start in stride(from: bytes.count - word.count, through: 0, by: -1)
    where bytes[start...].starts(with: word) {
      let end = start + word.count
      guard start == 0 || bytes[start - 1].isBlank, end == bytes.count || bytes[end].isBlank else {
        continue
      }
      return (upTo(range.lower + start).trimmed, from(range.lower + end).trimmed)
    }
    return (self, nil)
  }
}
