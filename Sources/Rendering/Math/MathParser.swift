import Formula

/// Reads a formula in TeX's notation.
///
/// It gives up, with nil, at the first thing that a line of text can't show or that it doesn't
/// know: then the source is what there is to read.
struct MathParser {
  /// How many braces, fractions and scripts may stand inside one another.
  private static let deepest = 10

  private let characters: [Character]
  private var place = 0
  private var depth = 0

  /// The nodes of a formula; nil where it can't be read to its end.
  static func parse(_ source: String) -> [MathNode]? {
    var parser = MathParser(source)
    let rows = try? parser.rows()
    guard let rows, parser.place == parser.characters.count else { return nil }
    // Columns are for an environment to align.
    guard rows.allSatisfy({ $0.count == 1 }) else { return nil }
    return rows.count == 1 ? rows[0][0] : [.rows(rows, .lines)]
  }

  private init(_ source: String) { characters = Array(source) }

  private struct Failure: Error {}

  private var next: Character? { place < characters.count ? characters[place] : nil }

  // MARK: Rows

  /// Rows that end in `\\`, and their cells, which end in `&`; up to a brace or `\end`.
  private mutating func rows() throws(Failure) -> [[[MathNode]]] {
    var rows: [[[MathNode]]] = [[]]
    while true {
      rows[rows.count - 1].append(try nodes())
      if next == "&" {
        place += 1
      } else if takes("\\\\") {
        rows.append([])
      } else {
        break
      }
    }
    if rows.count > 1, let last = rows.last, last.allSatisfy({ $0.allSatisfy { $0 == .blank } }) {
      rows.removeLast()
    }
    return rows
  }

  private mutating func takes(_ text: String) -> Bool {
    guard characters[place...].starts(with: text) else { return false }
    place += text.count
    return true
  }

  private func isAt(_ text: String) -> Bool { characters[place...].starts(with: text) }

  // MARK: Nodes

  /// Nodes up to what ends a cell, a group or an environment.
  private mutating func nodes(upTo closing: Character? = nil) throws(Failure) -> [MathNode] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= MathParser.deepest else { throw Failure() }
    var nodes: [MathNode] = []
    while let character = next {
      if character == closing || character == "}" || character == "&" { break }
      if isAt("\\\\") || isAt("\\end") || isAt("\\right") && !isAt("\\rightarrow") { break }
      if character == "^" || character == "_" {
        try addScript(to: &nodes)
      } else if let node = try node() {
        nodes.append(node)
      }
    }
    return nodes
  }

  private mutating func node() throws(Failure) -> MathNode? {
    guard let character = next else { throw Failure() }
    if character.isWhitespace {
      while next?.isWhitespace == true { place += 1 }
      return .blank
    }
    if character == "\\" { return try command() }
    if character == "{" { return .group(try group()) }
    if character == "%" { throw Failure() }
    if character.isNumber, character.isASCII { return .symbol(number()) }
    place += 1
    return .symbol(MathSymbols.symbol(character))
  }

  /// The digits of a number, which are one thing.
  private mutating func number() -> MathSymbol {
    let start = place
    while let character = next, character.isASCII, character.isNumber || character == "." {
      place += 1
    }
    return MathSymbol(text: String(characters[start..<place]))
  }

  private mutating func group() throws(Failure) -> [MathNode] {
    guard next == "{" else { throw Failure() }
    place += 1
    let nodes = try nodes()
    guard next == "}" else { throw Failure() }
    place += 1
    return nodes
  }

  /// What a command or a script is of: a group, or the next thing.
  private mutating func argument() throws(Failure) -> [MathNode] {
    while next?.isWhitespace == true { place += 1 }
    if next == "{" { return try group() }
    if let digit = next, digit.isASCII, digit.isNumber {
      place += 1
      return [.symbol(MathSymbol(text: String(digit)))]
    }
    guard next != "^", next != "_", next != "}", next != "&", let node = try node() else {
      throw Failure()
    }
    return [node]
  }

  private mutating func addScript(to nodes: inout [MathNode]) throws(Failure) {
    let isUpper = next == "^"
    place += 1
    let script = try argument()
    while nodes.last == .blank { nodes.removeLast() }
    var base = nodes.popLast()
    var (lower, upper): ([MathNode]?, [MathNode]?)
    if case .scripts(let inner, let low, let up)? = base, isUpper ? up == nil : low == nil {
      (base, lower, upper) = (inner, low, up)
    }
    if isUpper { upper = script } else { lower = script }
    nodes.append(.scripts(base: base, lower: lower, upper: upper))
  }

  /// The text of a group, without any meaning to its characters.
  private mutating func words() throws(Failure) -> String {
    while next?.isWhitespace == true { place += 1 }
    guard next == "{" else { throw Failure() }
    let start = place + 1
    guard let end = characters[start...].firstIndex(of: "}"),
      // fits: the end was found behind the start
      !characters[start..<end].contains(where: { "{$".contains($0) })
    else { throw Failure() }
    place = end + 1
    // fits: the end was found behind the start
    return String(characters[start..<end]).replacing("\\", with: "")
  }

  // MARK: Commands

  /// The name behind a backslash: letters, or one other character.
  private mutating func name() throws(Failure) -> String {
    guard next == "\\" else { throw Failure() }
    place += 1
    let start = place
    while let character = next, character.isLetter, character.isASCII { place += 1 }
    if place == start {
      guard place < characters.count else { throw Failure() }
      place += 1
    }
    return String(characters[start..<place])
  }

  private mutating func command() throws(Failure) -> MathNode? {
    let name = try name()
    if name.first?.isLetter == true, next == "*" { place += 1 }
    if let symbol = MathSymbols.symbol(name) { return .symbol(symbol) }
    if MathSymbols.passedOver.contains(name) { return nil }
    if MathSymbols.spaces.contains(name) { return .space }
    if MathSymbols.words.contains(name) { return .words(try words()) }
    if MathSymbols.fonts.contains(name) { return .group(try argument()) }
    if let mark = MathSymbols.accents[name] {
      return .accent(mark, name: name.replacing("wide", with: ""), try argument())
    }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let numerator = try argument()
      return .fraction(numerator, try argument())
    case "sqrt":
      var degree: [MathNode] = []
      if next == "[" {
        place += 1
        degree = try nodes(upTo: "]")
        guard next == "]" else { throw Failure() }
        place += 1
      }
      return .root(degree: degree, try argument())
    case "mathbb", "mathds": return .group(letters(try argument(), MathSymbols.doubled))
    case "mathcal", "mathscr": return .group(letters(try argument(), MathSymbols.script))
    case "left": return try pair()
    case "begin": return try environment()
    case "tag": return .words(" (\(try words()))")
    case "label":
      _ = try words()
      return nil
    case "bmod": return .words(" mod ")
    default: throw Failure()
    }
  }

  private func letters(_ nodes: [MathNode], _ alphabet: [Character: Character]) -> [MathNode] {
    nodes.map { node in
      guard case .symbol(let symbol) = node, symbol.text.count == 1, let letter = symbol.text.first,
        let other = alphabet[letter]
      else { return node }
      return .symbol(MathSymbol(text: String(other), ascii: symbol.text))
    }
  }

  /// `\left( … \right)`, where a point is no parenthesis at all.
  private mutating func pair() throws(Failure) -> MathNode {
    let opening = try delimiter(.opening)
    let inner = try nodes()
    guard takes("\\right") else { throw Failure() }
    return .group(opening + inner + (try delimiter(.closing)))
  }

  private mutating func delimiter(_ role: MathSymbol.Role) throws(Failure) -> [MathNode] {
    guard let character = next else { throw Failure() }
    var symbol: MathSymbol
    if character == "\\" {
      guard let known = MathSymbols.symbol(try name()) else { throw Failure() }
      symbol = known
    } else {
      place += 1
      guard character != "." else { return [] }
      symbol = MathSymbols.symbol(character)
    }
    symbol.role = role
    return [.symbol(symbol)]
  }

  private mutating func environment() throws(Failure) -> MathNode {
    let name = try words().replacing("*", with: "")
    let kind: MathRows
    switch name {
    case "aligned", "align", "split", "gathered", "gather", "equation": kind = .lines
    case "cases": kind = .cases
    case "matrix", "pmatrix", "bmatrix", "vmatrix": kind = .matrix
    default: throw Failure()
    }
    depth += 1
    defer { depth -= 1 }
    let rows = try rows()
    guard takes("\\end"), try words().replacing("*", with: "") == name else { throw Failure() }
    return .rows(rows, kind)
  }
}
