import Formula
import Optimizers
import RealModule

/// Numbers of a walk as somebody has them: θ by step, gradients, or f, each to the digits given.
struct Observations: Sendable {
  /// What a column of numbers is of.
  enum Subject: Hashable, Sendable {
    /// A parameter or a part of the gradient, from 0.
    case parameter(Int)
    case gradient(Int)
    case objective
  }

  struct Column: Sendable {
    var subject: Subject
    var numbers: [Double]
    /// How far a number of a walk may be from each.
    var slacks: [Double]

    /// Numbers, with how they were typed; nil where only their values are known.
    init(_ subject: Subject, _ numbers: [Double], texts: [String]? = nil) {
      (self.subject, self.numbers) = (subject, numbers)
      slacks = numbers.enumerated().map { row, number in
        let text = texts?[row] ?? NumberFormat.roundTrip.text(abs(number))
        return Observations.slack(of: number, text)
      }
    }

    /// Numbers as a program wrote them into a file: one with fewer digits than the others has lost
    /// zeros at its end, whether all have as many decimals or as many digits.
    init(_ subject: Subject, writtenByProgram numbers: [Double]) {
      self.init(subject, numbers)
      let written = numbers.map { TypedNumber(NumberFormat.roundTrip.text(abs($0)), abs($0)) }
      let decimals = written.map(\.halfUnit).min() ?? 0
      let digits = written.map(\.digits).max() ?? 1
      slacks = zip(zip(numbers, written), slacks).map { number, slack in
        let exact = max(decimals, number.1.halfUnit(ofDigits: digits))
        return min(slack, max(exact * 1.000001, Observations.rounding * abs(number.0)))
      }
    }

    /// The column as one of a walk in float32.
    ///
    /// Each of its steps rounds θ once, and what it adds to it a few times more. Half a unit in the last
    /// place of IEEE 754's binary32 is 2⁻²⁴ of a number.
    fileprivate var inSinglePrecision: Column {
      var (result, largest) = (self, 0.0)
      for (row, number) in numbers.enumerated() where number.isFinite {
        largest = max(largest, abs(number))
        result.slacks[row] = max(slacks[row], Double(row + 1) * largest * 0x1p-23)
      }
      return result
    }
  }

  /// What is held against a walk: θ and f.
  private(set) var columns: [Column] = []
  /// Where the walk began.
  private(set) var start: [Double]
  /// The gradients that the steps found, from the first; none where the function gives them.
  private(set) var gradients: [[Double]] = []
  /// The step of the first row: 0 where that is the start.
  private(set) var firstStep = 0

  /// Whether θ is given, and not f alone.
  var givesPlaces: Bool {
    columns.contains { if case .parameter = $0.subject { true } else { false } }
  }

  /// How many steps there are numbers of.
  var stepCount: Int { firstStep + (columns.first?.numbers.count ?? 0) - 1 }

  /// Sorts numbers by what they are of.
  ///
  /// The first row is the start where θ is given. Where f alone is, it is the start if f has that
  /// value there, and else the first step.
  ///
  /// - Parameters:
  ///   - given: the numbers, as many of each.
  ///   - start: where the session's walk begins.
  ///   - value: f there, nil without a function.
  ///   - shift: the step that found the gradient of the first row, less one: a log may have the gradient
  ///     at each place, or the one that led to it.
  init(_ given: [Column], start: [Double], value: Double?, gradientShift shift: Int) {
    self.start = start
    let isSingle = Observations.areSingle(given.flatMap(\.numbers))
    let given = isSingle ? given.map(\.inSinglePrecision) : given
    columns = given.filter { if case .gradient = $0.subject { false } else { true } }
    var hasPlace = false
    for column in columns {
      guard case .parameter(let index) = column.subject, let first = column.numbers.first else {
        continue
      }
      // A start of many digits is the session's own, rounded.
      let slack = column.slacks[0]
      if abs(first - start[index]) > slack || slack > 1e-3 * abs(first) {
        self.start[index] = first
      }
      hasPlace = true
    }
    if !hasPlace, !columns.isEmpty, let value {
      firstStep = agrees(value, 0, at: 0) ? 0 : 1
    }
    let parts = given.compactMap { column -> (Int, [Double])? in
      if case .gradient(let index) = column.subject { (index, column.numbers) } else { nil }
    }
    guard parts.count == start.count, let count = parts.first?.1.count else { return }
    // fits: a row has a number of each column
    gradients = (0..<max(count - shift, 0)).map { row in
      parts.sorted { $0.0 < $1.0 }.map { $0.1[row + shift] }
    }
  }

  /// Whether no number can be told from the one before it, so that they tell nothing.
  var standStill: Bool {
    !columns.isEmpty
      && columns.allSatisfy { column in
        column.numbers.indices.dropFirst().allSatisfy { row in
          // fits: a row before it
          abs(column.numbers[row] - column.numbers[row - 1]) <= column.slacks[row]
        }
      }
  }

  /// The number of a column at a step, nil where there is none.
  func number(_ column: Int, at step: Int) -> Double? {
    let row = step - firstStep
    let numbers = columns[column].numbers
    return numbers.indices.contains(row) ? numbers[row] : nil
  }

  /// How far a number of a walk may be from that of a column at a step; there is one.
  func slack(_ column: Int, at step: Int) -> Double { columns[column].slacks[step - firstStep] }

  /// Whether a number rounds to the digits that were given at a step; true where none were.
  func agrees(_ value: Double, _ column: Int, at step: Int) -> Bool {
    guard let given = number(column, at: step) else { return true }
    guard value.isFinite, given.isFinite else {
      return value == given || value.isNaN && given.isNaN
    }
    return abs(value - given) <= slack(column, at: step)
  }

  // MARK: - Digits

  /// What is left of two computations that round in another order, as a part of the number.
  fileprivate static let rounding = 1e-9

  /// Whether numbers are float32's, written whole (3.683772325515747) or in so many digits as tell them apart
  /// (3.6837723).
  ///
  /// Doubles rounded to eight digits may all be such by chance where they are few, and lose a digit by it.
  private static func areSingle(_ numbers: [Double]) -> Bool {
    let finite = numbers.filter(\.isFinite).map { abs($0) }
      .map { TypedNumber(NumberFormat.roundTrip.text($0), $0) }
    return finite.count { $0.digits > 7 } > 5
      && finite.allSatisfy { number in
        abs(number.value - Double(Float(number.value))) <= number.halfUnit + 1e-15 * number.value
      }
  }

  private static func slack(of value: Double, _ text: String) -> Double {
    let text = text.drop { "+-−".contains($0) }
    var unit = TypedNumber(text, abs(value)).halfUnit
    // The zeros that end a great whole number may stand for digits that were left out.
    if text.count > 6, text.allSatisfy(\.isNumber) {
      let zeros = text.reversed().prefix { $0 == "0" }.count
      unit *= Double.tenTo(min(zeros, text.count - 6))
    }
    return max(unit * 1.000001, rounding * abs(value))
  }

  /// What the numbers tell of who made them, in bits: how far each is from going on as the two before
  /// it did, in units of its last digit.
  ///
  /// Whatever a walk is made by, its first step and a rate go together; who made it shows in how the
  /// steps change.
  var evidence: Double {
    columns.reduce(0) { sum, column in
      let numbers = column.numbers
      // fits: three numbers at least
      return sum
        + numbers.indices.dropFirst(2).reduce(0) { sum, row in
          let change = numbers[row] - 2 * numbers[row - 1] + numbers[row - 2]
          let units = abs(change) / (2 * column.slacks[row])
          return units.isFinite ? sum + Double.log2(1 + units) : sum
        }
    }
  }

  /// So many bits rule chance out: about as many recipes with values are tried as ten of them tell
  /// apart, and some are left over.
  static let safeEvidence = 14.0
}
