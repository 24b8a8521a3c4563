import Formula
import Optimizers

/// A range of a hyper-parameter as it was typed: `lr = 1e-4..10 log in 40`.
struct SweepAxis: Sendable {
  var name: Name
  var nameRange: SourceRange
  var ends: NumberRange
  var lower = Double.nan
  var upper = Double.nan
  var isLogarithmic = false
  var count: Int?

  /// The most values one axis may have.
  static let countLimit = 1000

  /// The values from the lower end to the upper, evenly apart or at even ratios.
  func values(_ standard: Int) -> [Double] {
    let count = count ?? standard
    guard count > 1 else { return [lower] }
    return (0..<count).map { index in
      // The ends are what was typed, to the bit.
      if index == 0 { return lower }
      if index == count - 1 { return upper }
      let part = Double(index) / Double(count - 1)
      guard isLogarithmic else { return lower + (upper - lower) * part }
      return Self.power(lower, upper, part)
    }
  }

  private static func power(_ lower: Double, _ upper: Double, _ part: Double) -> Double {
    let formula = Expression(
      .binary(
        .multiply, .number(lower),
        Expression(.binary(.power, .number(upper / lower), .number(part)))))
    guard case .scalar(let value)? = try? formula.value() else { return .nan }
    return value
  }
}

extension Grammar where Value == SweepAxis {
  /// `lr = 1e-4..10 log in 40`.
  static var axis: Grammar {
    let ends = Grammar<(NumberRange, Bool, Int?)>.sequence(
      .range, .flag("log"), .option("in", .valueCount))
    return Grammar(
      .sequence([.place("NAME =", example: "lr ="), ends.shape])
    ) { reader throws(Diagnostic) in
      if reader.isAtEnd {
        reader.expect(.assigned(reader.session.recipe?.hypers.map(\.name.text) ?? []))
      }
      let start = reader.place
      guard let name = reader.assignedName() else { throw .expectedSweep(at: start) }
      let (range, isLogarithmic, count) = try ends.read(&reader)
      return SweepAxis(
        name: name.value, nameRange: name.range, ends: range, isLogarithmic: isLogarithmic,
        count: count)
    }
  }
}

extension Grammar where Value == Int {
  /// How many values an axis has.
  fileprivate static var valueCount: Grammar {
    Grammar(.place("n", example: "5")) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else { throw .notACount(at: reader.place, hint: reader.example) }
      let hint = reader.example
      let formula = try reader.formula()
      let number = try formula.count(hint: hint)
      // fits: constants
      guard (2...SweepAxis.countLimit).contains(number) else {
        throw .sweepCount(SweepAxis.countLimit, at: formula.range)
      }
      return number
    }
  }
}

extension Session {
  /// An axis with the numbers at its ends, all between which the optimizer takes.
  func checked(_ typed: SweepAxis, of recipe: Recipe) throws(Diagnostic) -> SweepAxis {
    var axis = typed
    guard let hyper = recipe.hyper(axis.name) else {
      throw .unknownHyper(
        axis.name, of: recipe.name, among: recipe.hypers.map(\.name.text), at: axis.nameRange)
    }
    let range = axis.ends.range
    (axis.lower, axis.upper) = (try number(axis.ends.lower), try number(axis.ends.upper))
    guard axis.lower < axis.upper, !axis.isLogarithmic || axis.lower > 0 else {
      throw .sweepRange(isLogarithmic: axis.isLogarithmic, at: range)
    }
    for value in [axis.lower, axis.upper] where !hyper.interval.contains(value) {
      throw .hyperOutside(
        axis.name, value, hyper.interval.text, meaning: hyper.meaning, at: range)
    }
    return axis
  }
}

extension Diagnostic {
  static func expectedSweep(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a hyper-parameter and its range should stand here", at: range,
      hint: "sweep lr = 1e-4..10 log")
  }

  static func sweepAxes(at range: SourceRange) -> Diagnostic {
    Diagnostic("a sweep goes over one or two hyper-parameters", at: range)
  }

  static func sweepRange(isLogarithmic: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      isLogarithmic
        ? "with log a range goes from above 0 to more" : "a range goes from less to more",
      at: range, hint: "as in 1e-4..10")
  }

  static func sweepCount(_ limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("from 2 to \(limit) values are possible", at: range)
  }

  static func sweepTooLarge(_ counts: [Int], limit: Int, at range: SourceRange) -> Diagnostic {
    let product = counts.map { String($0) }.joined(separator: " × ")
    return Diagnostic(
      "a sweep makes at most \(limit) walks, and this would make \(product)", at: range,
      hint: "in n says how many values a hyper-parameter is given")
  }

  static func expectedShow(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "f, or steps to and a condition, should follow show", at: range,
      hint: "show steps to f < 1e-3")
  }
}
