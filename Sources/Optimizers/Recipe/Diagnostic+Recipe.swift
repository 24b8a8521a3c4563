import Formula

// The wording of everything that can be wrong with a recipe.

extension Diagnostic {
  static func noOptimizerLine(at range: SourceRange) -> Diagnostic {
    Diagnostic("a recipe begins with its name", at: range, hint: "optimizer mine")
  }

  static func secondOptimizer(at range: SourceRange) -> Diagnostic {
    Diagnostic("a text holds one recipe", at: range, hint: "give the second one its own")
  }

  static func recipeTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a recipe has at most \(Recipe.sizeLimit) hyper-parameters, states and lines", at: range)
  }

  static func optimizerName(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "an optimizer's name is a word of letters, digits, . _ and -", at: range,
      hint: "optimizer mine")
  }

  static func quoteNotClosed(at range: SourceRange) -> Diagnostic {
    Diagnostic("this text is not closed", at: range, hint: "end it with \"")
  }

  static func expectedAssignment(_ example: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("a name and = should stand here", at: range, hint: "as in \(example)")
  }

  static func expectedInterval(at range: SourceRange) -> Diagnostic {
    Diagnostic("a range should follow in", at: range, hint: "as in [0, 1) or (0, inf)")
  }

  private static let purposes =
    Recipe.Purpose.allCases.map(\.rawValue).joined(separator: ", ")

  static func expectedPurpose(at range: SourceRange) -> Diagnostic {
    Diagnostic("what it is for should follow as", at: range, hint: "one of \(purposes)")
  }

  static func unknownPurpose(_ word: String, at range: SourceRange) -> Diagnostic {
    // A range behind it is a range in the wrong place.
    if word.contains(where: \.isWhitespace) {
      return Diagnostic(
        "only one word stands behind as", at: range,
        hint: "as in hyper rho = 0.9 in [0, 1) as decay")
    }
    let nearest = Spelling.nearest(to: word, among: Recipe.Purpose.allCases.map(\.rawValue))
    return Diagnostic(
      "\(word) is nothing that a hyper-parameter is for here", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "one of \(purposes)")
  }

  static func purposeTwice(_ purpose: Recipe.Purpose, _ other: Name, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(other) is \(purpose.title) already", at: range,
      hint: "each purpose has one hyper-parameter")
  }

  static func standardOutside(
    _ name: Name, _ interval: Interval, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("the value of \(name) is not in \(interval.text)", at: range)
  }

  static func hyperValue(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("a hyper-parameter is a single number", at: range, hint: "hyper \(name) = 0.01")
  }

  static func stateStart(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a state begins with one number, or one for each of what there are", at: range,
      hint: "state \(name) = 0")
  }

  static func secondPopulation(at range: SourceRange) -> Diagnostic {
    Diagnostic("a recipe has one population", at: range)
  }

  static func populationCount(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a population has a whole number of particles, from 1 to \(Recipe.largestPopulation)",
      at: range, hint: "population n = 5")
  }

  static func populationTooLarge(_ particles: Int, _ parameters: Int) -> Diagnostic {
    Diagnostic(
      "\(particles.counted("particle")) of \(parameters.counted("parameter")) are too many numbers",
      hint: "\(Machine.largestPopulation) together are the most")
  }

  static func nameTwice(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) is set already", at: range, hint: "a name stands for one quantity")
  }

  static func readBeforeSet(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is read before it is set", at: range,
      hint: "move its line up, or declare state \(name) = 0")
  }

  static func unknownInRecipe(_ name: Name, among known: [Name], at range: SourceRange)
    -> Diagnostic
  {
    let nearest = Spelling.nearest(to: name.text, among: known.map(\.text))
    let message = "there is nothing called \(name) in this recipe"
    if name == .objective {
      return Diagnostic(message, at: range, hint: "a start asks for f at a point: f(θ)")
    }
    if (Recipe.given + Recipe.curvatures).contains(name) {
      return Diagnostic(message, at: range, hint: "a state starts before the first step")
    }
    return Diagnostic(
      message, at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "declare it: hyper \(name) = …")
  }

  /// The error for `x = x - step`, which moves a parameter by its name or reads a state that was
  /// never declared.
  static func parameterInRecipe(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) is read before it is set", at: range,
      hint: "θ stands for all parameters: θ = θ - step; "
        + "what is kept from step to step is a state: state \(name) = 0")
  }

  static func oneDeclarationALine(
    _ word: String, _ first: Substring, _ second: Substring, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      "each \(word) has its line", at: range,
      hint: "type \(word) \(first.trimmedText), then \(word) \(second.trimmedText)")
  }

  static func componentInRecipe(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("a recipe treats all parameters alike", at: range, hint: "write \(name)")
  }

  static func stateNeverUpdated(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic("the state \(name) is never updated", at: range, hint: "\(name) = …")
  }

  static func thetaNeverMoved(at range: SourceRange?) -> Diagnostic {
    Diagnostic("the recipe never moves θ", at: range, hint: "end with θ = θ - step")
  }
}

extension Substring {
  fileprivate var trimmedText: Substring {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
