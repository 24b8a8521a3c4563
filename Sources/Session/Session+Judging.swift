import Optimizers

extension Session {
  /// The session, where formulas mean what they mean in another: by its definitions and its data.
  ///
  /// What somebody else defines since then changes nothing in a formula that was written before.
  package func speaking(as other: Session) -> Session {
    var copy = self
    copy.setup.definitions = other.definitions
    copy.setup.data = other.data
    return copy
  }
}
