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
  case power = "^"
  case root = "√"
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

  /// Every way to write each symbol; longer spellings stand before their own beginnings.
  static let spellings: [(text: [Unicode.Scalar], symbol: Symbol)] = [
    ("**", .power), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("==", .equal),
    ("!=", .notEqual), ("~=", .near), ("+", .plus), ("-", .minus), ("−", .minus),
    ("–", .minus), ("*", .times), ("·", .times), ("⋅", .times), ("×", .times), ("∗", .times),
    ("/", .divide), ("÷", .divide), ("∕", .divide), ("^", .power), ("√", .root), ("<", .less),
    ("≤", .lessOrEqual), (">", .greater), ("≥", .greaterOrEqual), ("≠", .notEqual),
    ("≈", .near), ("=", .assign), (",", .comma), (".", .dot), ("%", .percent),
    ("(", .leftParenthesis), (")", .rightParenthesis), ("[", .leftBracket),
    ("]", .rightBracket),
  ].map { (Array($0.unicodeScalars), $1) }
}
