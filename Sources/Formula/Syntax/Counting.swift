extension Int {
  /// So many of something, in words: `1 lesson`, `2 lessons`.
  ///
  /// - Parameters:
  ///   - one: what one of them is called.
  ///   - several: what several are called, by default with an s.
  /// - Returns: the number and the word that fits it.
  package func counted(_ one: String, _ several: String? = nil) -> String {
    "\(self) \(self == 1 ? one : several ?? one + "s")"
  }
}
