import Formula
import Optimizers
import Session

extension CommandTable {
  static let whose = Command(
    "whose", .learn, "find which optimizer made some numbers", brief: "which rule",
    takes: .whose,
    details: """
      x = 4, 3.6838, 3.4635 are a parameter's values, the first the start; several parameters stand \
      behind each other, each in brackets. Numbers of f alone will do, and a table's columns: x, y, g.x, \
      f. All recipes are tried on the function at hand, with learning rate, memories, ε and weight decay \
      fitted, to the digits given; if none fits, each with one slip. Values that the numbers don't tell \
      are said to be so.
      """,
    examples: ["whose x = 4, 3.683772, 3.463507", "whose x = [4, 3.2], y = [1, -1]"],
    related: ["diff", "recipes", "predict"], onlyTells: true
  ) { session, given, host throws(Diagnostic) in try session.whose(given, host) }
}

/// Numbers as they were given: columns by name, or a file of them.
enum WhoseNumbers: Sendable {
  case columns([(name: Located<Name>, part: Name?, numbers: [WrittenNumber])])
  case file(FileArgument)
}

/// A number as it was typed, by whose digits it is held against others.
struct WrittenNumber: Sendable {
  var formula: Expression
  var text: String
}

extension Grammar where Value == WhoseNumbers {
  fileprivate static var whose: Grammar {
    let columns = Grammar<WhoseNumbers>(
      .place("NAME = NUMBER, NUMBER, …", example: "x = 4, 3.6838, 3.4635"),
      begins: { $0.isAtColumn || $0.isAtEnd }
    ) { reader throws(Diagnostic) in
      var columns: [(name: Located<Name>, part: Name?, numbers: [WrittenNumber])] = []
      repeat {
        if reader.isAtEnd {
          reader.expect(.assigned(reader.session.parameters.map(\.text) + ["f"]))
        }
        let start = reader.place
        if let (part, range) = reader.assignedPart() {
          columns.append((Located(part.name, at: range), part.parameter, try reader.numberList()))
        } else if let name = reader.assignedName() {
          columns.append((name, nil, try reader.numberList()))
        } else {
          throw .expectedNumbers(at: start)
        }
      } while reader.comma() || reader.isAtColumn
      return .columns(columns)
    }
    return .either(
      columns, Grammar<FileArgument>.reading("FILE", example: "walk.csv").map { .file($0) })
  }
}

extension ArgumentReader {
  fileprivate var isAtColumn: Bool {
    var copy = self
    return copy.assignedPart() != nil || copy.assignedName() != nil
  }

  /// `4, 3.6, 3.4` up to another column, or a list in brackets.
  fileprivate mutating func numberList() throws(Diagnostic) -> [WrittenNumber] {
    let source = rest.source
    func written(_ formula: Expression) -> WrittenNumber {
      WrittenNumber(formula: formula, text: String(source.slice(formula.range)))
    }
    if rest.text.first == "[" {
      let list = try formula(isElement: false)
      guard case .vector(let elements) = list.kind else {
        throw .expectedNumbers(at: list.range)
      }
      return elements.map(written)
    }
    var numbers = [written(try formula(isElement: true))]
    while true {
      var ahead = self
      guard ahead.comma(), !ahead.isAtColumn, !ahead.isAtEnd else { return numbers }
      self = ahead
      numbers.append(written(try formula(isElement: true)))
    }
  }
}

// MARK: - Carrying it out

extension Session {
  fileprivate func whose(_ given: WhoseNumbers, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !parameters.isEmpty else { throw .noWalkOfNumbers() }
    let columns = try columns(given, host)
    guard columns.hasGradients || objective != nil else { throw .noWalkOfNumbers() }
    defer { host.progress(nil) }
    let (search, isComplete) = try identification(
      columns, isInterrupted: host.isInterrupted, progress: host.progress)
    var report = search.report(tried: recipesTried.count)
    report.isInterrupted = !isComplete
    host.emit(.whose(report))
    return .done
  }

  /// Looks for who made some numbers.
  ///
  /// - Parameters:
  ///   - columns: the numbers.
  ///   - isInterrupted: asked every few recipes.
  ///   - progress: told how far it has come.
  /// - Returns: what was found, and whether the search came to its end.
  /// - Throws: a ``Diagnostic`` where f has no value at the start.
  func identification(
    _ columns: [Observations.Column], isInterrupted: () -> Bool,
    progress: (Progress?) -> Void = { _ in }
  ) throws(Diagnostic) -> (Identification, isComplete: Bool) {
    let value = try objective.map { objective throws(Diagnostic) in
      var compiled = try CompiledObjective(objective)
      return compiled.value(at: start)
    }
    let observations = (columns.hasGradients ? [0, 1] : [0]).map {
      Observations(columns, start: start, value: value, gradientShift: $0)
    }
    guard observations.allSatisfy({ !$0.standStill }) else { throw .numbersStandStill() }
    var search = Identification(observations, objective, blocks)
    let recipes = recipesTried
    var isComplete = search.tryAll(recipes.map { ($0, nil) }, isInterrupted: isInterrupted) {
      progress(Progress(made: $0, limit: recipes.count, unit: .recipes))
    }
    if isComplete, search.fits.isEmpty {
      isComplete = search.tryAll(recipes.map { ($0, nil) }, .odd, isInterrupted: isInterrupted) {
        progress(Progress(made: $0, limit: recipes.count, unit: .recipes))
      }
    }
    if isComplete, search.fits.isEmpty {
      let slipped = slipped(recipes)
      isComplete = search.tryAll(slipped, isInterrupted: isInterrupted) {
        progress(Progress(made: $0, limit: slipped.count, unit: .slips))
      }
    }
    return (search, isComplete)
  }

  /// What says fma is the same rule, rounded otherwise.
  private var recipesTried: [Recipe] {
    library.names.filter { !$0.hasSuffix(".fma") }.compactMap { library[$0] }
  }

  /// The recipes that people write by themselves, with each slip that they make.
  private func slipped(_ recipes: [Recipe]) -> [(recipe: Recipe, slip: String?)] {
    let own = library.generalNames.filter { !$0.hasPrefix("course.") }
    return recipes.filter { own.contains($0.name) }
      .flatMap { recipe in
        let slipped = recipe.slipped(upTo: 1, SlipContext(of: recipe))
        // The most usual ones first.
        return (0...1).flatMap { rank in slipped.filter { $0.slip.rank == rank } }
          .map { ($0.recipe, $0.text) }
      }
  }

  private func columns(_ given: WhoseNumbers, _ host: Host) throws(Diagnostic)
    -> [Observations.Column]
  {
    switch given {
    case .columns(let columns):
      var result: [Observations.Column] = []
      for column in columns {
        guard let subject = subject(column.name.value, column.part) else {
          throw .noSuchColumn(column.name.value, parameters, at: column.name.range)
        }
        guard !result.contains(where: { $0.subject == subject }) else {
          throw .columnTwice(column.name.value, at: column.name.range)
        }
        var numbers: [Double] = []
        for written in column.numbers { numbers.append(try number(written.formula)) }
        guard numbers.count > 1, result.first.map({ $0.numbers.count == numbers.count }) ?? true
        else {
          throw .columnLength(
            numbers.count, result.first?.numbers.count, at: column.name.range)
        }
        let texts = column.numbers.enumerated().map { index, written in
          // A formula is as exact as what it comes to.
          written.text.isDigits
            ? written.text : NumberFormat.roundTrip.text(abs(numbers[index]))
        }
        result.append(Observations.Column(subject, numbers, texts: texts))
      }
      return result
    case .file(let file):
      return try columns(in: file, host)
    }
  }

  /// The columns of a file; where a log has no gradient beside the start, the others are those of the
  /// steps.
  private func columns(in file: FileArgument, _ host: Host) throws(Diagnostic)
    -> [Observations.Column]
  {
    let (table, reading) = try table(in: file, host)
    let known = table.columns.filter { subject(of: $0.name.text) != nil }
    guard !known.isEmpty else { throw .noColumnOfWalk(parameters, at: file.range) }
    var numbers = known.map { (name: $0.name, values: $0.values) }
    if !reading.omittedCells.isEmpty {
      numbers = try numbersBesideGaps(known.map(\.name), file, host)
    }
    guard numbers[0].values.count > 1 else { throw .oneRowOfWalk(at: file.range) }
    return numbers.compactMap { name, values in
      subject(of: name.text).map { Observations.Column($0, writtenByProgram: values) }
    }
  }

  /// The columns of a file in which some rows lack a number.
  private func numbersBesideGaps(
    _ names: [Name], _ file: FileArgument, _ host: Host
  ) throws(Diagnostic) -> [(name: Name, values: [Double])] {
    func isGradient(_ name: Name) -> Bool {
      if case .gradient? = subject(of: name.text) { true } else { false }
    }
    let (gradients, places) = (names.filter(isGradient), names.filter { !isGradient($0) })
    var numbers: [(name: Name, values: [Double])] = []
    for part in [places, gradients] where !part.isEmpty {
      let (table, reading) = try table(in: file, columns: part, host)
      let isFirst = reading.omittedCells.allSatisfy { $0.count == 1 && $0.examples[0].line <= 2 }
      guard reading.omittedCells.isEmpty || part == gradients && isFirst else {
        let gap = reading.omittedCells[0]
        throw .gapInWalk(gap.column, line: gap.examples[0].line, at: file.range)
      }
      numbers += table.columns.map { ($0.name, $0.values) }
    }
    let count = numbers.map(\.values.count).max() ?? 0
    return numbers.map { name, values in
      // fits: as many as are missing
      (name, [Double](repeating: .nan, count: count - values.count) + values)
    }
  }

  private func subject(_ name: Name, _ part: Name?) -> Observations.Subject? {
    if let part {
      return name == .gradient ? parameters.firstIndex(of: part).map { .gradient($0) } : nil
    }
    if name == .gradient, parameters.count == 1 { return .gradient(0) }
    if let index = parameters.firstIndex(of: name) { return .parameter(index) }
    return subject(of: name.text)
  }

  /// What a file's column is of, by its heading: `x`, `g.x`, `grad_x`, `f`, `loss`.
  private func subject(of heading: String) -> Observations.Subject? {
    let word = heading.lowercased().filter { $0.isLetter || $0.isNumber }
    if ["f", "loss", "objective", "cost"].contains(word) { return .objective }
    for (index, parameter) in parameters.enumerated() {
      let name = parameter.text.lowercased().filter { $0.isLetter || $0.isNumber }
      if heading == parameter.text || word == name { return .parameter(index) }
      if ["g" + name, "grad" + name, "gradient" + name, "d" + name].contains(word) {
        return .gradient(index)
      }
    }
    return nil
  }
}

extension [Observations.Column] {
  fileprivate var hasGradients: Bool {
    contains { if case .gradient = $0.subject { true } else { false } }
  }
}

extension String {
  /// Whether it is a number in digits, with a sign or without.
  fileprivate var isDigits: Bool { allSatisfy { $0.isNumber || "+-−.eE".contains($0) } }
}
