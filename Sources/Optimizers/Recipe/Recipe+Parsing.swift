package import Formula

extension Recipe {
  /// Reads a recipe and checks that it can run.
  ///
  /// - Throws: a ``Diagnostic`` whose range points into `source`.
  package init(parsing source: SourceText) throws(Diagnostic) {
    var reader = RecipeReader(source: source)
    self = try reader.recipe()
    try check()
  }

  /// What is wrong with a recipe of which lines are still to come: with how they are written, a
  /// name that is set twice, or a parameter that is read by its name.
  ///
  /// - Parameters:
  ///   - source: the lines so far.
  ///   - parameters: names that a recipe can't read, since it treats all parameters alike.
  /// - Throws: a ``Diagnostic`` whose range points into `source`.
  package static func check(
    beginning source: SourceText, parameters: [Name]
  ) throws(Diagnostic) {
    var reader = RecipeReader(source: source)
    let recipe = try reader.recipe()
    try recipe.checkNames()
    let own = Set(recipe.lines.map(\.target) + recipe.hypers.map(\.name))
    for line in recipe.lines {
      for name in parameters where !own.contains(name) || line.target == name {
        if let range = line.formula.range(of: name) { throw .parameterInRecipe(name, at: range) }
      }
    }
  }

  /// Whether a text can be a line of a recipe below its name: it declares or sets something.
  package static func isLine(_ line: SourceSlice) -> Bool {
    let text = line.withoutComment.text
    if text.first == "\"" || text.keyword == .hyper || text.keyword == .state { return true }
    guard var parser = try? Parser(text) else { return text.contains("=") }
    return parser.assignedName() != nil
  }

  /// Whether the lines of a recipe are right as far as they go, and only some are missing.
  package static func isUnfinished(_ source: SourceText) -> Bool {
    var reader = RecipeReader(source: source)
    guard var recipe = try? reader.recipe() else { return false }
    return (try? recipe.checkLines()) != nil
  }

  /// Whether a line of a recipe sets a quantity: it is neither blank nor a text, and declares
  /// nothing.
  package static func setsQuantity(_ line: SourceSlice) -> Bool {
    let text = line.withoutComment.text
    return !text.isEmpty && text.first != "\"" && text.keyword == nil
  }
}

/// What begins a line that declares something.
private enum Keyword: String {
  case optimizer, population, hyper, state
}

/// Takes a recipe's text apart, line by line.
private struct RecipeReader {
  let source: SourceText
  private var name: (text: String, range: SourceRange)?
  private var summary: [String] = []
  private var hypers: [Recipe.Hyper] = []
  private var states: [Recipe.State] = []
  private var population: Recipe.Population?
  private var thetaStart: Expression?
  private var lines: [Recipe.Line] = []

  init(source: SourceText) { self.source = source }

  mutating func recipe() throws(Diagnostic) -> Recipe {
    for line in SourceSlice(source).lines { try read(line.withoutComment) }
    guard let name else { throw .noOptimizerLine(at: SourceRange(0, 0)) }
    return Recipe(
      name: name.text, summary: summary.joined(separator: " "), hypers: hypers, states: states,
      population: population, thetaStart: thetaStart, lines: lines, source: source,
      nameRange: name.range)
  }

  /// Takes in a line, given without its comment and the white space around it.
  private mutating func read(_ slice: SourceSlice) throws(Diagnostic) {
    let (text, range, offset) = (slice.text, slice.range, slice.range.lower)
    guard let first = text.first else { return }
    if first == "\"" {
      summary.append(try quoted(text, at: offset))
      return
    }
    let keyword = text.keyword
    if keyword == .optimizer, name != nil { throw .secondOptimizer(at: range) }
    if keyword != .optimizer, name == nil { throw .noOptimizerLine(at: range) }
    let word = keyword?.rawValue ?? ""
    let (rest, place) = (text.dropFirst(word.count), offset + word.utf8.count)
    switch keyword {
    case .optimizer: name = try named(rest, at: place)
    case .population: try readPopulation(rest, at: place, range)
    case .hyper: hypers.append(try hyper(rest, at: place))
    case .state:
      let state = try state(rest, at: place)
      guard state.name == .theta else {
        states.append(state)
        break
      }
      guard thetaStart == nil else { throw .nameTwice(state.name, at: state.range) }
      thetaStart = state.start
    case nil: lines.append(try line(rest, at: place))
    }
  }

  private func named(_ text: Substring, at offset: Int)
    throws(Diagnostic) -> (text: String, range: SourceRange)
  {
    let name = text.drop { $0.isWhitespace }
    let start = offset + text.utf8.count - name.utf8.count
    let range = SourceRange(start, start + name.utf8.count)
    guard name.first?.isLetter == true,
      name.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) })
    else { throw .optimizerName(at: range) }
    return (String(name), range)
  }

  private func quoted(_ text: Substring, at offset: Int) throws(Diagnostic) -> String {
    let inner = text.dropFirst()
    guard inner.last == "\"", !inner.dropLast().contains("\"") else {
      throw .quoteNotClosed(at: SourceRange(offset, offset + text.utf8.count))
    }
    return String(inner.dropLast())
  }

  /// Reads `NAME = NUMBER in INTERVAL as PURPOSE "meaning"`; the last three may be left out.
  private func hyper(_ text: Substring, at offset: Int) throws(Diagnostic) -> Recipe.Hyper {
    let head = text.prefix { $0 != "\"" }
    let tail = text[head.endIndex...]
    let meaning = tail.isEmpty ? "" : try quoted(tail, at: offset + head.utf8.count)
    var parser = try Parser(head, offset: offset)
    guard let (name, range) = parser.assignedName() else {
      throw .expectedAssignment("hyper lr = 0.01", at: parser.place)
    }
    let start = try parser.expression()
    let end = offset + head.utf8.count
    let clause = purposeClause(in: SourceRange(parser.place.lower, end))
    var interval = Interval.everything
    if let word = parser.word("in") {
      let rest = source.slice(SourceRange(word.upper, max(clause?.lower ?? end, word.upper)))
      guard let read = try Interval(rest, offset: word.upper) else {
        throw .expectedInterval(at: word)
      }
      interval = read
    } else if clause?.lower != parser.place.lower {
      try self.end(&parser, "hyper", text, at: offset)
    }
    let purpose = try clause.map { clause throws(Diagnostic) in try self.purpose(clause) }
    if let purpose, let other = hypers.first(where: { $0.purpose == purpose }) {
      throw .purposeTwice(purpose, other.name, at: clause ?? range)
    }
    guard case .scalar(let standard) = try start.value() else {
      throw .hyperValue(name, at: start.range)
    }
    guard interval.contains(standard) else {
      throw .standardOutside(name, interval, at: start.range)
    }
    return Recipe.Hyper(
      name: name, standard: standard, interval: interval, meaning: meaning, purpose: purpose,
      range: range)
  }

  /// Where `as PURPOSE` stands in what follows a hyper-parameter's value, nil where it doesn't.
  private func purposeClause(in range: SourceRange) -> SourceRange? {
    let text = source.slice(range)
    var start = text.startIndex
    while start < text.endIndex {
      let word = text[start...].prefix { !$0.isWhitespace }
      if word == "as" {
        let before = text[..<start].utf8.count
        let length =
          text[start...].utf8.count
          - text[start...].reversed().prefix { $0.isWhitespace }
          .count
        return SourceRange(range.lower + before, range.lower + before + length)
      }
      start = text[word.endIndex...].firstIndex { !$0.isWhitespace } ?? text.endIndex
    }
    return nil
  }

  /// Reads `as PURPOSE`.
  private func purpose(_ clause: SourceRange) throws(Diagnostic) -> Recipe.Purpose {
    let word = source.slice(clause).dropFirst("as".count).drop { $0.isWhitespace }
    guard !word.isEmpty else { throw .expectedPurpose(at: clause) }
    guard let purpose = Recipe.Purpose(rawValue: String(word)) else {
      throw .unknownPurpose(
        String(word), at: SourceRange(clause.upper - word.utf8.count, clause.upper))
    }
    return purpose
  }

  /// Sees that nothing follows, in particular no second declaration behind a comma.
  private func end(
    _ parser: inout Parser, _ word: String?, _ text: Substring, at offset: Int
  ) throws(Diagnostic) {
    let place = parser.place
    if let word, parser.comma(), parser.assignedName() != nil {
      let comma = text.utf8.index(text.startIndex, offsetBy: place.lower - offset)
      throw .oneDeclarationALine(
        word, text[..<comma], text[comma...].dropFirst(), at: place)
    }
    try parser.end()
  }

  /// Reads `n = 5 in [1, 1000] "how many"`, where the number can be chosen, or `parameters + 1`.
  private mutating func readPopulation(_ text: Substring, at offset: Int, _ range: SourceRange)
    throws(Diagnostic)
  {
    guard population == nil else { throw .secondPopulation(at: range) }
    if text.contains("=") {
      var hyper = try hyper(text, at: offset)
      hyper.isCount = true
      if hyper.interval == .everything { hyper.interval = Recipe.populationRange }
      guard hyper.accepts(hyper.standard) else { throw .populationCount(at: hyper.range) }
      population = Recipe.Population(hyper: hyper.name, count: .number(hyper.standard))
      hypers.append(hyper)
    } else {
      population = Recipe.Population(
        hyper: nil, count: try Parser.expression(text, offset: offset))
    }
  }

  private func state(_ text: Substring, at offset: Int) throws(Diagnostic) -> Recipe.State {
    let line = try line(text, at: offset, word: "state", example: "state G = 0")
    return Recipe.State(name: line.target, start: line.formula, range: line.range)
  }

  private func line(
    _ text: Substring, at offset: Int, word: String? = nil, example: String = "step = lr * g"
  ) throws(Diagnostic) -> Recipe.Line {
    var parser = try Parser(text, offset: offset)
    guard let (target, range) = parser.assignedName() else {
      throw .expectedAssignment(example, at: parser.place)
    }
    let formula = try parser.expression()
    try end(&parser, word, text, at: offset)
    return Recipe.Line(target: target, formula: formula, range: range)
  }
}

extension Substring {
  /// The word that says what a line declares, nil where it sets a quantity: in `state = g`, state
  /// is one.
  fileprivate var keyword: Keyword? {
    let word = prefix { $0.isLetter }
    let rest = dropFirst(word.count)
    let isQuantity = rest.drop { $0.isWhitespace }.first == "="
    guard rest.first?.isWhitespace == true, !isQuantity else { return nil }
    return Keyword(rawValue: String(word))
  }
}
