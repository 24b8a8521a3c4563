/// Text → tokens.
///
/// White space parts tokens and means nothing else; `#` begins a comment that ends with its line.
///
///     try Lexer.tokens(in: "10y^2")   // 10, y, ^, 2
struct Lexer {
  private let scalars: [Unicode.Scalar]
  /// How many bytes each scalar takes in the text.
  private let widths: [Int]
  private var position = 0
  private var offset: Int
  /// Tokens of an exponent of raised letters that are yet to be handed on.
  private var waiting: [Token] = []

  /// All tokens of a text, the last of them its end.
  ///
  /// - Parameters:
  ///   - text: a formula, or what else is made of such tokens.
  ///   - offset: where the text begins in the source that ranges point into.
  /// - Returns: the tokens in order.
  /// - Throws: a ``Diagnostic`` for a character, a number or a name that can't be.
  static func tokens(in text: some StringProtocol, offset: Int = 0) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(text, offset: offset)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    // What is missing at the end is missed after the last token, not behind a comment.
    let end = tokens.last?.range.upper ?? offset
    return tokens + [Token(kind: .end, range: SourceRange(end, end))]
  }

  private init(_ text: some StringProtocol, offset: Int) {
    scalars = text.unicodeScalars.map(\.narrow)
    widths = text.unicodeScalars.map { UTF8.width($0) }
    self.offset = offset
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    // fits: a token ends behind its start
    for width in widths[position..<position + count] { offset += width }
    position += count
  }

  private mutating func next() throws(Diagnostic) -> Token? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    skipBlanks()
    guard let scalar = peek() else { return nil }
    let start = offset
    let kind: Token.Kind
    if scalar.asciiDigit != nil || scalar == "." && peek(1)?.asciiDigit != nil {
      kind = try number()
    } else if Name.starts(scalar) {
      kind = .name(try name())
    } else if let fraction = ForeignNotation.fractions[scalar] {
      advance()
      kind = .number(fraction)
    } else if Superscript.digit(scalar) != nil || ForeignNotation.raised[scalar] != nil {
      return try raised()
    } else if let (symbol, length) = Symbol.spelled(scalar, peek(1)) {
      advance(length)
      kind = .symbol(symbol)
    } else {
      advance()
      throw .strangeCharacter(scalar, at: SourceRange(start, offset))
    }
    return Token(kind: kind, range: SourceRange(start, offset))
  }

  /// Steps over white space and comments.
  private mutating func skipBlanks() {
    while let scalar = peek() {
      if SourceSlice.beginsComment(scalar, behind: position > 0 ? peek(-1) : nil) {
        while let next = peek(), next != "\n" { advance() }
      } else if scalar.properties.isWhitespace {
        advance()
      } else {
        return
      }
    }
  }

  /// Digits, a point, digits, an exponent.
  ///
  /// An `e` that no digit follows is not an exponent, so that `2exp(x)` is a product; a point that
  /// a name follows is not the number's, so that the quantity g² has its part `g^2.x`.
  private mutating func number() throws(Diagnostic) -> Token.Kind {
    let (first, start) = (position, offset)
    while peek()?.asciiDigit != nil { advance() }
    if peek() == ".", !pointBelongsToName {
      advance()
      while peek()?.asciiDigit != nil { advance() }
    }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "-" || peek(1) == "+" || peek(1) == "−" ? 1 : 0
      if peek(1 + sign)?.asciiDigit != nil {
        advance(1 + sign)
        while peek()?.asciiDigit != nil { advance() }
      }
    }
    var digits = ""
    for scalar in scalars[first..<position] {
      digits.unicodeScalars.append(scalar == "−" ? "-" : scalar)
    }
    // Swift reads neither `.5` nor `1.`; a zero on either side changes nothing.
    guard let value = Double("0" + digits.replacingPoint()), value.isFinite else {
      throw .numberTooLarge(digits, at: SourceRange(start, offset))
    }
    return .number(value)
  }

  private var pointBelongsToName: Bool {
    guard let next = peek(1), Name.starts(next) else { return false }
    guard next == "e" || next == "E" else { return true }
    let sign = peek(2) == "-" || peek(2) == "+" || peek(2) == "−" ? 1 : 0
    return peek(2 + sign)?.asciiDigit == nil
  }

  /// Letters and digits, and for names such as `E[g²]` a bracket that touches them.
  private mutating func name() throws(Diagnostic) -> Name {
    let (first, start) = (position, offset)
    while let scalar = peek(), Name.continues(scalar) { advance() }
    // A second one is a particle's number, as in E[g²][3].
    while peek() == "[" { try bracket() }
    guard position - first <= Name.lengthLimit else {
      throw .nameTooLong(at: SourceRange(start, offset))
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[first..<position])
    return Name(String(text))
  }

  /// The bracket of a name; one may stand in another, as in `E[E[g]]`.
  private mutating func bracket() throws(Diagnostic) {
    let start = offset
    var depth = 0
    repeat {
      guard let scalar = peek() else { throw .bracketNotClosed(at: SourceRange(start, start + 1)) }
      let isEmpty = scalar == "]" && scalars[position - 1] == "["
      switch scalar {
      case "[": depth += 1
      case "]" where !isEmpty: depth -= 1
      case "^", " ", ",": break
      case _ where Name.continues(scalar) || Superscript.digit(scalar) != nil: break
      default:
        throw .strangeInBrackets(scalar, at: SourceRange(offset, offset + widths[position]))
      }
      advance()
    } while depth > 0
  }

  /// An exponent in raised characters: a whole number, or a formula such as −x in e⁻ˣ.
  private mutating func raised() throws(Diagnostic) -> Token {
    let start = offset
    let isNegative = peek() == "⁻" && peek(1).flatMap(Superscript.digit) != nil
    let signs = isNegative ? 1 : 0
    let digits = scalars[(position + signs)...].prefix { Superscript.digit($0) != nil }
    let next = peek(signs + digits.count)
    guard next.map({ ForeignNotation.raised[$0] != nil }) != true else {
      return try raisedFormula()
    }
    advance(signs)
    guard case .superscript(let value) = try superscript() else { return try raisedFormula() }
    return Token(
      kind: .superscript(isNegative ? -value : value), range: SourceRange(start, offset))
  }

  /// The tokens of a formula in raised characters, as they would be behind ^ and in parentheses.
  private mutating func raisedFormula() throws(Diagnostic) -> Token {
    let start = offset
    var lowered = Lexer("", offset: start)
    var tokens: [Token] = []
    while let scalar = peek() {
      // fits: a digit is at most 9
      let digit = Superscript.digit(scalar).map { Unicode.Scalar(UInt8(48 + $0)) }
      guard let plain = digit ?? ForeignNotation.raised[scalar] else { break }
      let place = offset
      advance()
      lowered = Lexer(String(plain), offset: place)
      guard let token = try lowered.next() else { continue }
      tokens.append(Token(kind: token.kind, range: SourceRange(place, offset)))
    }
    let end = SourceRange(offset, offset)
    waiting =
      [Token(kind: .symbol(.leftParenthesis), range: SourceRange(start, start))] + tokens
      + [Token(kind: .symbol(.rightParenthesis), range: end)]
    return Token(kind: .symbol(.power), range: SourceRange(start, start))
  }

  private mutating func superscript() throws(Diagnostic) -> Token.Kind {
    let start = offset
    var value = 0
    while let scalar = peek(), let digit = Superscript.digit(scalar) {
      advance()
      guard value < 100_000 else { throw .exponentTooLarge(at: SourceRange(start, offset)) }
      value = value * 10 + digit
    }
    return .superscript(value)
  }
}

extension String {
  /// `1.` as `1.0` and `1.e5` as `1.0e5`, which `Double.init` wants.
  fileprivate func replacingPoint() -> String {
    guard let point = firstIndex(of: ".") else { return self }
    let after = index(after: point)
    guard after == endIndex || !self[after].isNumber else { return self }
    return self[...point] + "0" + self[after...]
  }
}

extension Unicode.Scalar {
  /// The scalar of ASCII that a full-width or a mathematical letter, digit or sign stands for.
  var narrow: Unicode.Scalar {
    switch value {
    // fits: these are as many as there are in ASCII
    case 0xFF01...0xFF5E: return Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x1D400...0x1D6A3:
      let place = UInt8((value - 0x1D400) % 52)
      return Unicode.Scalar(place < 26 ? 65 + place : 97 + place - 26)
    // fits: a digit is at most 9
    case 0x1D7CE...0x1D7FF: return Unicode.Scalar(UInt8(48 + (value - 0x1D7CE) % 10))
    case 0x210E: return "h"
    default: return self
    }
  }
}
