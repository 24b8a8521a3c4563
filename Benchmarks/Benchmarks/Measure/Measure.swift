import Formula
import Optimizers

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures one thing and prints how long it took, and how much of the processors' time, so that
/// whoever asks can take turns with others.
///
///     measure walk STEPS            nanoseconds a step of RMSprop on Rosenbrock's valley
///     measure sweep WALKS STEPS     nanoseconds a step of many such walks, on all cores
///     measure rows ROWS STEPS       microseconds a step of a logistic regression on all rows
///     measure parameters N STEPS    nanoseconds a step with so many parameters
///     measure goto STEPS            milliseconds to have any step of a long walk back
@main
struct Measure {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.dropFirst().compactMap(Int.init)
    switch (arguments.first, numbers.count) {
    case ("walk", 1): try print(walk(steps: numbers[0]))
    case ("sweep", 2): try print(sweep(walks: numbers[0], steps: numbers[1]))
    case ("rows", 2): try print(rows(numbers[0], steps: numbers[1]))
    case ("parameters", 2): try print(parameters(numbers[0], steps: numbers[1]))
    case ("goto", 1): try print(goto(steps: numbers[0]))
    default: print("measure walk|sweep|rows|parameters|goto NUMBER…")
    }
  }

  /// How long something takes, in nanoseconds, and how much of the processors' time.
  static func time(_ body: () throws -> Void) rethrows -> Times {
    let start = clock()
    let passed = try ContinuousClock().measure(body) / .nanoseconds(1)
    return Times(passed, Double(clock() - start) * 1e9 / Double(CLOCKS_PER_SEC))
  }

  static func walk(steps: Int) throws -> Times {
    var walk = try Walks.valley()
    return time { _ = walk.run(steps) } / Double(steps)
  }

  static func sweep(walks count: Int, steps: Int) throws -> Times {
    var walks: [Walk] = []
    let valley = try Walks.valley()
    for index in 0..<count {
      var hypers = valley.machine.recipe.standardValues
      hypers[.learningRate] = 1e-5 * (1 + Double(index) / 8)
      walks.append(
        try Walk(valley.machine, from: valley.start, hypers: hypers, checkpointBudget: 0))
    }
    var set = try WalkSet(walks, until: nil, Definitions())
    return time { set.advance(steps, limits: walks.map { _ in steps }) } / Double(count * steps)
  }

  static func rows(_ count: Int, steps: Int) throws -> Times {
    var walk = try Walks.logistic(rows: count)
    return time { _ = walk.run(steps) } / Double(steps) / 1000
  }

  static func parameters(_ count: Int, steps: Int) throws -> Times {
    var walk = try Walks.bowl(parameters: count)
    return time { _ = walk.run(steps) } / Double(steps)
  }

  /// The slowest of many looks at steps all over the walk.
  static func goto(steps: Int) throws -> Times {
    var walk = try Walks.valley()
    _ = walk.run(steps)
    let looks = (0..<50).map { look in time { _ = walk.row(steps / 50 * look + 7) } }
    return Times(looks.map(\.passed).max() ?? 0, looks.map(\.processor).max() ?? 0) / 1e6
  }
}

/// What a clock on the wall says, and what the processors do, together.
struct Times: CustomStringConvertible {
  let passed: Double
  let processor: Double

  init(_ passed: Double, _ processor: Double) {
    (self.passed, self.processor) = (passed, processor)
  }

  var description: String { "\(passed) \(processor)" }

  static func / (times: Times, divisor: Double) -> Times {
    Times(times.passed / divisor, times.processor / divisor)
  }
}
