package import Formula

// Recipes that move several particles at once.

extension Recipe {
  /// The most particles there may be.
  static let largestPopulation = 10_000

  static let populationRange = Interval(from: 1, through: Double(largestPopulation))

  /// How many particles a walk has, nil for one walker, whose numbers have no row of their own.
  ///
  /// - Parameters:
  ///   - count: how many parameters there are.
  ///   - hypers: the hyper-parameters' values; the recipe's own where one is missing.
  /// - Returns: how many.
  /// - Throws: a ``Diagnostic`` where it is no whole number, or too many.
  package func populationCount(of count: Int, _ hypers: [Name: Double]) throws(Diagnostic) -> Int? {
    guard let population else { return nil }
    var number = population.hyper.flatMap { hypers[$0] }
    if number == nil {
      guard case .scalar(let value) = try population.count.value([.parameterCount: Double(count)])
      else { throw .populationCount(at: population.count.range) }
      number = value
    }
    guard let particles = number.flatMap({ Int(exactly: $0) }),
      // fits: from 1
      (1...Recipe.largestPopulation).contains(particles)
    else { throw .populationCount(at: population.count.range) }
    guard particles.saturatingProduct(count) <= Machine.largestPopulation else {
      throw .populationTooLarge(particles, count)
    }
    return particles
  }
}

extension Recipe.Hyper {
  /// Whether it can have a value: one of its range, and a whole number where it counts.
  package func accepts(_ value: Double) -> Bool {
    interval.contains(value) && (!isCount || value == value.rounded())
  }
}
