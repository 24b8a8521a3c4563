import Formula
import Optimizers

/// How a saved session writes things: in characters that every keyboard and editor has.
enum SavedText {
  /// A table of more numbers is read from its file again, which has them already.
  static let largestTable = 1 << 20

  static let notation = Notation(alphabet: .ascii)

  static func assignment(_ name: Name, _ parameter: Name? = nil, _ value: Double) -> String {
    let part = parameter.map { ".\(notation.text($0))" } ?? ""
    return "\(notation.text(name))\(part) = \(number(value))"
  }

  static func feed(_ command: String, _ gradient: [Double]) -> String {
    "\(command) g = \(gradient.map(number).joined(separator: ", "))"
  }

  static func schedule(_ name: Name, _ formula: Expression) -> String {
    "\(notation.text(name)) = \(notation.text(formula))"
  }

  static func use(_ recipe: Recipe, _ hypers: [Name: Double]) -> String {
    let settings = recipe.settings(hypers).map { name, setting in
      switch setting {
      case .number(let value): assignment(name, nil, value)
      case .formula(let formula): schedule(name, formula)
      }
    }
    return settings.isEmpty
      ? "use \(recipe.name)" : "use \(recipe.name) \(settings.joined(separator: ", "))"
  }

  /// A number, a list of numbers, or a list of such lists.
  static func list(_ numbers: ArraySlice<Double>, _ counts: ArraySlice<Int>) -> String {
    guard let count = counts.first else { return numbers.first.map(number) ?? "" }
    let size = numbers.count / count
    let parts = (0..<count).map { index in
      // fits: an index of a number
      let first = numbers.startIndex + index * size
      // fits: a size is 1 at least
      return list(numbers[first..<first + size], counts.dropFirst())
    }
    return "[\(parts.joined(separator: ", "))]"
  }

  /// A formula without names, since a parameter may be called `inf`, that comes to these bits.
  static func number(_ value: Double) -> String {
    guard !value.isFinite else { return NumberFormat.roundTrip.text(value) }
    guard value.isNaN else { return value < 0 ? "-1/0" : "1/0" }
    let standard = try? Parser.expression("0/0").value().numbers.first
    return standard?.sign == value.sign ? "0/0" : "-(0/0)"
  }

  /// A line for each definition that is another than before, those it needs first.
  ///
  /// In that order, no name stands for itself on the way from other definitions to these.
  static func definitions(
    _ definitions: Definitions, changedFrom old: Definitions = Definitions()
  ) -> [String] {
    definitions.inOrder.compactMap { name in
      if let function = definitions.function(name) {
        guard function != old.function(name) else { return nil }
        return "let \(function.form(notation)) = \(notation.text(function.formula))"
      }
      guard let formula = definitions[name], formula != old[name] else { return nil }
      return "let \(notation.text(name)) = \(notation.text(formula))"
    }
  }

  /// A recipe as it is typed: without those blank lines that would end it before its end.
  static func lines(_ recipe: Recipe) -> [String] {
    var result: [String] = []
    var hasFormula = false
    let lines = recipe.source.text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines {
      let isBlank = line.allSatisfy(\.isWhitespace)
      if isBlank, hasFormula || result.last?.allSatisfy(\.isWhitespace) ?? true { continue }
      hasFormula = hasFormula || Recipe.setsQuantity(SourceSlice(String(line)))
      result.append(String(line))
    }
    return result + [""]
  }
}
