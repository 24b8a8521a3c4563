import Formula
import Optimizers

// Lines in the manner of other prompts: understood where they can mean one thing, else told what to
// type here.

extension Session {
  /// The command that a line is by another prompt's word, and what follows the word.
  func habitualReading(of line: SourceSlice) -> CommandReading? {
    let (word, rest) = line.firstWord
    let whole = Habits.lines[line.text.lowercased()]
    // Few lines are such, so that what has a name here is asked last.
    guard let name = whole ?? Habits.words[String(word.text)],
      let command = commands.command(name),
      !hasName(Name(String(line.text.prefix { $0.isLetter })))
    else { return nil }
    let arguments = whole == nil ? rest : line.from(line.range.upper)
    return CommandReading(command: command, arguments: arguments, couldBeFormula: false)
  }

  /// What to type for a line that is no command, where its first words are known from elsewhere.
  func habitHint(_ line: SourceSlice) -> Diagnostic? {
    parenthesesHint(line) ?? optimizerHint(line) ?? maximumHint(line) ?? functionHint(line)
      ?? suggestion(line)
  }

  // MARK: - Commands like functions

  /// `step()` and `print(x)`: the command without parentheses.
  private func parenthesesHint(_ line: SourceSlice) -> Diagnostic? {
    let word = line.text.prefix { $0.isLetter }
    guard let command = commands.command(word),
      let inside = line.rest(after: word).insideParentheses,
      definitions.function(Name(String(word))) == nil
    else { return nil }
    let typed = inside.isBlank ? command.name : "\(command.name) \(inside.trimmed.text)"
    return .noParentheses(typed, at: line.range)
  }

  // MARK: - Optimizers

  /// An optimizer's name of two words that begins like a command: `gradient descent`.
  func phraseHint(_ line: SourceSlice) -> Diagnostic? {
    let small = line.text.lowercased()
    guard Habits.optimizers.keys.contains(where: { $0.contains(" ") && small.hasPrefix($0) }) else {
      return nil
    }
    return optimizerHint(line)
  }

  /// `rmsprop lr=0.1`, `gradient descent` and `torch.optim.RMSprop(lr=0.01)` without `use`.
  private func optimizerHint(_ line: SourceSlice) -> Diagnostic? {
    let text = line.text
    let word = text.prefix { $0.isLetter || $0.isNumber || "._".contains($0) }
    guard !word.isEmpty, !hasName(Name(String(word))) else { return nil }
    var rest = line.rest(after: word)
    var name = library.name(meaning: word) ?? library.name(meaning: word.lowercased())
    if name == nil {
      let small = text.lowercased()
      let known = Habits.optimizers.filter { small == $0.key || small.hasPrefix($0.key + " ") }
      guard let (habit, own) = known.max(by: { $0.key.count < $1.key.count }) else { return nil }
      name = own
      rest = line.from(line.range.lower + habit.utf8.count)
    }
    guard let name else { return nil }
    let arguments = (rest.insideParentheses ?? rest).trimmed
    // Anything else behind the name, such as an operator, makes it a formula about something else.
    guard
      arguments.isBlank || arguments.text.first?.isLetter == true
        || arguments.text.first?.isNumber == true
    else { return nil }
    let typed = arguments.isBlank ? "use \(name)" : "use \(name) \(arguments.text)"
    return .optimizerAlone(name, typed, at: line.upTo(line.range.lower + word.utf8.count).range)
  }

  // MARK: - Functions

  /// `maximize x^2 from x = 1`, since walks go down.
  private func maximumHint(_ line: SourceSlice) -> Diagnostic? {
    let word = line.text.prefix { $0.isLetter }
    guard ["maximize", "maximise", "max", "argmax"].contains(word) else { return nil }
    let rest = line.rest(after: word)
    let isApart = rest.range.lower > line.range.lower + word.utf8.count
    guard isApart, !rest.isBlank else { return nil }
    let start = rest.formulaEnd
    let formula = rest.upTo(start).trimmed
    let places = rest.from(start).trimmed
    guard let parsed = try? formula.formula() else { return nil }
    let tail = places.isBlank ? starts(for: parsed) : " \(places.text)"
    return .maximize("minimize -(\(formula.text))\(tail)", at: line.range)
  }

  /// `f(x) = x^2` and `x^2`, where nothing is set up.
  private func functionHint(_ line: SourceSlice) -> Diagnostic? {
    if var parser = try? line.parser(), let head = try? parser.functionHead(), !parser.isAtEnd {
      let body = line.from(parser.place.lower)
      guard let formula = try? body.formula() else { return nil }
      let name = head.function.name
      let typed = "minimize \(body.text)\(starts(for: formula))"
      if name == .objective || name.isReserved { return .bareFunction(typed, at: line.range) }
      let isFree = canName(function: name)
      let definition = isFree ? "let \(line.text)" : "let my_\(line.text)"
      return .function(definition, orElse: objective == nil ? typed : nil, at: line.range)
    }
    guard walk == nil, let formula = try? line.formula(), !formula.isName,
      !unknowns(in: formula).isEmpty, formula.unknownCall(own: definitions.functionNames) == nil
    else { return nil }
    return .bareFunction("minimize \(line.text)\(starts(for: formula))", at: line.range)
  }

  /// The names in a formula that could be parameters, in the order of its text.
  func unknowns(in formula: Expression) -> [Name] {
    var result: [Name] = []
    formula.forEach { node in
      guard case .name(let name) = node.kind, name.canBeParameter, !result.contains(name),
        definitions[name] == nil, data[name] == nil, Scope.constants[name] == nil,
        !Recipe.reserved.contains(name)
      else { return }
      result.append(name)
    }
    return result
  }

  /// ` from x = 1, y = 1` for the parameters that a formula may have.
  private func starts(for formula: Expression) -> String {
    let names = unknowns(in: formula)
    guard !names.isEmpty else { return "" }
    return " from " + names.map { "\($0) = 1" }.joined(separator: ", ")
  }

  // MARK: - Other words

  private func suggestion(_ line: SourceSlice) -> Diagnostic? {
    let word = line.text.prefix { $0.isLetter }
    let rest = line.rest(after: word)
    guard let other = Habits.suggestions[word.lowercased()], !hasName(Name(String(word))),
      commands.command(word) == nil, let command = commands.command(other.firstWord),
      rest.isBlank || rest.text.first?.isLetter == true || rest.text.first?.isNumber == true
    else { return nil }
    // What stood behind the word stands behind the command, where that is right.
    let same = SourceSlice("\(other) \(rest.text)")
    let isRight = !rest.isBlank && (try? interpret(same)) != nil
    let isWhole = (try? interpret(SourceSlice(other))) != nil
    var typed = isRight ? String(same.text) : isWhole ? other : command.examples[0]
    if isRight, other == "minimize", rest.formulaEnd == rest.range.upper,
      let formula = try? rest.formula()
    {
      typed += starts(for: formula)
    }
    return .otherWord(
      String(word), typed, at: line.upTo(line.range.lower + word.utf8.count).range)
  }
}

extension SourceSlice {
  /// What stands between a parenthesis that it begins with and the one that ends it.
  var insideParentheses: SourceSlice? {
    let slice = trimmed
    guard slice.text.first == "(", slice.text.last == ")" else { return nil }
    var depth = 0
    for (index, character) in slice.text.enumerated() {
      depth += character.depthChange
      // The first parenthesis has to close at the end.
      if depth == 0, index < slice.text.count - 1 { return nil }
    }
    return depth == 0 ? slice.between(slice.range.lower + 1, slice.range.upper - 1) : nil
  }

  /// Where the word `from` stands that ends a formula; the end where there is none.
  var formulaEnd: Int {
    var offset = range.lower
    var depth = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if depth == 0, word == "from" { return offset }
      depth += word.reduce(0) { $0 + $1.depthChange }
      offset += word.utf8.count + 1
    }
    return range.upper
  }
}

extension Expression {
  /// Whether it is a single name.
  fileprivate var isName: Bool {
    if case .name = kind { return true }
    return false
  }
}

extension String {
  fileprivate var firstWord: Substring { prefix { !$0.isWhitespace } }
}
