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
  package func gradientFed(by call: Call) -> [Double]? {
    let fed: FedGradient? =
      if case .feeding(let fed)? = call.arguments as? StepRequest {
        fed
      } else {
        call.arguments as? FedGradient
      }
    return fed.flatMap { try? gradient($0) }
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
