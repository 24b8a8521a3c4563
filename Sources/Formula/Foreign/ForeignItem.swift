/// A piece of a formula in whatever notation: a rougher kind of token, which can be written back.
enum ForeignItem: Hashable {
  case word(String)
  case number(String)
  /// Raised characters, which stand behind what they are the power of.
  case raised(String)
  case sign(String)
  case space
  case open(Character)
  case close(Character)
  /// A command of LaTeX, without its backslash.
  case command(String)

  var text: String {
    switch self {
    case .word(let text), .number(let text), .raised(let text), .sign(let text): text
    case .space: " "
    case .open(let bracket), .close(let bracket): String(bracket)
    case .command(let name): "\\" + name
    }
  }
}

extension ForeignItem {
  /// Signs of several characters, the longest first.
  private static let signs = [
    "===", "!==", "%/%", "**", ".^", ".*", "./", "&&", "||", "==", "<=", ">=", "!=", "~=", "<>",
    "->", "=>", ":=", "<-", "//", "%%",
  ]

  static func scan(_ text: String) -> [ForeignItem] {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if let phrase = ForeignNotation.phrases[scalar] {
        scalars += phrase.unicodeScalars
      } else {
        scalars.append(scalar.narrow)
      }
    }
    var items: [ForeignItem] = []
    var rest = scalars[...]
    while let first = rest.first {
      if first.properties.isWhitespace {
        rest = rest.drop { $0.properties.isWhitespace }
        items.append(.space)
      } else {
        items.append(item(first, &rest))
      }
    }
    return items
  }

  private static func item(_ first: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>)
    -> ForeignItem
  {
    func take(_ count: Int) -> String {
      defer { rest = rest.dropFirst(count) }
      return String(String.UnicodeScalarView(rest.prefix(count)))
    }
    if first.asciiDigit != nil || first == "." && rest.dropFirst().first?.asciiDigit != nil {
      return .number(take(numberLength(rest)))
    }
    if ForeignNotation.fractions[first] != nil { return .number(take(1)) }
    if ["Σ", "Π"].contains(first) { return .sign(take(1) == "Σ" ? "∑" : "∏") }
    if Name.starts(first) { return .word(take(rest.prefix { Name.continues($0) }.count)) }
    let raised = rest.prefix {
      Superscript.digit($0) != nil || ForeignNotation.raised[$0] != nil
    }
    if !raised.isEmpty { return .raised(take(raised.count)) }
    if first == "\\" {
      rest = rest.dropFirst()
      let letters = rest.prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }.count
      return .command(take(max(letters, 1)))
    }
    for sign in signs where rest.starts(with: sign.unicodeScalars) {
      return .sign(take(sign.unicodeScalars.count))
    }
    switch first {
    case "(", "[", "{", "⌊", "⌈": return .open(Character(take(1)))
    case ")", "]", "}", "⌋", "⌉": return .close(Character(take(1)))
    default: return .sign(take(1))
    }
  }

  /// Digits, a point that belongs to no sign such as `.^`, digits, an exponent; or 0x10.
  private static func numberLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
    let all = Array(scalars.prefix(400))
    func isDigit(_ index: Int) -> Bool { index < all.count && all[index].asciiDigit != nil }
    func scalar(_ index: Int) -> Unicode.Scalar? { index < all.count ? all[index] : nil }
    if all[0] == "0", scalar(1) == "x" || scalar(1) == "X" {
      let digits = all.dropFirst(2).prefix { $0.properties.isASCIIHexDigit }.count
      if digits > 0 { return 2 + digits }
    }
    var length = 0
    while isDigit(length) { length += 1 }
    if scalar(length) == ".",
      scalar(length + 1).map({ !"^*/'".unicodeScalars.contains($0) }) ?? true,
      scalar(length + 1).map({ !Name.starts($0) || $0 == "e" || $0 == "E" }) ?? true
    {
      length += 1
      while isDigit(length) { length += 1 }
    }
    if scalar(length) == "e" || scalar(length) == "E" {
      let sign = scalar(length + 1) == "-" || scalar(length + 1) == "+" ? 1 : 0
      if isDigit(length + 1 + sign) {
        length += 1 + sign
        while isDigit(length) { length += 1 }
      }
    }
    return length
  }
}
