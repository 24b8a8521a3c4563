// Products without a sign: 10y², 0.1 x², (x + 1)(x − 1).

extension Parser {
  /// Words that follow a formula in a command or a recipe, so that a number before one of them ends
  /// the formula and is no factor.
  static let closingWords: Set<String> = [
    "from", "until", "max", "at", "deep", "for", "to", "seed", "step", "steps", "every", "in", "of",
    "all", "when", "as", "vs", "log", "alone", "zoom", "changed", "force", "shuffled", "show",
    "within", "and", "or", "not",
  ]

  /// Whether what comes next is multiplied with what stands before it.
  ///
  /// A number may stand before a name, a root or a parenthesis, and parentheses may stand side by
  /// side. Two names never are a product. An exponent is no factor of what follows it at a
  /// distance.
  var beginsFactor: Bool {
    guard index > 0 else { return false }
    let before = token(-1)
    let touches = before.range.upper == current.range.lower
    switch (before.kind, current.kind) {
    case (.number, .name(let name)):
      guard !["and", "or", "within"].contains(name.text) else { return false }
      return touches || isFactor(name) && token(-2).kind != .symbol(.power)
    case (.number, .symbol(.leftParenthesis)), (.number, .symbol(.root)),
      (.number, .symbol(.cubeRoot)):
      return touches || token(-2).kind != .symbol(.power)
    case (.symbol(.rightParenthesis), .symbol(.leftParenthesis)):
      return true
    default: return false
    }
  }

  /// Whether a name behind a number and a blank is a factor, and neither the next assignment nor a
  /// word of the command.
  private func isFactor(_ name: Name) -> Bool {
    var ahead = self
    if ahead.quantity(before: .assign) != nil { return false }
    // `f < 1 mx 5` is a word of a command mistyped: no factor has a number behind it.
    if case .number = token(1).kind { return false }
    let isCall = token(1).kind == .symbol(.leftParenthesis)
    return !Parser.closingWords.contains(name.text) || isCall && name.isReserved
  }
}
