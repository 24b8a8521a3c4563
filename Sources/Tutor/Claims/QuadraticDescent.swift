import Formula
import Optimizers
import Session

/// Plain gradient descent on a quadratic, of which all is known.
///
/// Along each eigenvector of the second derivatives, with eigenvalue λ, a step multiplies the distance
/// from the least place by 1 − lr·λ. So a walk comes to rest from everywhere if and only if every
/// |1 − lr·λ| < 1, that is 0 < lr < 2/λmax, and f, which is ½·Σ λ·distance² above its least value, falls in
/// every step from everywhere but there if and only if the same holds: at 2/λmax it stays what it is.
struct QuadraticDescent: Sendable {
  /// The greatest eigenvalue.
  let greatest: Double
  /// Whether it is exact: that of a diagonal matrix of constants.
  let isExact: Bool
  let rate: Name

  /// What a rate may lead to.
  enum Property {
    case settles, decreases
  }

  /// Nil where it isn't that, or where f bends up along less than all directions.
  init?(_ recipe: Recipe, _ objective: Objective) {
    guard recipe == RecipeLibrary.standard["gd"], let rate = recipe.learningRate?.name,
      let nodes = try? objective.hessianNodes()
    else { return nil }
    let rows = nodes.rows.map { $0.map { nodes.graph[$0].constant } }
    let numbers = rows.joined().compactMap { $0 }
    guard numbers.count == rows.count.saturatingProduct(rows.count), numbers.allSatisfy(\.isFinite)
    else {
      return nil
    }
    self.rate = rate
    let isDiagonal = rows.indices.allSatisfy { row in
      rows.indices.allSatisfy { $0 == row || rows[row][$0] == 0 }
    }
    var values = rows.indices.compactMap { rows[$0][$0] }
    if !isDiagonal {
      guard let eigen = (try? Curvature(of: objective, at: rows.map { _ in 0 }))?.eigen else {
        return nil
      }
      values = eigen.values
    }
    guard let greatest = values.max(), let least = values.min(), least > 1e-9 * greatest else {
      return nil
    }
    (self.greatest, isExact) = (greatest, isDiagonal)
  }

  /// The rate at which it changes over.
  var border: Double { 2 / greatest }

  /// Whether a walk with a rate has both properties, from wherever it begins; nil where the border is so
  /// near that rounding could tell it wrong.
  private func has(at rate: Double) -> Bool? {
    // The sign of an fma is that of the exact number.
    let side = (-2.0).addingProduct(rate, greatest)
    guard isExact || abs(side) > 1e-9 else { return nil }
    return side < 0
  }

  /// Whether what a condition says of the rate goes with the properties for every rate above 0; nil where
  /// the condition speaks of more than comparisons of the rate with numbers.
  ///
  /// Between the numbers it speaks of, and the border, neither changes: so one rate of each stretch,
  /// and those numbers themselves, are all there is to be seen.
  ///
  /// - Parameters:
  ///   - condition: the condition.
  ///   - direction: which way it is said to go with them.
  /// - Returns: whether the claim is true.
  func decides(_ condition: Expression?, _ direction: Claim.Direction) -> Bool? {
    var changes: [Double] = [border]
    if let condition {
      guard let spoken = bounds(in: condition) else { return nil }
      changes += spoken.filter { $0 > 0 && $0.isFinite }
    }
    changes = Set(changes).sorted()
    var rates: [Double] = []
    var last = 0.0
    for bound in changes {
      rates += [last + (bound - last) / 2, bound]
      last = bound
    }
    rates.append(last * 2)
    for rate in rates where rate > 0 {
      guard let holds = has(at: rate),
        case .scalar(let truth)? = condition.map({ try? $0.value([self.rate: rate]) })
          ?? .some(.scalar(1))
      else { return nil }
      let isSaid = truth != 0
      switch direction {
      case .if where isSaid && !holds: return false
      case .onlyIf where holds && !isSaid: return false
      case .ifAndOnlyIf where holds != isSaid: return false
      default: break
      }
    }
    return true
  }

  /// The numbers that the rate is compared with; nil where a condition does more.
  private func bounds(in condition: Expression) -> [Double]? {
    switch condition.kind {
    case .binary(.and, let left, let right), .binary(.or, let left, let right):
      guard let first = bounds(in: left), let second = bounds(in: right) else { return nil }
      return first + second
    case .not(let inner): return bounds(in: inner)
    case .binary(let symbol, let left, let right):
      guard [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(symbol) else { return nil }
      if left.kind == .name(rate), case .scalar(let bound)? = try? right.value() { return [bound] }
      if right.kind == .name(rate), case .scalar(let bound)? = try? left.value() { return [bound] }
      return nil
    default: return nil
    }
  }

  /// What does hold, in a sentence.
  func truth(_ property: Property) -> NoteReport.Content {
    let what: NoteReport.Content =
      property == .settles
      ? "it comes to rest from everywhere" : "f falls in every step, from wherever it isn't at rest"
    let border: NoteReport.Content =
      isExact ? RoundNumbers.text(border) : "\(number: border, "border")"
    return """
      On a quadratic a step of gd multiplies the distance along each eigenvector by 1 − \(rate)·λ: \
      \(part: what), if and only if \(rate) < 2/λmax = \(part: border), where λmax = \
      \(number: greatest, "greatest").
      """
  }
}
