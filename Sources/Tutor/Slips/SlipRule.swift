import Formula

/// A kind of mistake that people make in a formula: the places where it can be made, and what the
/// formula is with it.
///
/// It is data: a family of them stands in a file, and works on any formula.
struct SlipRule: Sendable {
  /// What it is called where it is counted; it stands in files of progress and must not change.
  let kind: Slip.Kind
  /// How usual it is: 0 is what many do, 3 what few do.
  let rank: Int
  /// What a node may be taken for, each with what was done, to follow "what you get".
  let apply: @Sendable (Expression, SlipContext) -> [Taken]

  /// What a node was taken for.
  struct Taken {
    var node: Expression
    var text: String
    /// The parts of the formula that it stands in, the smallest first.
    ///
    /// Words name one where the same can be done in several places. A name alone is no place.
    var places: [Expression] = []

    init(_ node: Expression, _ text: String) { (self.node, self.text) = (node, text) }

    /// The smallest part that it stands in and none of the others does; nil where it is the only one.
    func placeThatTells(among others: [Taken]) -> Expression? {
      guard others.count > 1 else { return nil }
      return places.first { place in others.count { $0.places.contains(place) } == 1 }
        ?? places.first
    }
  }

  init(
    _ kind: Slip.Kind, rank: Int,
    _ apply: @escaping @Sendable (Expression, SlipContext) -> [Taken]
  ) {
    (self.kind, self.rank, self.apply) = (kind, rank, apply)
  }
}

/// What the words of a slip and its places depend on besides the formula.
struct SlipContext: Sendable {
  var notation = Notation()
  /// What is there to keep a denominator off zero.
  var epsilon: Name?
  /// Hyper-parameters that say how much of a memory is kept, and those that say something else.
  var decays: Set<Name> = []
  var otherHypers: Set<Name> = []
  /// What may be taken for each other: quantities for quantities, hyper-parameters for theirs.
  var groups: [[Expression]] = []

  func text(_ formula: Expression) -> String {
    let text = notation.text(formula)
    if case .binary(let symbol, _, _) = formula.kind, symbol != .power { return "(\(text))" }
    return text
  }
}

/// A formula with one slip in it.
struct SlippedFormula: Sendable {
  var kind: Slip.Kind
  var rank: Int
  var text: String
  var formula: Expression
}

extension SlipRule {
  /// All families, the most usual first.
  static let all: [SlipRule] = {
    let families: [[SlipRule]] = [
      rootsAndSquares, complements, epsilons, corrections, factors, terms, powers, functions,
      operands,
    ]
    return (0...3).flatMap { rank in families.joined().filter { $0.rank == rank } }
  }()

  /// Formulas that are higher are nobody's to work out by hand, and too long to be gone through node
  /// by node.
  static let greatestHeight = 60

  /// A formula with each slip at each place where it can be made, one in each result.
  ///
  /// - Parameters:
  ///   - formula: the formula.
  ///   - context: what the words depend on.
  ///   - rank: how unusual a slip may be.
  /// - Returns: the formulas, the most usual slips first.
  static func slips(in formula: Expression, _ context: SlipContext, upTo rank: Int = 3)
    -> [SlippedFormula]
  {
    guard formula.height <= greatestHeight else { return [] }
    var seen: Set<Expression> = [formula]
    var found: [(SlipRule, Taken)] = []
    for rule in all where rule.rank <= rank {
      for taken in rule.everywhere(in: formula, context) where seen.insert(taken.node).inserted {
        found.append((rule, taken))
      }
    }
    let alike = Dictionary(grouping: found.indices) { found[$0].1.text }
    return found.map { rule, taken in
      let others = (alike[taken.text] ?? []).map { found[$0].1 }
      let place =
        taken.placeThatTells(among: others)
        .map { ", in \(context.notation.text($0))" } ?? ""
      return SlippedFormula(
        kind: rule.kind, rank: rule.rank, text: taken.text + place, formula: taken.node)
    }
  }

  private func everywhere(in formula: Expression, _ context: SlipContext) -> [Taken] {
    var result = apply(formula, context).map { taken in
      var taken = taken
      taken.places = formula.kind.children.isEmpty ? [] : [formula]
      return taken
    }
    for (index, child) in formula.kind.children.enumerated() {
      for taken in everywhere(in: child, context) {
        var place = -1
        let kind = formula.kind.mapChildren { part in
          place += 1
          return place == index ? taken.node : part
        }
        var whole = taken
        whole.places.append(formula)
        whole.node = Expression(kind, at: formula.range)
        result.append(whole)
      }
    }
    return result
  }
}

extension Expression {
  static func binary(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression)
    -> Expression
  { Expression(.binary(symbol, left, right)) }

  static func call(_ function: Function, _ arguments: Expression...) -> Expression {
    Expression(.call(function, arguments))
  }

  static func name(_ name: Name) -> Expression { Expression(.name(name)) }

  static func component(_ part: Name, of quantity: Name) -> Expression {
    Expression(.component(part, of: quantity))
  }

  /// 1 − it.
  var complement: Expression { .binary(.subtract, .number(1), self) }

  /// The part of 1 − part, nil for another formula.
  var complemented: Expression? {
    guard case .binary(.subtract, let one, let part) = kind, one == .number(1) else { return nil }
    return part
  }

  /// What it is the square of, nil where it is none.
  var squared: Expression? {
    guard case .binary(.power, let base, let exponent) = kind, exponent == .number(2) else {
      return nil
    }
    return base
  }

  /// Whether it or a part of it is another formula.
  func contains(_ other: Expression) -> Bool {
    var found = false
    forEach { if $0 == other { found = true } }
    return found
  }
}
