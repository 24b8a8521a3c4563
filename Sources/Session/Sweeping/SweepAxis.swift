import Formula
import Optimizers

/// The values of a hyper-parameter as they were typed: `lr = 1e-4..10 log in 40`, or a list; or the
/// formula that is to set it, `lr = a / sqrt(t)`, whose own number another axis goes over.
struct SweepAxis: Sendable {
  var name: Name
  var nameRange: SourceRange
  var given: Given
  var lower = Double.nan
  var upper = Double.nan
  /// The values of a list.
  var listed: [Double] = []
  var isLogarithmic = false
  var count: Int?

  enum Given: Sendable {
    case range(NumberRange)
    case list([Expression])
    case formula(Expression)

    /// Where it stands.
    var range: SourceRange {
      switch self {
      case .range(let ends): ends.range
      case .list(let formulas):
        formulas.dropFirst().reduce(formulas[0].range) { $0.union($1.range) }
      case .formula(let formula): formula.range
      }
    }
  }

  /// The most values one axis may have.
  static let countLimit = 1000

  /// The values from the lower end to the upper, evenly apart or at even ratios.
  func values(_ standard: Int) -> [Double] {
    guard listed.isEmpty else { return listed }
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
  /// `lr = 1e-4..10 log in 40`, `lr = 0.1, 0.2, 0.5` or `lr = a / sqrt(t)`.
  static var axis: Grammar {
    let ends = Grammar<(NumberRange, Bool, Int?)>.sequence(
      .range, .flag("log"), .option("in", .valueCount))
    let list = ArgumentShape.place("NUMBER, …", example: "0.1, 0.2, 0.5")
    let formula = ArgumentShape.place("FORMULA", example: "a / sqrt(t)")
    return Grammar(
      .sequence([.place("NAME =", example: "lr ="), .choice([ends.shape, list, formula])])
    ) { reader throws(Diagnostic) in
      if reader.isAtEnd {
        reader.expect(.assigned(reader.session.recipe?.hypers.map(\.name.text) ?? []))
      }
      let start = reader.place
      guard let name = reader.assignedName() else { throw .expectedSweep(at: start) }
      if let formulas = try reader.listedValues() {
        return SweepAxis(name: name.value, nameRange: name.range, given: .list(formulas))
      }
      if let formula = reader.formulaOfNames() {
        return SweepAxis(name: name.value, nameRange: name.range, given: .formula(formula))
      }
      let (range, isLogarithmic, count) = try ends.read(&reader)
      return SweepAxis(
        name: name.value, nameRange: name.range, given: .range(range),
        isLogarithmic: isLogarithmic, count: count)
    }
  }
}

extension ArgumentReader {
  /// Two or more formulas with commas between, nil where something else comes next.
  fileprivate mutating func listedValues() throws(Diagnostic) -> [Expression]? {
    var copy = self
    let isBracketed = copy.sign("[")
    var formulas: [Expression] = []
    repeat {
      guard let formula = try? copy.formula(), !copy.rest.text.hasPrefix("..") else { return nil }
      formulas.append(formula)
      // Behind a comma the other axis may stand.
      var next = copy
      if next.comma(), next.isAtAssignment {
        guard formulas.count > 1 else { return nil }
        break
      }
    } while copy.comma()
    guard formulas.count > 1, !isBracketed || copy.sign("]") else { return nil }
    self = copy
    return formulas
  }

  /// A formula that is no number by itself and no end of a range, nil where something else comes.
  fileprivate mutating func formulaOfNames() -> Expression? {
    var copy = self
    let formula = try? copy.stopping(at: .word("..")) { reader throws(Diagnostic) in
      try reader.formula()
    }
    guard let formula, !copy.rest.text.hasPrefix(".."), (try? formula.value()) == nil else {
      return nil
    }
    self = copy
    return formula
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
  /// An axis with its numbers: those listed, or those at its ends, all between which the optimizer
  /// takes.
  func checked(_ typed: SweepAxis, of recipe: Recipe) throws(Diagnostic) -> SweepAxis {
    var axis = typed
    guard let hyper = recipe.hyper(axis.name) else {
      throw .unknownHyper(
        axis.name, of: recipe.name, among: recipe.hypers.map(\.name.text), at: axis.nameRange)
    }
    let range = axis.given.range
    let tried: [Double]
    switch axis.given {
    case .formula: return axis
    case .range(let ends):
      (axis.lower, axis.upper) = (try number(ends.lower), try number(ends.upper))
      guard axis.lower < axis.upper, !axis.isLogarithmic || axis.lower > 0 else {
        throw .sweepRange(isLogarithmic: axis.isLogarithmic, at: range)
      }
      tried = [axis.lower, axis.upper]
    case .list(let formulas):
      for formula in formulas {
        guard !recipe.changes(formula, parameters: parameters) else {
          throw .formulaInList(axis.name, formula, of: recipe.name, at: formula.range)
        }
        axis.listed.append(try number(formula))
      }
      axis.listed.sort()
      guard axis.listed.count <= SweepAxis.countLimit else {
        throw .sweepCount(SweepAxis.countLimit, at: range)
      }
      if let twice = zip(axis.listed, axis.listed.dropFirst()).first(where: { $0 == $1 }) {
        throw .sweptTwice(twice.0, at: range)
      }
      tried = axis.listed
    }
    for value in tried where !hyper.interval.contains(value) {
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

  fileprivate static func formulaInList(
    _ name: Name, _ formula: Expression, of recipe: String, at range: SourceRange
  ) -> Diagnostic {
    let text = Notation().text(formula)
    return Diagnostic(
      "\(text) changes from step to step, and a list holds numbers", at: range,
      hint: "compare puts formulas side by side: compare \(recipe), \(recipe) \(name) = \(text)")
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

  static func sweptTwice(_ value: Double, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(NumberFormat.roundTrip.text(value)) stands here twice", at: range)
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
