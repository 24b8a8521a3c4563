package import Formula

extension Session {
  /// The number that an answer comes to: digits or any formula over the live quantities.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the text, such as a hint about a decimal comma.
  package func answer(_ line: SourceSlice) throws(Diagnostic) -> Double {
    let text = String(line.text)
    if let comma = text.decimalComma {
      throw .decimalComma(text, at: SourceRange(comma, comma + 1).shifted(by: line.range.lower))
    }
    return try number(try line.formula())
  }

  /// The gradient that a command feeds, as in `step g = 3, -1`; nil where it feeds none.
  package func fedGradient(inStep command: SourceSlice) -> [Double]? {
    let word = command.text.prefix { $0.isLetter }
    guard ["step", "line"].contains(CommandTable.command(word)?.name) else { return nil }
    return (try? fedGradient(command.rest(after: word))) ?? nil
  }
}

extension String {
  /// Where a comma stands between digits, as in `0,5`, with nothing else but one number around it.
  fileprivate var decimalComma: Int? {
    let bytes = Array(utf8)
    let allowed = Set("0123456789.,-+ ".utf8)
    guard bytes.allSatisfy(allowed.contains), bytes.count(where: { $0 == UInt8(ascii: ",") }) == 1
    else { return nil }
    return bytes.firstIndex(of: UInt8(ascii: ","))
  }
}
