package import Formula

// The wording of everything that can be wrong with a command.

extension Diagnostic {
  static func nothingExpected(at range: SourceRange, hint: String? = nil) -> Diagnostic {
    Diagnostic("nothing should follow here", at: range, hint: hint)
  }

  static func cannotStand(_ word: String, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(word) can't stand here", at: range, hint: "what can: \(known.joined(separator: ", "))")
  }

  static func notACount(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic("a whole number from 1 to 1e12 should stand here", at: range, hint: hint)
  }

  static func notASeed(at range: SourceRange) -> Diagnostic {
    Diagnostic("a seed is a whole number from 0", at: range, hint: "as in seed 42")
  }

  static func notANumber(at range: SourceRange, hint: String? = nil) -> Diagnostic {
    Diagnostic("a single number should stand here", at: range, hint: hint)
  }

  static func expectedClosing(at range: SourceRange) -> Diagnostic {
    Diagnostic("a closing parenthesis should stand here", at: range)
  }

  static func expectedAssignment(_ example: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("a name and = should stand here", at: range, hint: "as in \(example)")
  }

  static func assignedTwice(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) is given twice", at: range)
  }

  static func unknownCommand(_ word: String, nearest: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "there is no command or quantity called \(word)", at: range, hint: "did you mean \(nearest)?")
  }

  static func unknownLine(_ word: String, known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is no command or quantity called \(word)", at: range,
      hint: known.isEmpty
        ? "type help to see the commands"
        : "type help to see the commands; quantities here: \(known.joined(separator: ", "))")
  }

  /// What `x = 3` was probably meant as.
  enum Intent {
    case set, feed, define, recompute, start, taken
    /// A gradient, while there are no parameters.
    case feedFirst
    /// A hyper-parameter, while no optimizer is in use; with one that has it.
    case choose(String)
  }

  static func bareAssignment(
    _ name: Name, _ intent: Intent, _ value: String, at range: SourceRange
  ) -> Diagnostic {
    let hint =
      switch intent {
      case .set: "to change it: set \(name) = \(value)"
      case .feed: "to feed it to a step: step \(name) = \(value)"
      case .define: "to give a formula a name: let \(name) = \(value)"
      case .recompute: "\(name) is computed by the recipe"
      case .taken: "\(name) has a meaning of its own here"
      case .feedFirst:
        "to feed gradients by hand: params x = 4, then use gd lr = 0.1, then step g = 1"
      case .choose(let optimizer):
        "to walk with it: use \(optimizer) \(name) = \(value)"
      case .start:
        "to start there: minimize \(name)^2 from \(name) = \(value); "
          + "to give a formula a name: let \(name) = \(value)"
      }
    return Diagnostic("an assignment needs a command", at: range, hint: hint)
  }

  static func assignedCommand(_ typed: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("commands take no sign of assignment", at: range, hint: "type \(typed)")
  }

  static func formulaLikeCommand(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a number of steps should stand here", at: range, hint: "for the formula: print \(text)")
  }
}

// MARK: - Setting up

extension Diagnostic {
  static func noStart(
    _ name: Name, given: [(name: Name, formula: Expression)], all: [Name], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(name) has no starting value", at: range, hint: starts(of: all, given))
  }

  /// A start for every parameter: those given as they are, the others 1.
  private static func starts(of all: [Name], _ given: [(name: Name, formula: Expression)]) -> String
  {
    let notation = Notation()
    let starts = all.map { name in
      let given = given.first { $0.name == name }
      return "\(name)=" + (given.map { notation.text($0.formula) } ?? "1")
    }
    return "give every parameter a start: … from \(starts.joined(separator: ", "))"
  }

  /// The error for a name without a start that probably means something made of names that have
  /// one: `xy` for x*y, `x_i` for x, `x_1` for an element of x.
  static func misread(
    _ name: Name, among known: [Name], lists: [Name], _ formula: some StringProtocol,
    at range: SourceRange
  ) -> Diagnostic? {
    let missing = Diagnostic("\(name) has no starting value", at: range)
    var rewritten = missing.rewriting(name, among: known, formula)
    if let whole = rewritten.rewriting {
      // What is one of many numbers in a book is all of them here, and f is one number.
      if let parsed = try? Parser.expression(whole), !parsed.names.isDisjoint(with: lists),
        !parsed.reducesLists
      {
        rewritten.rewriting = "sum(\(whole))"
        rewritten.hint = "write sum(\(whole))"
      }
      return rewritten
    }
    var hint: String?
    if let parts = Spelling.split(name.text, into: known.map(\.text)) {
      hint = "\(name) is one name; a product needs *: \(parts.joined(separator: "*"))"
    } else if let index = name.text.lastIndex(of: "_"),
      known.contains(Name(String(name.text[..<index]))),
      let number = Int(name.text[name.text.index(after: index)...]), (1...9).contains(number)
    {
      let whole = name.text[..<index]
      let ones = Array(repeating: "1", count: max(number, 2)).joined(separator: ", ")
      hint = "an element of a list is \(whole)[\(number)]: … from \(whole) = [\(ones)]"
    }
    guard let hint else { return nil }
    return Diagnostic(missing.message, at: range, hint: hint)
  }

  static func notAParameter(_ name: Name, at range: SourceRange) -> Diagnostic {
    if let (whole, indices) = name.element {
      let ones = indices.map { _ in "1" }.joined(separator: ", ")
      let start = indices.count == 2 ? "[[\(ones)], [\(ones)]]" : "[\(ones), \(ones)]"
      return Diagnostic(
        "\(name) is an element of \(whole), which starts as a whole", at: range,
        hint: "as in from \(whole) = \(start)")
    }
    return Diagnostic(
      "a parameter can't be called \(name)", at: range,
      hint: name.isReserved ? "it is a function or a word of the language" : "choose another name")
  }

  static func somethingMissing(before word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("something is missing before \(word)", at: range)
  }

  static func misspelled(_ name: Name, for word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) can't stand here", at: range, hint: "did you mean \(word)?")
  }

  /// The error for a start that nothing in the formula asks for.
  ///
  /// - Parameters:
  ///   - name: what has a start and isn't used.
  ///   - given: the other starts.
  ///   - all: the parameters there are, where some have no start; empty where all have.
  ///   - range: where the start stands.
  /// - Returns: the error.
  static func unusedStart(
    _ name: Name, given: [(name: Name, formula: Expression)], all: [Name], at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) does not occur in the formula", at: range,
      hint: all.isEmpty ? "leave it out" : starts(of: all, given))
  }

  static func noParameters(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "there is nothing to change in this formula", at: range,
      hint: "name a parameter in it, and its start: minimize x^2 from x = 4")
  }

  static func unknownHyper(
    _ name: Name, of optimizer: String, among known: [String], andOthers others: [String] = [],
    at range: SourceRange
  ) -> Diagnostic {
    let nearest = Spelling.nearest(to: name.text, among: known + others)
    return Diagnostic(
      "\(optimizer) has no hyper-parameter \(name)", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "it has \(known.joined(separator: ", "))")
  }

  static func hyperOutside(
    _ name: Name, _ value: Double, _ interval: String, meaning: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "\(name) can't be \(NumberFormat.short.text(value))", at: range,
      hint: "\(name) lies in \(interval): \(meaning)")
  }

  static func notSettable(_ name: Name, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    let nearest = Spelling.nearest(to: name.text, among: known)
    return Diagnostic(
      "\(name) is neither a hyper-parameter nor a parameter", at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? (known.isEmpty
          ? "type minimize … from … or use … first"
          : "what can be set: \(known.joined(separator: ", "))"))
  }

  static func nameTaken(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) has a meaning already", at: range, hint: "choose another name")
  }
}

// MARK: - Stepping

extension Diagnostic {
  static func nothingToStep(hasOptimizer: Bool) -> Diagnostic {
    Diagnostic(
      "there is nothing to walk on yet",
      hint: "type minimize x^2 + 10y^2 from x = 4, y = 1"
        + (hasOptimizer ? "" : ", then use gd lr = 0.05"))
  }

  package static func noOptimizer(_ known: [String]) -> Diagnostic {
    Diagnostic(
      "no optimizer is in use", hint: "type use and one of \(known.joined(separator: ", "))")
  }

  package static func noObjective(at range: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      "there is no function here", at: range,
      hint: "type minimize x^2 + 10y^2 from x = 4, y = 1")
  }

  package static func noGradient(_ parameters: [String]) -> Diagnostic {
    let numbers = parameters.map { _ in "1" }.joined(separator: ", ")
    return Diagnostic(
      "there is no function to take a gradient of", hint: "feed it by hand: step g = \(numbers)")
  }

  static func onlyGradientFed(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "only the gradient g can be fed to a step", at: range,
      hint: "to change \(name): set \(name) = …")
  }

  static func gradientCount(_ count: Int, _ parameters: [String], at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "the gradient needs \(parameters.count) number\(parameters.count == 1 ? "" : "s"), one for "
        + "\(parameters.joined(separator: ", ")), not \(count)", at: range)
  }

  static func halfDone(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a step is half done", at: range, hint: "finish it with step, or drop it with back")
  }

  static func expectedRun(at range: SourceRange) -> Diagnostic {
    Diagnostic("how far?", at: range, hint: "run 100, or run until f < 1e-6 max 500")
  }

  static func noStepsYet() -> Diagnostic {
    Diagnostic("no step was made yet", hint: "type step")
  }
}

// MARK: - Predicting

extension Diagnostic {
}

// MARK: - Looking

extension Diagnostic {
  static func expectedRange(_ last: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a range of steps should stand here", at: range, hint: "as in 1..\(last)")
  }

  static func expectedQuantity(_ known: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a quantity should stand here", at: range,
      hint: known.isEmpty
        ? "there are none yet; type minimize x^2 + 10y^2 from x = 4, y = 1"
        : "one of \(known.joined(separator: ", ")), and .x for one parameter")
  }

  static func expectedFormula(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic("a formula should follow", at: range, hint: hint)
  }

  static func expectedNumberRange(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic("two numbers with .. between them should stand here", at: range, hint: hint)
  }

  static func notAsExpected(sides: [String], hint: String?, at range: SourceRange) -> Diagnostic {
    let numbers = sides.count == 2 ? ": the left side is \(sides[0]), the right \(sides[1])" : ""
    return Diagnostic("this does not hold\(numbers)", at: range, hint: hint)
  }

  static func lessonName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a lesson's name or file should follow", at: range, hint: "lessons lists them")
  }

  static func progressWord(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "forget, export or import should stand here", at: range,
      hint: "progress alone shows what was done")
  }

  static func noHelp(_ word: String, among known: [String], at range: SourceRange) -> Diagnostic {
    let nearest = Spelling.nearest(to: word, among: known)
    return Diagnostic(
      "there is no command \(word)", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "help alone lists them all")
  }
}
