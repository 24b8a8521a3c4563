import Formula

/// Writes formulas in TeX's notation as text.
///
///     MathText(alphabet: .unicode).inline(#"E[g^2]_t = \beta E[g^2]_{t-1}"#)
///     // "E[g²]ₜ = β E[g²]ₜ₋₁"
///
/// What can't be written so is left as its source.
struct MathText {
  var alphabet: Notation.Alphabet

  /// A formula in a sentence.
  func inline(_ source: String) -> String {
    guard let nodes = MathParser.parse(source) else { return "$\(source.onOneLine)$" }
    return text(nodes)
  }

  /// A formula that stands alone, line by line.
  func lines(_ source: String) -> [String] {
    guard let nodes = MathParser.parse(source) else {
      return source.split(separator: "\n").map { String($0) }
    }
    let content = nodes.filter { $0 != .blank }
    if content.count == 1, case .rows(let rows, .lines) = content[0] {
      return rows.map { text($0.flatMap(\.self)) }
    }
    return [text(nodes)]
  }

  // MARK: Pieces

  /// A piece of a line, and how it stands among its neighbours.
  private struct Piece {
    var text: String
    var role: MathSymbol.Role
    /// A sign with nothing before it, as in −x.
    var isUnary = false
    var isFraction = false
    /// Whether it is a letter or a number, perhaps with scripts, that can carry a mark.
    var isLetter = false
    /// Whether a blank stands before it in the source.
    var hasBlank = false

    /// Whether a plus behind it adds to it, and is no sign of what follows.
    var canBeAdded: Bool { !isUnary && (role == .ordinary || role == .closing) }
  }

  private func text(_ nodes: [MathNode], isScript: Bool = false) -> String {
    joined(pieces(nodes, isScript: isScript), isScript: isScript)
  }

  private func pieces(_ nodes: [MathNode], isScript: Bool) -> [Piece] {
    var pieces: [Piece] = []
    var hasBlank = false
    for node in nodes {
      guard node != .blank, node != .space else {
        hasBlank = true
        continue
      }
      var piece = piece(node, isScript: isScript)
      piece.hasBlank = hasBlank
      hasBlank = false
      if piece.role == .binary, pieces.last?.canBeAdded != true {
        (piece.role, piece.isUnary) = (.ordinary, true)
      }
      pieces.append(piece)
    }
    return pieces
  }

  private func piece(_ node: MathNode, isScript: Bool) -> Piece {
    switch node {
    case .symbol(let symbol):
      return Piece(text: sign(symbol), role: symbol.role, isLetter: symbol.role == .ordinary)
    case .words(let words):
      return Piece(text: words, role: .ordinary)
    case .blank, .space:
      return Piece(text: " ", role: .ordinary)
    case .group(let nodes):
      let inner = pieces(nodes, isScript: isScript)
      if inner.count == 1 { return inner[0] }
      return Piece(text: joined(inner, isScript: isScript), role: .ordinary)
    case .fraction(let numerator, let denominator):
      let text = "\(side(numerator))/\(side(denominator, isBelow: true))"
      return Piece(text: text, role: .ordinary, isFraction: true)
    case .root(let degree, let nodes):
      return Piece(text: root(degree, nodes), role: .ordinary)
    case .accent(let mark, let name, let nodes):
      return Piece(text: accented(nodes, mark, name), role: .ordinary, isLetter: true)
    case .scripts(let base, let lower, let upper):
      return scripts(base, lower, upper)
    case .rows(let rows, let kind):
      return Piece(text: self.rows(rows, kind), role: .ordinary)
    }
  }

  private func sign(_ symbol: MathSymbol) -> String {
    guard alphabet == .ascii else { return symbol.text }
    // Of a letter the name that was typed is the name, whatever formulas call it: η is no lr here.
    if let name = symbol.ascii, symbol.text.first?.isLetter == true { return name }
    let text = ScreenText.clean(symbol.text, .ascii)
    return text.contains("?") || text.isEmpty ? symbol.ascii ?? text : text
  }

  // MARK: Blanks

  private func joined(_ pieces: [Piece], isScript: Bool) -> String {
    var result = ""
    for (index, piece) in pieces.enumerated() {
      let before = index > 0 ? pieces[index - 1] : nil
      if let before { result += gap(before, piece, isScript: isScript) }
      let after = index + 1 < pieces.count ? pieces[index + 1] : nil
      // a/b c might be a/(b·c).
      let isAmbiguous =
        before.map { $0.canBeAdded || $0.role == .function } == true
        || after.map { [.ordinary, .opening, .function].contains($0.role) } == true
      result += piece.isFraction && isAmbiguous ? "(\(piece.text))" : piece.text
    }
    return result
  }

  private func gap(_ left: Piece, _ right: Piece, isScript: Bool) -> String {
    if alphabet == .ascii, left.text.endsInLetter, right.text.beginsWithLetter,
      left.text.count > 1 || right.text.count > 1
    {
      return " "
    }
    if isScript || left.isUnary { return "" }
    switch (left.role, right.role) {
    case (.binary, _), (.relation, _), (_, .binary), (_, .relation): return " "
    case (.opening, _), (_, .closing), (_, .punctuation): return ""
    case (.punctuation, _): return " "
    case (.function, .ordinary), (.function, .function): return " "
    case (.ordinary, .function), (.closing, .function): return " "
    default:
      let isApart = left.text.hasSuffix(" ") || right.text.hasPrefix(" ")
      return right.hasBlank && !isApart ? " " : ""
    }
  }

  // MARK: What stands above and below

  /// A side of a fraction, in parentheses where it is more than one thing.
  private func side(_ nodes: [MathNode], isBelow: Bool = false) -> String {
    let pieces = pieces(nodes, isScript: false)
    let text = joined(pieces, isScript: false)
    let isOne = pieces.count == 1 && !pieces[0].isFraction
    return isOne || !isBelow && !text.contains(" ") && !pieces.contains(where: \.isFraction)
      ? text : "(\(text))"
  }

  private func root(_ degree: [MathNode], _ nodes: [MathNode]) -> String {
    let pieces = pieces(nodes, isScript: false)
    let text = joined(pieces, isScript: false)
    let number = self.text(degree, isScript: true)
    if alphabet == .ascii {
      return number.isEmpty ? "sqrt(\(text))" : "(\(text))^(1/\(number))"
    }
    let sign: String
    switch number {
    case "", "2": sign = "√"
    case "3": sign = "∛"
    case "4": sign = "∜"
    default: sign = (MathScripts.raised(number) ?? number) + "√"
    }
    return pieces.count == 1 && !pieces[0].isFraction ? sign + text : "\(sign)(\(text))"
  }

  private func accented(_ nodes: [MathNode], _ mark: Unicode.Scalar, _ name: String) -> String {
    let pieces = pieces(nodes, isScript: false)
    guard pieces.count == 1, pieces[0].isLetter, let letter = pieces[0].text.first else {
      return "\(name)(\(joined(pieces, isScript: false)))"
    }
    let rest = pieces[0].text.dropFirst()
    return alphabet == .ascii
      ? rest.isEmpty || !rest.allSatisfy(\.isLetter)
        ? "\(letter)_\(name)\(rest)" : "\(pieces[0].text)_\(name)"
      : "\(letter)\(mark)\(rest)"
  }

  private func scripts(_ base: MathNode?, _ lower: [MathNode]?, _ upper: [MathNode]?) -> Piece {
    var piece = base.map { self.piece($0, isScript: false) } ?? Piece(text: "", role: .ordinary)
    if case .group(let nodes)? = base, !isOne(pieces(nodes, isScript: false)) {
      piece.text = "(\(piece.text))"
    } else if piece.isFraction {
      piece.text = "(\(piece.text))"
    }
    if let lower { piece.text += below(lower) }
    if let upper { piece.text += above(upper) }
    piece.isFraction = false
    if piece.role == .binary { piece.role = .ordinary }
    return piece
  }

  /// Whether pieces are one thing, such as what stands in parentheses.
  private func isOne(_ pieces: [Piece]) -> Bool {
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return true }
    return first.role == .opening && last.role == .closing
  }

  private func below(_ nodes: [MathNode]) -> String {
    let text = text(nodes, isScript: true)
    if alphabet == .unicode, let lowered = MathScripts.lowered(text) { return lowered }
    return text.isOneWord ? "_\(text)" : "_{\(text)}"
  }

  private func above(_ nodes: [MathNode]) -> String {
    let text = text(nodes, isScript: true)
    if text == "′" || text == "'" || text == "*" { return text }
    if alphabet == .unicode, let raised = MathScripts.raised(text) { return raised }
    return text.isOneWord ? "^\(text)" : "^(\(self.text(nodes)))"
  }

  private func rows(_ rows: [[[MathNode]]], _ kind: MathRows) -> String {
    let lines = rows.map { cells in
      switch kind {
      case .lines: return text(cells.flatMap(\.self))
      case .cases, .matrix:
        return cells.reduce("") { line, cell in
          let text = text(cell)
          let isWords =
            if case .words? = cell.first(where: { $0 != .blank }) { true } else { false }
          return line.isEmpty ? text : line + (isWords ? " " : ", ") + text
        }
      }
    }
    .joined(separator: "; ")
    switch kind {
    case .lines: return lines
    case .cases: return "{\(lines)}"
    case .matrix: return "[\(lines)]"
    }
  }
}

extension String {
  fileprivate var onOneLine: String { split(separator: "\n").joined(separator: " ") }

  fileprivate var isOneWord: Bool { allSatisfy { $0.isLetter || $0.isNumber } }

  fileprivate var endsInLetter: Bool { last?.isLetter == true }

  fileprivate var beginsWithLetter: Bool { first?.isLetter == true }
}
