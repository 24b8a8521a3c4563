import Formula

/// Which numbers get a column where there is one number a parameter.
enum NumberColumns: Hashable {
  case all
  /// The first few parameters, and of all of them the least, the median and the greatest.
  case summary(first: Int, hasMedian: Bool)

  /// More parameters than this are summarised even where they would fit.
  static let limit = 6

  /// From what shows the most to what takes the least room.
  static func choices(for count: Int) -> [NumberColumns] {
    guard count > 1 else { return [.all] }
    let first = min(3, count - 1)
    // fits: there are two numbers or more
    let summaries = (0...first).reversed().map { NumberColumns.summary(first: $0, hasMedian: true) }
    return (count <= limit ? [.all] : []) + summaries + [.summary(first: 0, hasMedian: false)]
  }

  /// The columns' titles; nil stands for an ellipsis.
  func titles(_ names: [String]) -> [String?] {
    switch self {
    case .all: return names
    case .summary(let first, let hasMedian):
      let summary: [String?] = hasMedian ? ["min", "median", "max"] : ["min", "max"]
      return names.prefix(first).map { $0 } + (first > 0 ? [nil] : []) + summary
    }
  }

  /// The numbers to show; nil where the ellipsis stands.
  func cells(_ numbers: [Double]) -> [Double?] {
    switch self {
    case .all: return numbers
    case .summary(let first, let hasMedian):
      let (least, median, greatest) = NumberColumns.summary(numbers)
      let summary: [Double?] = hasMedian ? [least, median, greatest] : [least, greatest]
      return numbers.prefix(first).map { $0 } + (first > 0 ? [nil] : []) + summary
    }
  }

  /// The least, middle and greatest number; all are not-a-number where one is.
  static func summary(_ numbers: [Double]) -> (least: Double, median: Double, greatest: Double) {
    let sorted = numbers.sorted()
    guard let least = sorted.first, let greatest = sorted.last,
      !numbers.contains(where: \.isNaN)
    else { return (.nan, .nan, .nan) }
    let middle = sorted.count / 2
    let median =
      sorted.count.isMultiple(of: 2)
      ? sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2 : sorted[middle]
    return (least, median, greatest)
  }
}
