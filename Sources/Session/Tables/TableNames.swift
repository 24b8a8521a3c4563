import Formula
import Optimizers

/// What the columns of a table are called in formulas.
enum TableNames {
  /// A name for each header: one that formulas can have, and no two alike.
  ///
  /// - Parameter headers: the headers as they are written.
  /// - Returns: `Temp_C` for `Temp (°C)`, `x_2` for a second `x`, `f_` for `f`, which every
  ///   formula has already, and `x2` for what has no letter in the second column.
  static func names(for headers: [String]) -> [Name] {
    var taken: Set<Name> = []
    let plain = headers.map(plain)
    var names: [Int: Name] = [:]
    // A column without a name takes none that another has.
    for index in headers.indices.filter({ !plain[$0].isEmpty })
      + headers.indices.filter({ plain[$0].isEmpty })
    {
      var text = plain[index]
      if text.isEmpty { text = "x\(index + 1)" }
      if text.first?.isNumber == true { text = "x" + text }
      if !isUsable(text) { text += "_" }
      if !isUsable(text) { text = "x\(index + 1)" }
      var name = Name(text)
      var count = 1
      while taken.contains(name) || !isUsable(name.text) {
        count += 1
        name = Name("\(text)_\(count)")
      }
      taken.insert(name)
      names[index] = name
    }
    return headers.indices.compactMap { names[$0] }
  }

  /// Letters, digits and `_`, with one `_` for whatever else stands between them.
  private static func plain(_ header: String) -> String {
    var result = ""
    for character in header.prefix(longest) {
      let isPlain =
        character.isLetter || character == "_" || character.isNumber && character.isASCII
      if isPlain {
        result.append(character)
      } else if !result.isEmpty, result.last != "_" {
        result.append("_")
      }
    }
    // A sign at the end leaves nothing, but an underscore of the header's own stays.
    let isOwn = header.hasSuffix("_") || result.last != "_"
    return isOwn ? result : String(result.dropLast())
  }

  private static let longest = 60

  /// Words that end a formula in one command or another.
  private static let keywords: Set<String> = [
    "from", "until", "for", "to", "at", "as", "in", "seed", "max", "show", "log", "within",
  ]

  /// Whether a text is a name that a column can have.
  static func isUsable(_ text: String) -> Bool {
    guard !keywords.contains(text), let formula = try? Parser.expression(text),
      case .name(let name) = formula.kind
    else { return false }
    return name == Name(text) && Function(rawValue: name.text) == nil
      && !Recipe.reserved.contains(name) && Scope.constants[name] == nil
  }
}
