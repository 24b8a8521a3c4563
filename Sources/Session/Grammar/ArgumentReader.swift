package import Formula
import Optimizers

/// Reads what stands behind a command's word from left to right, and notes what it looked for.
package struct ArgumentReader {
  /// What names and counts are judged by; reading changes nothing in it.
  package let session: Session
  /// The line, for choosing the example that is nearest to it.
  private let line: SourceSlice
  private let command: Command
  /// Whether the line is only a beginning, of which nothing but what may follow is wanted.
  package let isCompleting: Bool
  private let start: Int
  /// What was not read yet, without white space before it.
  package private(set) var rest: SourceSlice
  /// What the arguments need besides the session.
  package var needs: Set<Command.Need> = []
  /// Words that end a formula where they stand behind it.
  private var stops: Set<String> = []
  /// The place behind a word that may have been meant to go on.
  private var behindFreeWord: Int?
  private var expected: [Expectation: Set<Int>] = [:]
  /// What is wrong with the text behind the formula that was read last, where nothing takes it.
  private var leftover: (place: Int, error: Diagnostic)?

  package init(
    _ arguments: SourceSlice, in line: SourceSlice, of command: Command, _ session: Session,
    isCompleting: Bool = false
  ) {
    self.session = session
    self.line = line
    self.command = command
    self.isCompleting = isCompleting
    rest = arguments.trimmed
    start = rest.range.lower
  }

  package var isAtEnd: Bool { rest.isEmpty }

  /// Whether something stands here that is no word that ends what was before.
  package var isAtArgument: Bool { !isAtEnd && !stops.contains { isAt($0) } }

  /// Whether nothing was read yet.
  package var isAtBeginning: Bool { rest.range.lower == start }

  /// All that was not read yet, for what should stand in its place.
  package var place: SourceRange { rest.range }

  /// The next name or sign, for what should stand in its place.
  package var wordPlace: SourceRange {
    let name = rest.text.prefix { $0.isLetter || $0.isNumber || "_[]".contains($0) }
    return first(name.isEmpty ? rest.text.prefix(1) : name).range
  }

  package mutating func advance(to offset: Int) { rest = rest.from(offset).trimmed }

  /// Nothing may be left.
  package func end() throws(Diagnostic) {
    guard !isAtEnd else { return }
    let word = rest.text.prefix { !$0.isWhitespace && $0 != "," }
    let wanted = expectations.flatMap { what -> [String] in
      switch what {
      case .word(let word): [word]
      case .assigned(let names): names
      default: []
      }
    }
    // Python's if is a word of its own, and no in mistyped.
    if word != "if", let nearest = Spelling.nearest(to: String(word), among: wanted) {
      throw .misspelled(Name(String(word)), for: nearest, at: first(word).range)
    }
    if let leftover, leftover.place == rest.range.lower { throw leftover.error }
    guard wanted.isEmpty else {
      throw .cannotStand(String(word), among: wanted.sorted(), at: rest.range)
    }
    throw .nothingExpected(at: rest.range, hint: behindFreeWord == rest.range.lower ? quoting : nil)
  }

  /// What to do with a name that blanks part.
  private var quoting: String { "a name with blanks stands in quotes, as in \"my file\"" }

  private func first(_ text: Substring) -> SourceSlice {
    rest.upTo(rest.range.lower + text.utf8.count)
  }
}

// MARK: - Words and signs

extension ArgumentReader {
  /// Whether a word stands here, with white space, a comma or nothing behind it.
  package func isAt(_ word: String) -> Bool {
    let text = rest.text
    guard text.hasPrefix(word) else { return false }
    return text.dropFirst(word.count).first.map { $0.isWhitespace || $0 == "," } ?? true
  }

  /// Steps over a word, if it comes next.
  package mutating func word(_ word: String) -> Bool {
    expect(.word(word))
    guard isAt(word) else { return false }
    advance(to: rest.range.lower + word.utf8.count)
    return true
  }

  /// Steps over a comma, if one comes next.
  package mutating func comma() -> Bool { sign(",") }

  /// Steps over a sign, if it comes next.
  package mutating func sign(_ sign: String) -> Bool {
    guard rest.text.hasPrefix(sign) else { return false }
    advance(to: rest.range.lower + sign.utf8.count)
    return true
  }

  /// The next word up to white space, or what stands in quotes; nil at the end or where a quote
  /// is not closed.
  package mutating func freeWord(untilComma: Bool = false) -> SourceSlice? {
    guard !isAtEnd else { return nil }
    if rest.text.first == "\"" {
      guard let (inside, behind) = rest.quoted else { return nil }
      rest = behind
      return inside
    }
    let text = rest.text.prefix { !$0.isWhitespace && !(untilComma && $0 == ",") }
    let word = first(text)
    advance(to: word.range.upper)
    behindFreeWord = rest.range.lower
    return word
  }

  /// The next word up to white space, a comma or a parenthesis.
  package mutating func optimizerWord() -> SourceSlice? {
    guard !isAtEnd, rest.text.first != "\"" else { return freeWord(untilComma: true) }
    let word = first(rest.text.prefix { !$0.isWhitespace && !",()".contains($0) })
    advance(to: word.range.upper)
    return word
  }

  /// Reads with the words that a shape begins with as ends of formulas.
  package mutating func stopping<Result>(
    at shape: ArgumentShape, _ read: (inout ArgumentReader) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let outer = stops
    stops.formUnion(shape.openers)
    defer { stops = outer }
    return try read(&self)
  }
}

// MARK: - Formulas

extension ArgumentReader {
  /// The next formula, as long as it goes.
  ///
  /// - Parameters:
  ///   - what: what is wanted where nothing stands.
  ///   - checksCalls: whether the functions that it calls have to be there already.
  ///   - known: names besides the session's that are quantities in it.
  ///   - isElement: whether a comma ends it, since another may follow behind that.
  /// - Returns: the formula.
  /// - Throws: a ``Diagnostic`` where it is none or ends too early.
  package mutating func formula(
    as what: Expectation = .formula, checksCalls: Bool = true, known: [Name] = [],
    isElement: Bool = false
  ) throws(Diagnostic) -> Expression {
    expect(what)
    let length = formulaLength(endingAtComma: isElement)
    let piece = rest.upTo(rest.range.lower + length).trimmed
    do throws(Diagnostic) {
      var parser = try piece.parser()
      let formula = try parser.expression()
      advance(to: parser.isAtEnd ? piece.range.upper : parser.place.lower)
      leftover = parser.isAtEnd ? nil : (rest.range.lower, parser.unexpected())
      // A word may have been taken for the name that the formula was waiting for.
      for word in stops {
        guard let range = formula.range(of: Name(word)) else { continue }
        leftover = (rest.range.lower, .somethingMissing(before: word, at: range))
      }
      if checksCalls {
        let written = WrittenFormula(formula: formula, text: piece.source.slice(formula.range))
        try session.checkCalls(of: written, known: known)
      }
      return formula
    } catch {
      // Where it ends too early, an operand may follow.
      if !piece.isEmpty, error.range?.lower == piece.range.upper {
        expect(.formula, at: rest.range.upper)
      }
      throw error
    }
  }

  /// Steps over `name(argument, …) =`, if it comes next.
  package mutating func functionHead() throws(Diagnostic) -> (
    function: FormulaFunction, range: SourceRange
  )? {
    guard var parser = try? rest.parser(), let head = try parser.functionHead() else { return nil }
    advance(to: parser.isAtEnd ? rest.range.upper : parser.place.lower)
    return head
  }

  /// How much of what follows may be a formula, in UTF-8: up to a word that ends it, to two dots or
  /// to the next assignment, where an operand is complete.
  ///
  /// An element of a list ends at a comma: to look at thousands of others for each takes their
  /// square.
  private func formulaLength(endingAtComma: Bool) -> Int {
    let text = rest.text
    var depth = 0
    var isComplete = false
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if character.isWhitespace {
        index = text.index(after: index)
        continue
      }
      let piece = text[index...]
      if depth == 0, endingAtComma, character == "," { break }
      if depth == 0, stops.contains(".."), piece.hasPrefix("..") { break }
      if depth == 0, isComplete, text[text.index(before: index)].isWhitespace, endsFormula(piece) {
        break
      }
      depth += character.depthChange
      let word = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      isComplete =
        word.isEmpty
        ? ")]²³".contains(character) : !["and", "or", "not", "within"].contains(word)
      index = word.isEmpty ? text.index(after: index) : word.endIndex
    }
    return text[..<index].utf8.count
  }

  /// Whether a text begins with a word that ends the formula before it, or with an assignment.
  private func endsFormula(_ text: Substring) -> Bool {
    let name = text.prefix { $0.isLetter || $0.isNumber || "_[].²^".contains($0) }
    let behind = text[name.endIndex...].drop { $0.isWhitespace }
    if stops.contains(String(name)) {
      let next = text[name.endIndex...].first
      // A function may stand apart from its arguments: max (1, 2).
      return (next.map { $0.isWhitespace || $0 == "," } ?? true)
        && (behind.first != "(" || !isFunction(name))
    }
    return name.first?.isLetter == true && behind.first == "=" && behind.dropFirst().first != "="
  }

  private func isFunction(_ name: some StringProtocol) -> Bool {
    Function(rawValue: String(name)) != nil
      || session.definitions.functionNames.contains(Name(String(name)))
  }

  /// Whether a name and the sign of assignment come next.
  package var isAtAssignment: Bool {
    var copy = self
    return copy.assignedName() != nil
  }

  /// The first sign of assignment, as far as names are long.
  private var nearSign: String.Index? {
    rest.text.utf8.prefix(ArgumentReader.longestName).firstIndex(of: UInt8(ascii: "="))
  }

  /// How far behind a name's beginning its sign is looked for, in UTF-8.
  private static let longestName = 400

  /// A name and the sign of assignment, if both come next: the `lr =` of `lr = 0.1`.
  package mutating func assignedName() -> Located<Name>? {
    guard let sign = nearSign, rest.text[sign...].dropFirst().first != "=" else { return nil }
    let head = first(rest.text[...sign])
    guard var parser = try? head.parser(), let (name, range) = parser.assignedName(),
      parser.isAtEnd
    else { return nil }
    advance(to: head.range.upper)
    return Located(name, at: range)
  }

  /// A quantity's part for one parameter and the sign of assignment: the `E[g²].x =` of
  /// `E[g²].x = 1`.
  package mutating func assignedPart() -> (part: (name: Name, parameter: Name), range: SourceRange)?
  {
    guard let sign = nearSign, rest.text[sign...].dropFirst().first != "=" else { return nil }
    let head = first(rest.text[..<sign]).trimmed
    guard let target = try? head.formula(),
      case .component(let parameter, of: let name) = target.kind
    else { return nil }
    advance(to: rest.range.lower + rest.text[...sign].utf8.count)
    return ((name, parameter), head.range)
  }

  /// Whether another thing to be set comes next.
  package var isAtSetting: Bool {
    var copy = self
    return copy.assignedPart() != nil || copy.assignedName(orAmong: session.settable) != nil
  }

  /// A name and the sign of assignment, or one of some names with a number behind it: `lr 0.1`,
  /// `lr to 0.1`.
  package mutating func assignedName(orAmong names: [Name]) -> (name: Located<Name>, hasSign: Bool)?
  {
    if let assigned = assignedName() { return (assigned, true) }
    let text = rest.text
    let word = text.prefix { !$0.isWhitespace && !",:()".contains($0) }
    guard !word.isEmpty, names.contains(Name(String(word))) else { return nil }
    var ahead = self
    let place = first(word)
    ahead.advance(to: place.range.upper)
    _ = ahead.sign(":")
    if let joint = Habits.joiningWords.first(where: { ahead.isAt($0) }) { _ = ahead.sign(joint) }
    guard ahead.rest.range.lower > place.range.upper, ahead.isAtNumber else { return nil }
    self = ahead
    return (Located(Name(String(word)), at: place.range), false)
  }

  /// The digits behind a comma, where they are the decimals of the whole number before it.
  package func decimals(behind assignment: Assignment) -> (Substring, SourceRange)? {
    guard case .number(let whole) = assignment.formula.kind, whole == whole.rounded(),
      rest.text.first == ",", rest.range.lower == assignment.formula.range.upper
    else { return nil }
    let digits = rest.text.dropFirst().prefix(while: \.isNumber)
    let next = rest.text.dropFirst(1 + digits.count).first
    guard !digits.isEmpty, next.map({ $0.isWhitespace || $0 == "," }) ?? true else { return nil }
    // fits: digits stand there
    return (digits, SourceRange(rest.range.lower, rest.range.lower + 1 + digits.utf8.count))
  }

  /// Whether a number comes next, or a list of some.
  package var isAtNumber: Bool {
    let text = rest.text
    guard let character = text.first else { return false }
    if "-−+.".contains(character) {
      return text.dropFirst().first.map { $0.isNumber || $0 == "." } ?? false
    }
    return character.isNumber || character == "["
  }

  /// The next formula, up to white space or a comma outside of brackets.
  package mutating func shortFormula() throws(Diagnostic) -> Expression {
    var depth = 0
    let text = rest.text.prefix { character in
      depth += character.depthChange
      return depth > 0 || depth == 0 && !character.isWhitespace && character != ","
    }
    let piece = first(text)
    expect(.formula)
    let formula = try piece.formula()
    advance(to: piece.range.upper)
    return formula
  }
}

// MARK: - What could stand here

extension ArgumentReader {
  /// Notes that something was looked for here.
  package mutating func expect(_ what: Expectation) { expect(what, at: rest.range.lower) }

  private mutating func expect(_ what: Expectation, at place: Int) {
    expected[what, default: []].insert(place)
  }

  package mutating func adoptExpectations(of other: ArgumentReader) {
    expected.merge(other.expected) { $0.union($1) }
  }

  /// What was looked for at the place that was reached.
  package var expectations: [Expectation] { expectations(at: rest.range.lower) }

  /// What was looked for behind all that there is.
  package var expectationsAtEnd: [Expectation] { expectations(at: rest.range.upper) }

  private func expectations(at place: Int) -> [Expectation] {
    expected.filter { $0.value.contains(place) }.map(\.key)
  }

  /// The command's example that has most in common with the line so far and goes on, as a hint.
  package var example: String? {
    // More words than an example has tell no more; a line may have thousands.
    let typed = line.upTo(rest.range.lower).text.split(maxSplits: 40) { $0.isWhitespace }
    func fit(_ example: String) -> (common: Int, goesOn: Int) {
      let words = example.split(separator: " ")
      return (
        zip(typed, words).prefix { $0 == $1 }.count, words.count > typed.count ? 1 : 0
      )
    }
    let nearest = command.examples.max { fit($0) < fit($1) }
    if let nearest, fit(nearest).goesOn > 0 { return "as in \(nearest)" }
    let samples = command.shape.samples.lazy.map { "\(command.name) \($0)" }
    return (samples.first { fit($0).goesOn > 0 } ?? nearest).map { "as in \($0)" }
  }

  /// The error for a word that is missing here.
  package func expectedWord(_ word: String) -> Diagnostic {
    Diagnostic("\(word) should stand here", at: place, hint: example)
  }
}

/// What may stand at a place in a line.
package enum Expectation: Hashable, Sendable {
  case word(String)
  /// A name out of several, up to white space or a comma.
  case names([String])
  /// A name before the sign of assignment.
  case assigned([String])
  case quantity, formula, lesson, file
}

extension Character {
  /// By how much one is deeper in brackets behind it.
  package var depthChange: Int { "([".contains(self) ? 1 : ")]".contains(self) ? -1 : 0 }
}
