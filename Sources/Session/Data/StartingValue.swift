import Formula
import Optimizers

extension Session {
  /// What a parameter starts from: a formula in which `normal(2, 3)` and `uniform(3)` are numbers
  /// drawn with a seed.
  ///
  /// - Parameters:
  ///   - assignment: the parameter and its formula.
  ///   - number: which of the parameters it is, so that each draws numbers of its own.
  /// - Returns: the value.
  /// - Throws: a ``Diagnostic`` where the formula has unknown names or sizes that are no counts.
  func startingValue(_ assignment: Assignment, number: Int) throws(Diagnostic) -> Value {
    let chance = Chance(seed: assignment.seed ?? seed)
    // Parameters with a seed of their own draw alike wherever they stand.
    var next = assignment.seed == nil ? number << 24 : 0
    let drawn = try assignment.formula.fold { node, parts throws(Diagnostic) -> Expression in
      var rest = parts[...]
      let kind = node.kind.mapChildren { _ in rest.removeFirst() }
      guard case .call(let function, let sizes) = kind, [.normal, .uniform].contains(function)
      else { return Expression(kind, at: node.range) }
      var counts: [Int] = []
      for size in sizes { counts.append(try size.count()) }
      guard counts.saturatingProduct() <= Session.largestDraw else {
        throw .tooManyDraws(at: node.range)
      }
      return literal(counts[...], at: node.range) {
        defer { next += 1 }
        return function == .normal
          ? chance.normal(.start, step: 0, index: next)
          : chance.uniform(.start, step: 0, index: next)
      }
    }
    return try value(of: drawn)
  }

  /// How many numbers one call may draw.
  private static let largestDraw = 100_000

  /// A number, a list or a matrix of numbers, made in order.
  private func literal(
    _ counts: ArraySlice<Int>, at range: SourceRange, _ draw: () -> Double
  ) -> Expression {
    guard let count = counts.first else { return .number(draw(), at: range) }
    let elements = (0..<count).map { _ in literal(counts.dropFirst(), at: range, draw) }
    return Expression(.vector(elements), at: range)
  }
}

extension Value {
  /// The shape of a parameter that starts from this value.
  var parameterShape: Shape {
    switch self {
    case .scalar: return .scalar
    case .vector(let numbers, _): return .vector(.elements, count: numbers.count)
    case .matrix(let numbers, let columns):
      let rows = numbers.count / columns
      return .matrix(
        Shape.Dimension(.elements, count: rows), Shape.Dimension(.elements, count: columns))
    }
  }
}

extension DataTable {
  /// The data that a formula speaks of: all of it, or none where it names no column.
  func needed(by formula: Expression, _ definitions: Definitions) -> DataTable {
    definitions.allNames(from: formula.names).contains { self[$0] != nil } ? self : DataTable()
  }
}
