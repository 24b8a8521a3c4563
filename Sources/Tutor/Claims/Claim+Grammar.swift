import Formula
import Optimizers
import Session

extension Grammar where Value == Claim {
  /// `gd on x^2 + 4y^2 settles only if lr <= 1/8`, and the other sentences that can be refuted.
  static var claim: Grammar {
    Grammar(
      .choice([
        .place(
          "OPTIMIZER on FUNCTION settles only if CONDITION",
          example: "gd on x^2 + 4y^2 settles only if lr <= 1/8"),
        .place(
          "OPTIMIZER on FUNCTION always f decreases if CONDITION",
          example: "gd on x^2 + 4y^2 always f decreases if lr < 0.3"),
        .place(
          "OPTIMIZER reaches CONDITION before OPTIMIZER for all starts in LOW..HIGH",
          example: "adam on x^2 + 4y^2 reaches f < 0.1 before gd for all starts in -2..2"),
        .place(
          "half-life of NAME is FORMULA", example: "half-life of beta is 1/(1 - beta)"),
        .place(
          "FORMULA = FORMULA for NAME in LOW..HIGH",
          example: "beta^(1/(1 - beta)) = 1/2 for beta in 0.5..0.999"),
      ])
    ) { reader throws(Diagnostic) in
      let start = reader.rest
      guard !reader.isAtEnd else {
        for word in ["half-life", "settles", "always"] { reader.expect(.word(word)) }
        reader.expect(.names(reader.session.library.names))
        throw .expectedClaim(at: reader.place)
      }
      var claim = Claim(kind: .formula(.number(1), equals: nil), text: Located("", at: start.range))
      try reader.readClaim(&claim)
      try claim.checkThatNothingIsGivenTwice()
      try reader.readQuantifiers(&claim)
      let read = start.upTo(max(reader.rest.range.lower, start.range.lower)).trimmed
      claim.text = Located(String(read.text), at: read.range)
      return claim
    }
  }
}

extension Claim {
  /// A number that is given with the optimizer is none that the condition can speak of.
  fileprivate func checkThatNothingIsGivenTwice() throws(Diagnostic) {
    let (subject, condition): (Subject, Expression?) =
      switch kind {
      case .settles(let subject, _, let condition): (subject, condition)
      case .decreases(let subject, _, if: let condition): (subject, condition)
      case .reaches, .formula: (Subject(), nil)
      }
    guard let condition, let given = subject.optimizer?.given else { return }
    for reading in condition.readings where given.contains(reading.name) {
      throw .claimGivesWhatItAsks(reading.name, at: condition.range)
    }
  }
}

extension ArgumentReader {
  /// Which sentence it is, by the words that stand in it.
  fileprivate mutating func readClaim(_ claim: inout Claim) throws(Diagnostic) {
    let words = rest.text.split { $0.isWhitespace || $0 == ":" }
    if word("half-life") {
      _ = word("of")
      try readHalfLife(&claim)
    } else if words.contains("settles") {
      let subject = try subject(before: "settles")
      _ = word("settles")
      let direction = try direction()
      claim.kind = .settles(subject, direction, try formula(before: "for"))
    } else if words.contains("reaches") {
      let subject = try subject(before: "reaches")
      _ = word("reaches")
      let condition = try formula(before: "before")
      guard word("before") else { throw expectedWord("before") }
      let other = try ending(at: ["for"]) { reader throws(Diagnostic) in
        try Grammar<OptimizerChoice>.optimizerChoice.read(&reader)
      }
      claim.kind = .reaches(subject, condition, before: other)
    } else if words.contains("always") || words.contains("decreases") {
      try readDecrease(&claim)
    } else if isCompleting, let first = words.first, session.library[String(first)] != nil {
      // What is said of it is still to come.
      _ = try? subject(before: "settles")
      for word in ["settles", "always", "reaches"] { expect(.word(word)) }
    } else {
      let left = try formula(before: "for")
      claim.kind = .formula(left, equals: try equated())
    }
  }

  /// `of beta is 1/(1 - beta)`: the steps after which half is left of what decays by a factor.
  private mutating func readHalfLife(_ claim: inout Claim) throws(Diagnostic) {
    let decay = try formula(before: "is")
    guard word("is") || sign("=") else { throw expectedWord("is") }
    let half = Expression(
      .binary(
        .divide, .call(.log, .number(0.5)), .call(.log, decay)))
    claim.kind = .formula(half, equals: try formula(before: "for"))
    claim.halfLife = decay
  }

  /// `gd on x^2 always f decreases if lr < 1`, or `f always decreases`.
  private mutating func readDecrease(_ claim: inout Claim) throws(Diagnostic) {
    var subject = Claim.Subject()
    if !isAt("always"), !isAt("f") { subject = try self.subject(before: "always") }
    _ = sign(":")
    _ = word("always")
    let quantity = try ending(at: ["always", "decreases"]) { reader throws(Diagnostic) in
      try reader.formula()
    }
    _ = word("always")
    guard word("decreases") else { throw expectedWord("decreases") }
    let condition = word("if") ? try formula(before: "for") : nil
    claim.kind = .decreases(subject, quantity, if: condition)
  }

  private mutating func subject(before word: String) throws(Diagnostic) -> Claim.Subject {
    var subject = Claim.Subject()
    if !isAt(word), !isAt("on") {
      subject.optimizer = try ending(at: ["on", word]) { reader throws(Diagnostic) in
        try Grammar<OptimizerChoice>.optimizerChoice.read(&reader)
      }
    }
    if self.word("on") { subject.objective = try formula(before: word) }
    guard isAt(word) else { throw expectedWord(word) }
    return subject
  }

  private mutating func direction() throws(Diagnostic) -> Claim.Direction {
    if word("iff") { return .ifAndOnlyIf }
    if word("only") {
      guard word("if") else { throw expectedWord("if") }
      return .onlyIf
    }
    guard word("if") else { throw .expectedDirection(at: wordPlace) }
    guard word("and") else { return .if }
    guard word("only"), word("if") else { throw expectedWord("only") }
    return .ifAndOnlyIf
  }

  private mutating func formula(before word: String) throws(Diagnostic) -> Expression {
    try ending(at: [word]) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        reader.expect(.formula)
        throw .expectedClaim(at: reader.place)
      }
      return try reader.formula()
    }
  }

  /// What stands behind `=` or `is`, nil where neither comes.
  private mutating func equated() throws(Diagnostic) -> Expression? {
    guard rest.text.hasPrefix("="), !rest.text.hasPrefix("=="), sign("=") || word("is") else {
      return word("is") ? try formula(before: "for") : nil
    }
    return try formula(before: "for")
  }

  private mutating func ending<Result>(
    at words: [String], _ read: (inout ArgumentReader) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    guard let word = words.first else { return try read(&self) }
    return try stopping(at: .word(word)) { reader throws(Diagnostic) in
      try reader.ending(at: Array(words.dropFirst()), read)
    }
  }

  /// `for all starts in -2..2`, `for beta in 0.5..0.999, n in 1..10`.
  fileprivate mutating func readQuantifiers(_ claim: inout Claim) throws(Diagnostic) {
    guard word("for") else { return }
    _ = word("all")
    repeat {
      let name = freeWord(untilComma: true)
      guard let name, word("in") else { throw .expectedRangeOfNames(at: name?.range ?? place) }
      let range = try Grammar<NumberRange>.range.read(&self).closed()
      if ["start", "starts"].contains(String(name.text)) {
        claim.starts = range
      } else {
        claim.ranges[Name(String(name.text))] = range
      }
    } while comma()
  }
}
