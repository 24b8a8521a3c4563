package import Formula
package import Optimizers

/// All that a learner has set up and done: a value, so that a copy is a place to return to.
package struct Session: Sendable {
  /// The commands that lines may be, which are no part of its state.
  package let commands: CommandTable
  package var library: RecipeLibrary
  /// Where files of data are looked for, which is no part of its state either.
  package var files = ReadableFiles.own
  /// What a walk is made from.
  package internal(set) var setup = Setup()
  /// How far it has come.
  package internal(set) var position = Position()
  /// The walks that stand side by side.
  package internal(set) var comparison = Comparison()
  /// Places to return to.
  package internal(set) var marks = Marks()
  /// What is shown after every step, and what stops a run.
  package internal(set) var watches = Watches()
  /// The format in which every walk is shown beside the one in doubles; that of doubles for none.
  package internal(set) var precision = Precision.float64
  /// The walk in that format, as far as it has followed the one at hand.
  var narrow: NarrowWalk?
  /// What an empty line does again: `step` after `step`.
  package internal(set) var repetition: String?

  package init(library: RecipeLibrary, commands: CommandTable = .basic) {
    self.commands = commands
    self.library = library
  }
}

// MARK: - What there is now

extension Session {
  /// What formulas at the prompt speak of: the last step's quantities, or those of the step at
  /// hand as far as it has come.
  package var row: Row? {
    guard let walk else { return nil }
    guard let halfStep else { return walk.current }
    return Row(
      from: walk.current, to: walk.preview(feeding: halfStep.gradient),
      linesDone: halfStep.linesDone)
  }

  /// A formula's value over the live quantities and definitions.
  package func value(of formula: Expression) throws(Diagnostic) -> Value {
    if objective == nil, let range = formula.range(ofCall: .f) { throw .noObjective(at: range) }
    guard let row, !isOfDataAlone(formula) else {
      return try data.value(of: formula, definitions)
    }
    if let range = formula.range(of: .objective), objective == nil {
      throw .noObjective(at: range)
    }
    return try row.value(
      of: formula, definitions: definitions, previous: previous(for: formula),
      whereMissing: halfStep == nil ? "it has one after a step" : "line and step go on")
  }

  /// Whether a formula speaks of columns that the function at hand doesn't use, and of nothing
  /// that a step changes.
  private func isOfDataAlone(_ formula: Expression) -> Bool {
    guard objective?.data.isEmpty ?? true, !data.needed(by: formula, definitions).isEmpty else {
      return false
    }
    return row.map { formula.names.isDisjoint(with: $0.names) } ?? true
  }

  /// The row before the step, where a formula speaks of it.
  func previous(for formula: Expression) -> Row? {
    guard definitions.usesPrevious(formula), let walk else { return nil }
    return halfStep == nil ? walk.previous : walk.current
  }

  /// Every name that a formula may use now.
  package var names: [Name] {
    var names = row?.names ?? []
    for more in [data.columns.map(\.name), definitions.names] {
      let known = Set(names)
      names += more.filter { !known.contains($0) }
    }
    return names
  }

  /// Whether a name is one of ``names``, without a look at all of them.
  package func hasName(_ name: Name) -> Bool {
    definitions[name] != nil || data[name] != nil || row?.names.contains(name) == true
  }

  /// A walk that has an optimizer.
  package func stepping() throws(Diagnostic) -> Walk {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard recipe != nil else { throw .noOptimizer(library.generalNames) }
    return walk
  }

  /// Begins the walk anew from the start.
  ///
  /// - Throws: a ``Diagnostic`` where recipe and objective don't go together.
  mutating func restart() throws(Diagnostic) {
    position = Position(walk: try setup.makeWalk())
  }
}

// MARK: - Comparing

extension Session {
  /// Whether everything that commands build on is the same, to the bit.
  package func hasSameState(as other: Session) -> Bool {
    setup == other.setup && position == other.position
  }

  /// Whether anything is other than it was, so that there is something to take back.
  package func isChanged(since before: Session) -> Bool {
    !hasSameState(as: before) || watches != before.watches || marks != before.marks
      || comparison != before.comparison || precision != before.precision
  }
}
