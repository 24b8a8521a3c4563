package import Formula
package import Session

extension Session {
  /// Reads a claim that stands in a lesson.
  ///
  /// - Parameters:
  ///   - text: the claim, without the command's word.
  ///   - line: the line it stands in.
  /// - Returns: what tries to refute it, in this session.
  /// - Throws: a ``Diagnostic`` where it can't be read.
  package func writtenClaim(_ text: SourceSlice, in line: SourceSlice) throws(Diagnostic)
    -> @Sendable (Host) throws(Diagnostic) -> ClaimReport
  {
    var reader = ArgumentReader(text, in: line, of: CommandTable.claim, self)
    let claim = try Grammar<Claim>.claim.read(&reader)
    try reader.end()
    return { host throws(Diagnostic) in try judge(claim, host) }
  }
}
