/// A word of the formula language, with its place in the text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number(Double)
    case name(Name)
    case superscript(Int)
    /// A punctuation mark or an operator, in its ASCII spelling.
    case symbol(Symbol)
    case end
  }

  var kind: Kind
  var range: SourceRange
}

/// Operators and punctuation; the raw value is the ASCII spelling.
enum Symbol: String, Hashable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case matrixTimes = "@"
  case power = "^"
  case root = "√"
  case cubeRoot = "∛"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case near = "~="
  case assign = "="
  case comma = ","
  case dot = "."
  case percent = "%"
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"

  var isClosing: Bool { self == .rightParenthesis || self == .rightBracket }

  /// The symbol that a text begins with, and how many scalars it takes.
  static func spelled(_ first: Unicode.Scalar, _ second: Unicode.Scalar?)
    -> (symbol: Symbol, length: Int)?
  {
    switch (first, second) {
    case ("*", "*"): (.power, 2)
    case ("<", "="): (.lessOrEqual, 2)
    case (">", "="): (.greaterOrEqual, 2)
    case ("=", "="): (.equal, 2)
    case ("!", "="): (.notEqual, 2)
    case ("~", "="): (.near, 2)
    default: spelled(first).map { ($0, 1) }
    }
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> Symbol? {
    switch ForeignNotation.signs[scalar] ?? scalar {
    case "≤": .lessOrEqual
    case "≥": .greaterOrEqual
    case "≠": .notEqual
    case "≈": .near
    case let sign: Symbol(rawValue: String(sign))
    }
  }
}
