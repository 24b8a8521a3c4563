package import Formula
import Optimizers

// What a line means: a command, or a formula to work out. Whoever asks gets the same answer.

extension Session {
  /// Carries out one line: a command, or a formula to work out.
  ///
  /// - Parameters:
  ///   - line: what was typed; a comment may end it.
  ///   - host: takes the reports, and says when to stop.
  /// - Returns: what is left to the program around the session.
  /// - Throws: a ``Diagnostic`` with a range in the line's source; the session is then as it was.
  package mutating func execute(_ line: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !line.withoutComment.isEmpty else { return .done }
    return try execute(try interpret(line), host)
  }

  /// Carries out a line that stands alone.
  package mutating func execute(_ line: String, _ host: Host) throws(Diagnostic) -> Outcome {
    try execute(SourceSlice(line), host)
  }

  /// Carries out a line that was understood.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the line's source; the session is then as it was.
  package mutating func execute(_ call: Call, _ host: Host) throws(Diagnostic) -> Outcome {
    let before = self
    repetition = nil
    do {
      return try call(&self, host)
    } catch {
      self = before
      throw error
    }
  }

  /// Understands a line; a formula means `print`.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the line's source.
  package func interpret(_ line: SourceSlice) throws(Diagnostic) -> Call {
    let line = line.withoutComment
    guard let reading = commandReading(of: line) else {
      try checkFormula(line)
      return try CommandTable.print.call(line, in: line, self)
    }
    if reading.arguments.text.first == "=", let hint = assignmentHint(line) { throw hint }
    if let hint = phraseHint(line) { throw hint }
    return try reading.command.call(reading.arguments, in: line, self)
  }

  /// Whether a line is a command here, rather than an answer to a question.
  ///
  /// A formula may begin like a command: `step / lr` is an answer where step is a quantity.
  package func isCommand(_ line: SourceSlice) -> Bool {
    commandReading(of: line.withoutComment).map { !$0.couldBeFormula } ?? false
  }

  /// A line that begins with a command's word.
  struct CommandReading {
    var command: Command
    var arguments: SourceSlice
    /// Whether the word is a quantity too, and an operator follows it.
    var couldBeFormula: Bool
  }

  /// The command that a line's first word is, unless it is the short form of one and a parameter.
  func commandReading(of line: SourceSlice) -> CommandReading? {
    let text = line.text
    let word = text.prefix { $0.isLetter }
    guard text[word.endIndex...].first?.isWhitespace ?? true,
      let command = commands.command(word)
    else { return habitualReading(of: line) }
    let name = Name(String(word))
    if command.short.map({ $0 == word }) == true, parameters.contains(name) { return nil }
    let arguments = line.rest(after: word)
    let isOperator = arguments.text.first.map { "+-−*·×/^<>=≤≥≈~".contains($0) } ?? false
    return CommandReading(
      command: command, arguments: arguments, couldBeFormula: isOperator && hasName(name))
  }
}

// MARK: - Lines that mean nothing

extension Session {
  /// Sees that a line without a command's word can be a formula.
  private func checkFormula(_ line: SourceSlice) throws(Diagnostic) {
    let word = line.text.prefix { $0.isLetter }
    let formula: Expression
    do {
      formula = try line.formula()
    } catch {
      throw habitHint(line) ?? unknownCommand(word, line) ?? assignmentHint(line)
        ?? unknownWords(word, line) ?? error
    }
    if let unknown = habitHint(line) ?? unknownWord(line, formula) { throw unknown }
  }

  /// The error for a line of one unknown word, which was probably meant as a command.
  private func unknownWord(_ line: SourceSlice, _ formula: Expression) -> Diagnostic? {
    guard case .name(let name) = formula.kind, !hasName(name.element?.whole ?? name),
      !hasName(name),
      row?.machine.quantity(name) == nil, Scope.constants[name] == nil,
      Function(rawValue: name.text) == nil
    else { return nil }
    return unknownCommand(Substring(name.text), line)
      ?? .unknownLine(name.text, known: names.map(\.text), at: formula.range)
  }

  /// The error for an unknown word with another behind it, which is no beginning of a formula.
  private func unknownWords(_ word: Substring, _ line: SourceSlice) -> Diagnostic? {
    let rest = line.rest(after: word)
    let isApart = rest.range.lower > line.range.lower + word.utf8.count
    guard isApart, rest.text.first?.isLetter == true, !hasName(Name(String(word))) else {
      return nil
    }
    let range = line.upTo(line.range.lower + word.utf8.count).range
    return .unknownLine(String(word), known: names.map(\.text), at: range)
  }

  /// The error for a line that begins like a mistyped command.
  private func unknownCommand(_ word: Substring, _ line: SourceSlice) -> Diagnostic? {
    let isName = hasName(Name(String(word))) || Function(rawValue: String(word)) != nil
    guard word.count > 1, !isName else { return nil }
    let words = commands.names + names.map(\.text)
    guard let nearest = Spelling.nearest(to: String(word), among: words) else { return nil }
    let range = line.upTo(line.range.lower + word.utf8.count).range
    return .unknownCommand(String(word), nearest: nearest, at: range)
  }

  /// The error for `x = 3` typed as it is.
  private func assignmentHint(_ line: SourceSlice) -> Diagnostic? {
    guard var parser = try? line.parser(), let (name, range) = parser.assignedName() else {
      return nil
    }
    let behind = parser.isAtEnd ? "" : String(line.from(parser.place.lower).text)
    let word = line.text.prefix { $0.isLetter }
    let asCommand = SourceSlice("\(word) \(behind)")
    if !hasName(name), commands.command(word) != nil,
      (try? interpret(asCommand)) != nil
    {
      return .assignedCommand(String(asCommand.text), at: range)
    }
    var intent = intent(of: name)
    // A walk starts at numbers.
    if case .start = intent, (try? SourceSlice(behind).formula().value()) == nil {
      intent = .define
    }
    var value = behind.isEmpty ? "…" : behind
    if case .feed = intent, behind.count(where: { $0 == "," }) + 1 != parameters.count {
      value = parameters.map { _ in "1" }.joined(separator: ", ")
    }
    return .bareAssignment(name, intent, value, at: range)
  }

  /// What an assignment to a name was probably meant as.
  private func intent(of name: Name) -> Diagnostic.Intent {
    if settable.contains(name) { return .set }
    if name == .gradient { return parameters.isEmpty ? .feedFirst : .feed }
    if row?.machine.quantity(name) != nil { return .recompute }
    if recipe == nil {
      let recipes = library.generalNames.lazy.compactMap { library[$0] }
      if let recipe = recipes.first(where: { $0.hyper(name) != nil }) {
        return .choose(library.simplest(with: name) ?? recipe.name)
      }
    }
    if isTaken(name) || name.isReserved { return .taken }
    return walk == nil && name.canBeParameter ? .start : .define
  }
}
