import Formula
import Optimizers
import Session

// fits throughout (range, product): powers of ten within a few places

/// Numbers that are easily said, the roundest first.
///
/// A counterexample is looked for among them in this order, so that the first that is found needs no
/// shrinking.
enum RoundNumbers {
  /// Numbers of one and two digits that a hyper-parameter may have, its standard value the first.
  ///
  /// - Parameters:
  ///   - hyper: the hyper-parameter.
  ///   - digits: how many digits at most.
  ///   - formula: what the numbers are for; there are some on both sides of each number in it.
  /// - Returns: the numbers, each once.
  static func values(of hyper: Recipe.Hyper, digits: Int, for formula: Expression? = nil)
    -> [Double]
  {
    let isPart = hyper.interval.upper <= 1
    var powers = isPart ? -3...0 : -4...2
    formula?.forEach { node in
      guard case .number(let number) = node.kind, (1e-12...1e12).contains(number) else { return }
      // Of two to one of ten; one more or less does no harm.
      let power = Int(clamping: (0.30103 * Double(number.exponent)).rounded(.down))
      powers = min(powers.lowerBound, power - 1)...max(powers.upperBound, power)
    }
    var found = [hyper.standard].filter(\.isFinite)
    found += numbers(digits: 1, powers)
    if isPart { found += [0.99, 0.999] }
    if digits > 1 { found += numbers(digits: 2, powers) }
    var seen: Set<Double> = []
    return found.filter { hyper.interval.contains($0) && seen.insert($0).inserted }
  }

  /// Numbers of a range: whole ones, halves and tenths, then hundredths, and the ends.
  static func values(in range: ClosedRange<Double>, atMost count: Int) -> [Double] {
    var (found, seen): ([Double], Set<Double>) = ([], [])
    func add(_ number: Double) {
      if range.contains(number), found.count < count, seen.insert(number).inserted {
        found.append(number)
      }
    }
    for unit in units(range) {
      let (first, last) = (
        Int(clamping: (range.lowerBound * unit).rounded(.up)),
        Int(clamping: (range.upperBound * unit).rounded(.down))
      )
      guard first <= last else { continue }
      let reach = 2 * count
      // As near 0 as the range comes.
      let middle = min(max(0, first), last)
      let (low, high) = (
        max(first, middle.saturatingSum(-reach)), min(last, middle.saturatingSum(reach))
      )
      // fits: in order, as they were
      for number in (low...high).sorted(by: {
        ($0.magnitude, $1) < ($1.magnitude, $0)
      }) { add(Double(number) / unit) }
    }
    add(range.lowerBound)
    add(range.upperBound)
    return found
  }

  /// By how much a number is multiplied to be whole: as many tenths as the range has room for.
  private static func units(_ range: ClosedRange<Double>) -> [Double] {
    let width = range.upperBound - range.lowerBound
    return [0.001, 0.01, 0.1, 1, 2, 10, 100, 1000, 10_000].filter {
      width * $0 >= 1 || $0 >= 10 && width * $0 >= 0.5
    }
  }

  private static func numbers(digits: Int, _ powers: ClosedRange<Int>) -> [Double] {
    let (first, last) = digits == 1 ? (1, 9) : (11, 99)
    // Those near 1 come first.
    return powers.sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }.flatMap { power in
      (first...last).filter { digits == 1 || $0 % 10 != 0 }.map { number in
        let places = digits == 1 ? power : power - 1
        // Read as it is written, so that it is the double one types.
        return Double("\(number)e\(places)") ?? .nan
      }
    }
  }

  /// A number as a fraction where it is a round one: 1/8.
  static func text(_ number: Double) -> NoteReport.Content {
    guard number.isFinite, number != 0, number != number.rounded() else {
      return "\(number: number, "number")"
    }
    for below in 2...64 {
      let above = (number * Double(below)).rounded()
      guard above != 0, abs(above) < 100,
        abs(above / Double(below) - number) <= number.magnitude * 1e-15
      else { continue }
      return
        "\(formula: Expression(.binary(.divide, .number(above), .number(Double(below)))), "fraction")"
    }
    return "\(number: number, "number")"
  }
}
