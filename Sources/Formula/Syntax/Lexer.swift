/// Text → tokens. `#` begins a comment that ends with the line.
///
///     try Lexer.tokens(in: "10y^2")   // 10, y, ^, 2
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var offset: Int

  /// - Parameter offset: where the text begins in the source that ranges point into.
  static func tokens(in text: some StringProtocol, offset: Int = 0) throws(Diagnostic) -> [Token] {
    var lexer = Lexer(scalars: Array(text.unicodeScalars), offset: offset)
    var tokens: [Token] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(scalars: [Unicode.Scalar], offset: Int) {
    self.scalars = scalars
    self.offset = offset
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for scalar in scalars[position..<position + count] { offset += UTF8.width(scalar) }
    position += count
  }

  private mutating func next() throws(Diagnostic) -> Token {
    while let scalar = peek(), scalar.properties.isWhitespace { advance() }
    let start = offset
    guard let scalar = peek(), scalar != "#" else {
      return Token(kind: .end, range: SourceRange(start, start))
    }
    let kind: Token.Kind
    if scalar.asciiDigit != nil || scalar == "." && peek(1)?.asciiDigit != nil {
      kind = try number()
    } else if Name.starts(scalar) {
      kind = .name(try name())
    } else if Superscript.digit(scalar) != nil {
      kind = try superscript()
    } else if let (text, symbol) = symbol() {
      advance(text.count)
      kind = .symbol(symbol)
    } else {
      advance()
      throw .strangeCharacter(scalar, at: SourceRange(start, offset))
    }
    return Token(kind: kind, range: SourceRange(start, offset))
  }

  private func symbol() -> (text: [Unicode.Scalar], symbol: Symbol)? {
    Symbol.spellings.first { scalars[position...].starts(with: $0.text) }
  }

  /// Digits, a point, digits, an exponent. An `e` that no digit follows is not an exponent, so
  /// that `2exp(x)` is a product.
  private mutating func number() throws(Diagnostic) -> Token.Kind {
    let (first, start) = (position, offset)
    while peek()?.asciiDigit != nil { advance() }
    if peek() == "." {
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

  /// Letters and digits, and for names such as `E[g²]` a bracket that touches them.
  private mutating func name() throws(Diagnostic) -> Name {
    let (first, start) = (position, offset)
    while let scalar = peek(), Name.continues(scalar) { advance() }
    if peek() == "[" {
      while let scalar = peek(), scalar != "]" {
        let isPart = Name.continues(scalar) || Superscript.digit(scalar) != nil
        guard isPart || scalar == "[" || scalar == "^" || scalar == " " else {
          throw .strangeInBrackets(scalar, at: SourceRange(offset, offset + UTF8.width(scalar)))
        }
        advance()
      }
      guard peek() == "]" else {
        throw .bracketNotClosed(at: SourceRange(start, offset))
      }
      advance()
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[first..<position])
    return Name(String(text))
  }

  private mutating func superscript() throws(Diagnostic) -> Token.Kind {
    let start = offset
    var value = 0
    while let scalar = peek(), let digit = Superscript.digit(scalar) {
      advance()
      guard value < 100_000 else {
        throw .numberTooLarge("the exponent", at: SourceRange(start, offset))
      }
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
