import Formula
import Optimizers

// `minimize` and `params`: a function or none, and where to start.

extension CommandTable {
  static let minimize = Command(
    "minimize", .setUp, "set up a function and where to start", brief: "a function",
    takes: .sequence(
      .writtenFormula("FORMULA", example: "x^2 + 10y^2"),
      .from(hint: "from x = 4"), .option("in", .searchBox)),
    details: """
      The parameters are the names given a start, in that order. An optimizer in use stays in \
      use; the walk begins anew. in says where optimizers that search a box look.
      """,
    examples: [
      "minimize x^2 + 10y^2 from x = 4, y = 1", "minimize (w - 3)^2 from w = 0",
      "minimize x^2 + 10y^2 from x = 4, y = 1 in -5..5",
    ],
    related: ["use", "params", "gradient", "let"]
  ) { session, given, host throws(Diagnostic) in
    let starts = try given.1?.named(for: given.0, session) ?? []
    return try session.minimize(given.0, from: starts, in: given.2, host)
  }

  static let params = Command(
    "params", .setUp, "start without a function; gradients are fed by hand", brief: "no function",
    takes: .namedStarts(hint: "params x = 4, y = 1"),
    details: "Each step then wants its gradient: step g = 3, -1.",
    examples: ["params x = 4, y = 1", "params w = 0"], related: ["step", "minimize"]
  ) { session, starts, host throws(Diagnostic) in try session.params(starts, host) }
}

extension Session {
  mutating func minimize(
    _ written: WrittenFormula, from starts: [Assignment], in box: SearchBox?, _ host: Host
  ) throws(Diagnostic) -> Outcome {
    let formula = written.formula
    try setStart(starts, for: written)
    var bounds: [Name: ClosedRange<Double>] = [:]
    if let box { bounds = try self.bounds(box) }
    // A batch that the function before it used was meant for that one.
    let ended = objective?.batch
    if ended != nil { setup.batch = nil }
    setup.objective = Objective(
      formula: formula, blocks: blocks, definitions: definitions,
      data: data.needed(by: formula, definitions), batch: batch, bounds: bounds)
    try restart()
    guard let walk, let gradient = try GradientReport(walk) else { return .done }
    host.emit(
      .objective(
        ObjectiveReport(
          formula: formula, parameters: parameters, start: start,
          value: walk.current.objective ?? .nan, gradient: gradient)))
    if let ended { host.emit(.note(NoteReport(batchEnded(ended)))) }
    if let seen = RowsSeen(walk) { host.emit(.note(NoteReport(seen.content))) }
    return .done
  }

  /// The box by the names of the parameters' numbers; a list's or a matrix' have its ends each.
  private func bounds(_ box: SearchBox) throws(Diagnostic) -> [Name: ClosedRange<Double>] {
    var bounds: [Name: ClosedRange<Double>] = [:]
    switch box {
    case .all(let range):
      for name in parameters { bounds[name] = range }
    case .each(let ranges):
      for range in ranges {
        let block = blocks.first { $0.name == range.name.value }
        let names = block?.names ?? parameters.filter { $0 == range.name.value }
        guard !names.isEmpty else {
          throw .notAParameter(range.name.value, among: parameters, at: range.name.range)
        }
        for name in names { bounds[name] = range.range }
      }
    }
    return bounds
  }

  /// Takes the starting values given, or those there are already where they fit the formula.
  private mutating func setStart(
    _ starts: [Assignment], for written: WrittenFormula
  ) throws(Diagnostic) {
    let formula = written.formula
    let isOld = starts.isEmpty
    let known = isOld ? blocks.map(\.name) : starts.map(\.name)
    try checkCalls(of: written, known: known)
    try checkNames(starts)
    let used = try check(written, starts, known: known)
    guard isOld else {
      try checkParameterNames(starts)
      try take(starts)
      return
    }
    guard !used.isEmpty else { throw .noParameters(at: formula.range) }
    var kept: (blocks: [ParameterBlock], start: [Double]) = ([], [])
    for (block, offset) in zip(blocks, blocks.offsets) where used.contains(block.name) {
      kept.blocks.append(block)
      // fits: a shape has a number at least
      kept.start += start[offset..<offset + block.shape.count]
    }
    (setup.blocks, setup.start) = kept
  }

  /// The parameters a formula uses, every one of which must be known.
  private func check(
    _ written: WrittenFormula, _ starts: [Assignment], known: [Name]
  ) throws(Diagnostic) -> Set<Name> {
    let formula = written.formula
    // θ stands for all parameters, as in norm(θ).
    var used: Set<Name> = formula.reads(.theta) ? Set(known) : []
    var missing: [(name: Name, range: SourceRange)] = []
    let given = known + data.columns.map(\.name)
    formula.forEach { node in
      let name: Name
      switch node.kind {
      case .name(let read) where read != .theta || known.isEmpty: name = read
      case .apply(let callee, _) where definitions.function(callee.name) != nil: name = callee.name
      default: return
      }
      let names = definitions.parameters(of: name, given: given)
        .subtracting(data.columns.map(\.name).filter { !known.contains($0) })
      used.formUnion(names)
      for name in names.sorted(by: { $0.text < $1.text }) where !known.contains(name) {
        missing.append((name, node.range))
      }
    }
    let all = starts.map(\.name) + used.subtracting(starts.map(\.name)).sorted { $0.text < $1.text }
    let possible = all.filter {
      used.contains($0) && noParameter($0, among: given, at: formula.range) == nil
    }
    let proposed =
      starts.filter { used.contains($0.name) }.map { ($0.name, $0.formula) }
      + formula.startsOfWholes
    let unused = starts.first { !used.contains($0.name) }.map { start in
      Diagnostic.unusedStart(
        start.name, given: proposed, all: missing.isEmpty ? [] : possible, at: start.nameRange)
    }
    let reserved = missing.first { noParameter($0.name, among: given, at: $0.range) != nil }
    guard let (name, range) = reserved ?? missing.first else {
      if let unused { throw unused }
      return used
    }
    if let error = noParameter(name, among: given, at: range) {
      throw error.rewriting(written.text)
    }
    if let misread = Diagnostic.misread(
      name, among: given, lists: starts.filter(\.isList).map(\.name), written.text, at: range)
    {
      throw misread
    }
    throw unused ?? .noStart(name, given: proposed, all: possible, at: range)
  }

  /// What is wrong with a name that has no start, where it can't be given one.
  private func noParameter(_ name: Name, among given: [Name], at range: SourceRange) -> Diagnostic?
  {
    if name.isReserved { return .unknownName(name, among: given.map(\.text), at: range) }
    if !name.canBeParameter { return .notAParameter(name, at: range) }
    do {
      try (recipe ?? .none).check(parameter: name, at: range)
      return nil
    } catch {
      return error
    }
  }

  /// Sees that parameters aren't called like functions, and are whole.
  private func checkNames(_ starts: [Assignment]) throws(Diagnostic) {
    for start in starts where !start.name.canBeParameter {
      throw .notAParameter(start.name, at: start.nameRange)
    }
  }

  private func checkParameterNames(_ starts: [Assignment]) throws(Diagnostic) {
    let recipe = recipe ?? .none
    try checkNames(starts)
    for start in starts {
      try recipe.check(parameter: start.name, at: start.nameRange)
      if data[start.name] != nil { throw .columnAsParameter(start.name, at: start.nameRange) }
    }
  }

  mutating func params(_ starts: [Assignment], _ host: Host) throws(Diagnostic) -> Outcome {
    try checkParameterNames(starts)
    try take(starts)
    setup.objective = nil
    try restart()
    if let walk { host.emit(.parameters(PositionReport(walk))) }
    return .done
  }

  /// Makes starting values the parameters: each has the shape of what it starts from.
  private mutating func take(_ starts: [Assignment]) throws(Diagnostic) {
    var (blocks, numbers): ([ParameterBlock], [Double]) = ([], [])
    for (index, start) in starts.enumerated() {
      let value = try startingValue(start, number: index)
      blocks.append(ParameterBlock(start.name, shape: value.parameterShape))
      numbers += value.numbers
    }
    (setup.blocks, setup.start) = (blocks, numbers)
  }
}

extension Assignment {
  /// Whether it gives a list of numbers.
  fileprivate var isList: Bool {
    if case .vector = formula.kind { return true }
    return false
  }
}

extension Expression {
  /// For everything of which it reads elements, a start that has them: ones, or numbers by chance
  /// where there are many.
  fileprivate var startsOfWholes: [(Name, Expression)] {
    var sizes: [Name: [Int]] = [:]
    forEach { node in
      guard case .name(let name) = node.kind, let (whole, indices) = name.element else { return }
      let old = sizes[whole] ?? indices
      if old.count == indices.count { sizes[whole] = zip(old, indices).map { max($0, $1) } }
    }
    return sizes.map { whole, size in
      let size = size.map { Swift.min(max($0, 1), 1000) }
      guard size.reduce(1, { $0.saturatingProduct($1) }) <= 12 else {
        let counts = size.map { Expression(.number(Double($0))) }
        return (whole, Expression(.call(.normal, counts)))
      }
      let one = Expression(.number(1))
      return (
        whole,
        size.reversed().reduce(one) { part, count in
          Expression(.vector(Array(repeating: part, count: count)))
        }
      )
    }
  }
}

extension Definitions {
  /// The names that a name comes down to, through definitions, until there is none or a start is
  /// given: x and y for u, where u is x + y.
  fileprivate func parameters(of name: Name, given: [Name]) -> Set<Name> {
    var result: Set<Name> = []
    var seen: Set<Name> = [name]
    var open = [name]
    while let name = open.popLast() {
      if given.contains(name) {
        result.insert(name)
      } else if let names = names(readBy: name) {
        open += names.filter { seen.insert($0).inserted }
      } else if let whole = name.element?.whole {
        if seen.insert(whole).inserted { open.append(whole) }
      } else if Scope.constants[name] == nil, FunctionLibrary.standard[name] == nil {
        result.insert(name)
      }
    }
    return result
  }
}
