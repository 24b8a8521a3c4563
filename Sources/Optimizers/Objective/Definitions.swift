package import Formula
import HashTreeCollections

/// Formulas with a name, and functions that are formulas, as `let` makes them: worked out anew
/// wherever they are used.
package struct Definitions: Sendable {
  // Trees, which copies share: `undo` keeps the definitions before each line.
  private var formulas: TreeDictionary<Name, Expression> = [:]
  private var functions: TreeDictionary<Name, FormulaFunction> = [:]
  /// How many definitions stand one upon the other up to each, itself among them.
  private var heights: TreeDictionary<Name, Int> = [:]
  /// Every name that a formula reads or once read.
  private var read: TreeSet<Name> = []

  /// How many definitions may stand one upon the other.
  package static let depthLimit = 1000

  package init() {}

  /// The formula of a name, nil where there is none or the name is a function's.
  package subscript(name: Name) -> Expression? { formulas[name] }

  /// The learner's own function of a name.
  package func function(_ name: Name) -> FormulaFunction? { functions[name] }

  /// The formula of a definition, be it a function's.
  func formula(of name: Name) -> Expression? { formulas[name] ?? functions[name]?.formula }

  /// The names of formulas, sorted.
  package var names: [Name] { formulas.keys.sorted { $0.text < $1.text } }

  /// The names of functions, sorted.
  package var functionNames: [Name] { functions.keys.sorted { $0.text < $1.text } }

  /// What the formula or the function of a name reads; nil where there is neither.
  package func names(readBy name: Name) -> Set<Name>? {
    formulas[name]?.names ?? functions[name]?.names
  }

  /// Some names, and all that their definitions read.
  package func allNames(from names: Set<Name>) -> Set<Name> {
    var (reached, open) = (names, names)
    while let next = open.popFirst() {
      let inner = self.names(readBy: next)?.subtracting(reached) ?? []
      open.formUnion(inner)
      reached.formUnion(inner)
    }
    return reached
  }

  /// Gives a formula a name.
  ///
  /// - Throws: a ``Diagnostic`` where the formula would be defined by itself, or where too many
  ///   definitions would stand one upon the other.
  package mutating func define(_ name: Name, as formula: Expression) throws(Diagnostic) {
    let isMoved = try note(name, reading: formula.names, at: formula.range)
    formulas[name] = formula
    functions[name] = nil
    if isMoved { measure() }
  }

  /// Makes a function.
  ///
  /// - Throws: a ``Diagnostic`` where it would be defined by itself, or where too many definitions
  ///   would stand one upon the other.
  package mutating func define(_ function: FormulaFunction) throws(Diagnostic) {
    let isMoved = try note(function.name, reading: function.names, at: function.formula.range)
    functions[function.name] = function
    formulas[function.name] = nil
    if isMoved { measure() }
  }

  /// Notes the height of what is about to be defined.
  ///
  /// - Returns: whether what stands on it now stands higher or lower.
  private mutating func note(_ name: Name, reading names: Set<Name>, at range: SourceRange)
    throws(Diagnostic) -> Bool
  {
    guard !names.contains(name), !read.contains(name) || !allNames(from: names).contains(name)
    else { throw .definedByItself(name, at: range) }
    let height = height(above: names)
    guard height <= Definitions.depthLimit else { throw .definitionsTooDeep(at: range) }
    let before = heights.updateValue(height, forKey: name)
    let isMoved = before != height && read.contains(name)
    read.formUnion(names)
    return isMoved
  }

  private func height(above names: Set<Name>) -> Int {
    1 + (names.compactMap { heights[$0] }.max() ?? 0)
  }

  /// Works all heights out anew.
  private mutating func measure() {
    heights = [:]
    let all = (names + functionNames).map { Reading($0) }
    // Without a limit nothing is refused.
    for reading in (try? needed(by: all, limit: .max))?.definitions ?? [] {
      let height = height(above: names(readBy: reading.name) ?? [])
      heights[reading.name] = Swift.max(height, heights[reading.name] ?? 0)
    }
  }

  /// Whether a formula, or a definition it uses, speaks of the numbers before the step.
  package func usesPrevious(_ formula: Expression) -> Bool {
    formula.usesPrevious
      || allNames(from: formula.names).contains {
        (formulas[$0] ?? functions[$0]?.formula)?.usesPrevious == true
      }
  }
}

extension Definitions: Hashable {
  package static func == (left: Definitions, right: Definitions) -> Bool {
    left.formulas == right.formulas && left.functions == right.functions
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(formulas)
    hasher.combine(functions)
  }
}

// MARK: - What stands on what

extension Definitions {
  /// What formulas come down to.
  struct Needed {
    /// The definitions they use, each behind those that it uses itself.
    var definitions: [Reading] = []
    /// What else is read, by them and by the definitions.
    var others: [Reading] = []
  }

  /// What formulas come down to, in one pass over the definitions they reach.
  ///
  /// - Parameters:
  ///   - readings: what the formulas read.
  ///   - isTaken: whether a name stands for something else, whatever a definition says.
  ///   - isSquare: whether there is a quantity of a name such as `g²`; nil takes what is taken.
  ///   - limit: how many may stand one upon the other.
  /// - Returns: the definitions, in an order to work them out, and all else that is read.
  /// - Throws: a ``Diagnostic`` without a range where too many stand one upon the other.
  func needed(
    by readings: [Reading], except isTaken: (Name) -> Bool = { _ in false },
    squares isSquare: ((Name) -> Bool)? = nil, limit: Int = depthLimit
  ) throws(Diagnostic) -> Needed {
    var result = Needed()
    /// How many definitions stand below each that is done, itself among them.
    var heights: [Reading: Int] = [:]
    var others: Set<Reading> = []
    var open = readings.reversed().map { (reading: $0, isEntered: false) }
    while let (reading, isEntered) = open.popLast() {
      guard heights[reading] == nil else { continue }
      guard !isTaken(reading.name),
        let own = self.readings(of: reading.name, squares: { isSquare?($0) ?? isTaken($0) })
      else {
        if others.insert(reading).inserted { result.others.append(reading) }
        continue
      }
      let parts = own.map { $0.earlier(by: reading.stepsBack) }
      if isEntered {
        let height = 1 + (parts.map { heights[$0] ?? 0 }.max() ?? 0)
        guard height <= limit else { throw .definitionsTooDeep(at: nil) }
        heights[reading] = height
        result.definitions.append(reading)
      } else {
        open.append((reading, true))
        open += parts.reversed().map { ($0, false) }
      }
    }
    return result
  }

  /// What a definition reads, nil where there is none of that name.
  private func readings(of name: Name, squares isSquare: (Name) -> Bool) -> [Reading]? {
    formulas[name]?.resolvingSquares(where: isSquare).readings ?? functions[name]?.readings
  }

  /// All names, each behind those that its formula reads; of those that may stand at one place, in
  /// the order of the alphabet.
  package var inOrder: [Name] {
    (names + functionNames).map { (height: heights[$0] ?? 0, name: $0) }
      .sorted { ($0.height, $0.name.text) < ($1.height, $1.name.text) }
      .map(\.name)
  }

  /// Adds to a scope the definitions that formulas need.
  ///
  /// - Parameters:
  ///   - readings: what the formulas read.
  ///   - scope: has all that isn't a definition, and gets those.
  ///   - graph: gets their nodes.
  /// - Throws: a ``Diagnostic`` without a range, since the fault lies in an earlier text.
  func bind(_ readings: [Reading], in scope: inout Scope, of graph: inout Graph)
    throws(Diagnostic)
  {
    let bound = scope.bindings
    let isBound = { (name: Name) in bound[name] != nil }
    for reading in try needed(by: readings, except: isBound).definitions {
      try bind(reading, in: &scope, of: &graph, squares: isBound)
    }
  }

  /// Adds to a scope a definition whose parts it has.
  ///
  /// - Parameters:
  ///   - reading: the definition's name, now or before the step.
  ///   - scope: what its parts stand for.
  ///   - graph: gets its node.
  ///   - isQuantity: whether there is a quantity of a name, as for `g²`.
  ///   - ownCalls: lowers the calls that are the caller's own.
  /// - Throws: a ``Diagnostic`` without a range, since the fault lies in an earlier text.
  func bind(
    _ reading: Reading, in scope: inout Scope, of graph: inout Graph,
    squares isQuantity: (Name) -> Bool, ownCalls: Graph.CallLowering? = nil
  ) throws(Diagnostic) {
    if let function = functions[reading.name] { scope.functions[function.name] = function }
    guard var formula = self[reading.name] else { return }
    formula = formula.resolvingSquares(where: isQuantity)
    // A definition of before the step is its formula before the step.
    for _ in 0..<reading.stepsBack {
      formula = Expression(.call(.prev, [formula]), at: formula.range)
    }
    do {
      scope[reading] = try graph.lower(formula, in: scope, ownCalls: ownCalls)
    } catch {
      throw .inDefinition(reading.name, error)
    }
  }

  /// The value of a formula over these definitions and nothing else.
  ///
  /// - Throws: a ``Diagnostic`` for unknown names and shapes that don't fit.
  package func value(of formula: Expression) throws(Diagnostic) -> Value {
    var graph = Graph()
    var scope = Scope()
    try bind(formula.readings, in: &scope, of: &graph)
    let node = try graph.lower(formula, in: scope)
    return graph.value(of: node)
  }
}
