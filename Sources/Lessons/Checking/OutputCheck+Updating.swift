import Formula

extension OutputCheck {
  /// Writes the outputs that differ anew into the lesson's file, and touches nothing else in it.
  ///
  /// - Returns: how many were written.
  /// - Throws: a diagnostic where the file can't be written, or an output can't stand in its
  ///   block; the file is then as it was.
  func update(_ path: String) throws(Diagnostic) -> Int {
    var bytes = try LessonFile.bytes(of: path)
    // A byte-order mark is no part of the text that ranges speak of.
    let shift = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    for difference in differences.reversed() {
      let output = difference.output
      let range = output.contentRange.shifted(by: shift)
      guard range.upper <= bytes.count else { throw LessonMessages.changedMeanwhile(path) }
      let isCarriageReturn = bytes[..<range.lower].suffix(2).first == UInt8(ascii: "\r")
      let ending = isCarriageReturn ? "\r\n" : "\n"
      var text = ""
      for line in difference.printed {
        guard !line.trimmingBlanks().hasPrefix(output.fence) else {
          throw LessonMessages.outputClosesBlock(at: output.contentRange)
        }
        text += (output.margin + line).trimmingBlanks(atStart: false) + ending
      }
      // fits: a source range is in order
      bytes.replaceSubrange(range.lower..<range.upper, with: text.utf8)
    }
    try FileWriting.replace(path, with: bytes)
    return differences.count
  }
}
