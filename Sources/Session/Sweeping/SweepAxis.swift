import Formula
import Optimizers

/// A range of a hyper-parameter as it was typed: `lr = 1e-4..10 log in 40`.
struct SweepAxis {
  var name: Name
  var nameRange: SourceRange
  var lower: Double
  var upper: Double
  var range: SourceRange
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

extension Session {
  /// Reads a range and sees that the optimizer takes all of it.
  func sweepAxis(_ text: SourceSlice, of recipe: Recipe) throws(Diagnostic) -> SweepAxis {
    var ahead = try? text.split(atSign: "..")?.left.parser()
    guard let (name, nameRange) = ahead?.assignedName(),
      let (_, range) = text.split(atSign: "="), let (low, rest) = range.split(atSign: "..")
    else { throw .expectedSweep(at: text.range) }
    guard let hyper = recipe.hyper(name) else {
      throw .unknownHyper(
        name, of: recipe.name, among: recipe.hypers.map(\.name.text), at: nameRange)
    }
    let (high, word, tail) = rest.split(at: ["log", "in"])
    var axis = SweepAxis(
      name: name, nameRange: nameRange, lower: try number(try low.formula()),
      upper: try number(try high.formula()),
      range: SourceRange(low.range.lower, high.range.upper))
    var count = tail
    if word?.text == "log" {
      axis.isLogarithmic = true
      let (inWord, behind) = tail.firstWord
      guard tail.isEmpty || inWord.text == "in" else { throw .nothingExpected(at: tail.range) }
      count = behind
    }
    if !count.isEmpty {
      let number = try count.count(1)
      guard (2...SweepAxis.countLimit).contains(number) else {
        throw .sweepCount(SweepAxis.countLimit, at: count.range)
      }
      axis.count = number
    } else if word?.text == "in" || !tail.isEmpty {
      throw .notACount(at: tail.range)
    }
    guard axis.lower < axis.upper, !axis.isLogarithmic || axis.lower > 0 else {
      throw .sweepRange(isLogarithmic: axis.isLogarithmic, at: axis.range)
    }
    for value in [axis.lower, axis.upper] where !hyper.interval.contains(value) {
      throw .hyperOutside(
        name, value, hyper.interval.text, meaning: hyper.meaning, at: axis.range)
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

  static func expectedShow(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "f, or steps to and a condition, should follow show", at: range,
      hint: "show steps to f < 1e-3")
  }
}
