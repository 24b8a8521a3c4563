/// Two numbers between which a function changes its sign.
///
/// Many are closed in on together, so that whoever makes the functions' values has many to make at a time. It
/// goes by the false position, as the Illinois rule has it (Dowell and Jarratt, A modified regula falsi method,
/// BIT 11, 1971), and then by the middle, so that a function that bends or jumps takes little longer than
/// halving does.
struct SignChange {
  private struct End {
    var place: Double
    var value: Double
    /// The value that the false position goes by: less the longer the end has stayed where it is.
    var weight: Double

    init(_ place: Double, _ value: Double) {
      (self.place, self.value, weight) = (place, value, value)
    }
  }

  private var low: End
  private var high: End
  private var movedLowLast: Bool?

  /// After so many rounds it goes by the middle.
  private static let quickRounds = 12

  /// Nil where the function has one sign at both, or no value at one; of two intervals that meet at a 0,
  /// the one that begins there has it.
  init?(from low: (place: Double, value: Double), to high: (place: Double, value: Double)) {
    guard low.value * high.value < 0 || low.value == 0 else { return nil }
    self.low = End(low.place, low.value)
    self.high = End(high.place, high.value)
  }

  /// Where functions change their signs.
  ///
  /// - Parameters:
  ///   - changes: two numbers for each.
  ///   - width: how near to 0 a value has to be.
  ///   - values: the functions' values: of the one with an index, at a number.
  /// - Returns: for each the number with the value nearest to 0.
  static func roots(
    of changes: [SignChange], within width: Double,
    _ values: ([(index: Int, place: Double)]) -> [Double]
  ) -> [Double] {
    var changes = changes
    var open = Array(changes.indices)
    var round = 0
    while true {
      open.removeAll { changes[$0].isFound(within: width) }
      guard !open.isEmpty else { break }
      let points = open.map { (index: $0, place: changes[$0].next(round)) }
      for (point, value) in zip(points, values(points)) {
        changes[point.index].note(value, at: point.place)
      }
      round += 1
    }
    return changes.map { abs($0.high.value) <= abs($0.low.value) ? $0.high.place : $0.low.place }
  }

  private var middle: Double { low.place + (high.place - low.place) / 2 }

  /// Whether one end is near enough, or nothing is left between the two.
  private func isFound(within width: Double) -> Bool {
    min(abs(low.value), abs(high.value)) <= width || !(middle > low.place && middle < high.place)
  }

  private func next(_ round: Int) -> Double {
    if round >= SignChange.quickRounds { return middle }
    let share = low.weight / (low.weight - high.weight)
    let place = low.place + share * (high.place - low.place)
    return place > low.place && place < high.place ? place : middle
  }

  /// What has no value is taken for what lies beyond the change.
  private mutating func note(_ value: Double, at place: Double) {
    let movesLow = value * low.value > 0
    if movesLow {
      low = End(place, value)
      if movedLowLast == true { high.weight /= 2 }
    } else {
      high = End(place, value)
      if movedLowLast == false { low.weight /= 2 }
    }
    movedLowLast = movesLow
  }
}
