package import Formula
import Optimizers

extension Session {
  /// Carries out one line: a command, or a formula to work out.
  ///
  /// - Parameters:
  ///   - line: what was typed; a comment may end it.
  ///   - host: takes the reports, and says when to stop.
  /// - Returns: what is left to the program around the session.
  /// - Throws: a ``Diagnostic`` with a range in the line's source; the session is then as it was.
  package mutating func execute(_ line: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    let trimmed = line.withoutComment
    guard !trimmed.isEmpty else { return .done }
    let before = self
    repetition = nil
    do {
      let (command, arguments) = try interpret(trimmed)
      return try command.run(&self, arguments, host)
    } catch {
      self = before
      throw error
    }
  }

  /// Carries out a line that stands alone.
  package mutating func execute(_ line: String, _ host: Host) throws(Diagnostic) -> Outcome {
    try execute(SourceSlice(line), host)
  }

  /// Whether a lesson may have this line.
  ///
  /// A line that means nothing is left for its own error.
  package func isAllowedInLessons(_ line: SourceSlice) -> Bool {
    let command = try? interpret(line.withoutComment).0
    return command?.isAllowedInLessons ?? true
  }

  /// The command a line means; a formula means `print`.
  private func interpret(_ line: SourceSlice) throws(Diagnostic) -> (Command, SourceSlice) {
    let word = line.text.prefix { $0.isLetter }
    let isWhole = line.text[word.endIndex...].first.map { $0.isWhitespace } ?? true
    if isWhole, let command = CommandTable.command(word), !isParameter(word, command) {
      let rest = line.rest(after: word)
      if rest.text.first == "=", let hint = assignmentHint(line) { throw hint }
      return (command, rest)
    }
    let formula: Expression
    do {
      formula = try line.formula()
    } catch {
      throw unknownCommand(word, line) ?? assignmentHint(line) ?? unknownWords(word, line) ?? error
    }
    if let unknown = unknownWord(line, formula) { throw unknown }
    return (CommandTable.print, line)
  }

  /// A short form gives way to a parameter of that name.
  private func isParameter(_ word: Substring, _ command: Command) -> Bool {
    command.short.map { $0 == word } == true && parameters.contains(Name(String(word)))
  }

  /// The error for a line of one unknown word, which was probably meant as a command.
  private func unknownWord(_ line: SourceSlice, _ formula: Expression) -> Diagnostic? {
    guard case .name(let name) = formula.kind, !names.contains(name),
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
    guard isApart, rest.text.first?.isLetter == true, !names.contains(Name(String(word))) else {
      return nil
    }
    let range = line.upTo(line.range.lower + word.utf8.count).range
    return .unknownLine(String(word), known: names.map(\.text), at: range)
  }

  /// The error for a line that begins like a mistyped command.
  private func unknownCommand(_ word: Substring, _ line: SourceSlice) -> Diagnostic? {
    let isName = names.contains(Name(String(word))) || Function(rawValue: String(word)) != nil
    guard word.count > 1, !isName else { return nil }
    let words = CommandTable.commands.map(\.name) + names.map(\.text)
    guard let nearest = Spelling.nearest(to: String(word), among: words) else { return nil }
    let range = line.upTo(line.range.lower + word.utf8.count).range
    return .unknownCommand(String(word), nearest: nearest, at: range)
  }

  /// The error for `x = 3` typed as it is.
  private func assignmentHint(_ line: SourceSlice) -> Diagnostic? {
    guard var parser = try? line.parser(), let (name, range) = parser.assignedName() else {
      return nil
    }
    let intent: Diagnostic.Intent =
      settable.contains(name)
      ? .set : name == .gradient ? .feed : row?.machine.quantity(name) == nil ? .define : .recompute
    return .bareAssignment(name, intent, at: range)
  }
}
