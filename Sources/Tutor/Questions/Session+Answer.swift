package import Formula
import Optimizers
package import Session

extension Session {
  /// The number that an answer comes to: digits or any formula over the live quantities, with
  /// what was asked for and a sign of equality before it or without.
  ///
  /// - Parameters:
  ///   - line: the answer.
  ///   - question: what it answers.
  /// - Returns: the number, with how exactly it was typed.
  /// - Throws: a ``Diagnostic`` with a range in the text, such as a hint about a decimal comma.
  package func answer(_ line: SourceSlice, to question: NumberQuestion) throws(Diagnostic)
    -> TypedNumber
  {
    let line = try value(in: line, for: question)
    let text = String(line.text)
    if let choice = question.choice(text) { return TypedNumber(text, choice) }
    if let comma = text.decimalComma {
      throw .decimalComma(text, at: SourceRange(comma, comma + 1).shifted(by: line.range.lower))
    }
    let formula = try line.formula()
    // A case that was made up has numbers of its own.
    if !question.given.isEmpty, case .scalar(let value)? = try? formula.value(question.given) {
      return TypedNumber(text, value)
    }
    return TypedNumber(text, try number(formula))
  }

  /// What stands behind `E[g²].x =`, where that was asked for.
  private func value(in line: SourceSlice, for question: NumberQuestion) throws(Diagnostic)
    -> SourceSlice
  {
    let signs: Set<Character> = ["=", "≈"]
    guard let sign = line.text.firstIndex(where: signs.contains),
      !"<>!=~".contains(line.text[..<sign].last ?? " "),
      line.text[sign...].dropFirst().first != "="
    else { return line }
    let length = line.text[..<sign].utf8.count
    let named = line.upTo(line.range.lower + length).trimmed
    let rest = line.from(line.range.lower + length + line.text[sign].utf8.count).trimmed
    guard !rest.isEmpty else { return line }
    guard !named.isEmpty, let subject = question.subject else { return rest }
    let quantities = row?.machine.layout.quantities.map(\.name) ?? []
    guard (try? named.formula())?.resolvingSquares(quantities) == subject else {
      throw .otherSubject(subject, at: named.range)
    }
    return rest
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
