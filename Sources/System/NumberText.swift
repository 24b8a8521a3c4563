import CSystem

/// Numbers as C writes them.
package enum NumberText {
  /// A number with at most so many significant digits, as `%g` writes it.
  package static func significant(_ number: Double, digits: Int) -> String {
    let capacity = 64
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let text = buffer.baseAddress else { return "" }
      downhill_write_number(text, capacity, CInt(clamping: digits), number)
      return String(cString: text)
    }
  }
}
