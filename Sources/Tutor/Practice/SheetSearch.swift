import Formula

// fits throughout (range): slots and steps that there are

/// Looks for numbers with which formulas can be worked out by hand.
///
/// Formulas are taken apart into their sums, products and roots. A number is drawn where the first of
/// them reads it, and drawn anew as often as that part comes to one with many digits, so that what is
/// found for the first lines is kept while the last are still looked for.
struct SheetSearch {
  /// What a number has to be.
  enum Demand: Int {
    case anything, easy, easyAndNotZero

    func accepts(_ number: Double) -> Bool {
      switch self {
      case .anything: number.isFinite
      case .easy: number.isEasy
      case .easyAndNotZero: number.isEasy && number != 0
      }
    }
  }

  private struct Variable {
    var slot: Int
    var values: [Double]
  }

  private struct Step {
    var code: SheetCode
    var slot: Int
    var reads: Set<Int>
    var demand: Demand
  }

  private var variables: [Variable] = []
  private var steps: [Step] = []
  private var slotCount = 0
  private var slotOfLeaf: [Expression: Int] = [:]
  /// What names stand for so far.
  private var slots: [Name: Int] = [:]
  /// Where a part has been worked out before.
  private var known: [Expression: Int] = [:]

  /// So many parts are worked out at most before all is drawn anew, and so many in all.
  private static let mostInARow = 2_000
  private static let most = 60_000
  /// What it costs to hold all numbers against a check, in parts.
  private static let checkCost = 400
  /// So often numbers are drawn for one part.
  private static let mostDraws = 24

  // MARK: - What is looked for

  /// A name that stands for one of some numbers from here on.
  ///
  /// - Returns: its slot.
  @discardableResult
  mutating func draw(_ name: Name, from values: [Double]) -> Int {
    let slot = newSlot()
    slots[name] = slot
    variables.append(Variable(slot: slot, values: values))
    return slot
  }

  /// A name that stands for what a formula comes to from here on.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - formula: over what names stand for so far.
  ///   - parts: what its parts have to come to.
  ///   - whole: what all of it has to.
  /// - Returns: false where it asks for more than numbers, such as f elsewhere.
  mutating func work(
    out name: Name, by formula: Expression, parts: Demand = .anything, whole: Demand = .anything
  ) -> Bool {
    guard let leaf = leaf(for: formula, parts),
      let slot = slotOfLeaf[leaf] ?? step(leaf, parts)
    else { return false }
    slots[name] = slot
    demand(whole, ofSlot: slot)
    return true
  }

  /// Asks something of what a name stands for so far.
  mutating func demand(_ demand: Demand, of name: Name) {
    if let slot = slots[name] { self.demand(demand, ofSlot: slot) }
  }

  private mutating func demand(_ demand: Demand, ofSlot slot: Int) {
    guard let step = steps.firstIndex(where: { $0.slot == slot }) else { return }
    if demand.rawValue > steps[step].demand.rawValue { steps[step].demand = demand }
  }

  /// Where the number stands that a name stands for so far.
  func slot(of name: Name) -> Int? { slots[name] }

  // MARK: - Parts

  /// A slot as formulas over slots have it.
  private static func leaf(_ slot: Int) -> Expression { .name(Name("part\(slot)")) }

  private mutating func newSlot() -> Int {
    slotOfLeaf[SheetSearch.leaf(slotCount)] = slotCount
    slotCount += 1
    return slotCount - 1
  }

  /// What a formula's value is read from; nil where it asks for more than numbers.
  private mutating func leaf(for formula: Expression, _ demand: Demand) -> Expression? {
    switch formula.kind {
    case .number: return formula
    case .name(let name):
      if let slot = slots[name] { return SheetSearch.leaf(slot) }
      return Scope.constants[name] == nil ? nil : formula
    case .call(.if, _):
      // Nobody works out the branch that isn't taken.
      let slots = slots
      let inside = formula.rewritten { node in
        if case .name(let name) = node.kind, let slot = slots[name] {
          SheetSearch.leaf(slot)
        } else {
          node
        }
      }
      return step(inside, demand).map(SheetSearch.leaf)
    case .call(.fma, let parts):
      // By hand it is a product, and then a sum.
      guard leaf(for: .binary(.multiply, parts[0], parts[1]), demand) != nil else { return nil }
      return part(formula, demand)
    default: return part(formula, demand)
    }
  }

  private mutating func part(_ formula: Expression, _ demand: Demand) -> Expression? {
    var leaves: [Expression] = []
    for child in formula.kind.children {
      guard let leaf = leaf(for: child, demand) else { return nil }
      leaves.append(leaf)
    }
    leaves.reverse()
    let part = Expression(formula.kind.mapChildren { leaves.popLast() ?? $0 })
    return step(part, demand).map(SheetSearch.leaf)
  }

  /// Works a part out; the same is worked out once.
  private mutating func step(_ part: Expression, _ demand: Demand) -> Int? {
    if let slot = known[part] {
      self.demand(demand, ofSlot: slot)
      return slot
    }
    var reads: [Expression: Int] = [:]
    part.forEach { node in
      if let slot = slotOfLeaf[node] { reads[node] = slot }
    }
    guard let code = SheetCode(part, slots: reads) else { return nil }
    let slot = newSlot()
    steps.append(Step(code: code, slot: slot, reads: Set(reads.values), demand: demand))
    known[part] = slot
    return slot
  }

  // MARK: - Looking

  /// Numbers for all slots that meet what was asked of them, as the first that a check makes
  /// something of; nil where so many tries find none.
  func first<Found>(_ dice: inout Dice, _ check: ([Double]) -> Found?) -> Found? {
    var drawn: Set<Int> = []
    let draws = steps.map { step in
      variables.filter { step.reads.contains($0.slot) && drawn.insert($0.slot).inserted }
    }
    let idle = variables.filter { !drawn.contains($0.slot) }
    var frame = [Double](repeating: 0, count: slotCount)
    var (spent, limit) = (0, 0)
    var found: Found?
    func goOn(_ step: Int, _ dice: inout Dice) -> Bool {
      guard step < steps.count else {
        for variable in idle { frame[variable.slot] = dice.pick(variable.values) }
        spent += SheetSearch.checkCost
        found = check(frame)
        return found != nil
      }
      // fits: a few variables with few values each
      let choices = draws[step].reduce(1) { $0 * $1.values.count }
      for _ in 0..<min(choices, SheetSearch.mostDraws) {
        guard spent < limit else { return false }
        spent += 1
        for variable in draws[step] { frame[variable.slot] = dice.pick(variable.values) }
        steps[step].code.run(&frame, lanes: 1, into: steps[step].slot)
        if steps[step].demand.accepts(frame[steps[step].slot]), goOn(step + 1, &dice) {
          return true
        }
      }
      return false
    }
    while spent < SheetSearch.most {
      limit = spent + SheetSearch.mostInARow
      spent += 1
      if goOn(0, &dice) { return found }
    }
    return nil
  }
}
