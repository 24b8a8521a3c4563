import Benchmark
import Formula
import Optimizers

/// A million steps of RMSprop on Rosenbrock's valley, beside the same walk written out in Swift.
///
/// Both keep what a step computed: the walk so that any number can be asked for later, the peer in
/// arrays.
let benchmarks: @Sendable () -> Void = {
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], scalingFactor: .mega, maxDuration: .seconds(5),
    maxIterations: 5)

  Benchmark("RMSprop on Rosenbrock: downhill", configuration: configuration) { benchmark in
    let walk = try rosenbrockWalk()
    benchmark.startMeasurement()
    var copy = walk
    _ = copy.run(benchmark.scaledIterations.count)
    blackHole(copy.stepCount)
  }

  Benchmark("RMSprop on Rosenbrock: plain Swift", configuration: configuration) { benchmark in
    var peer = PlainRMSprop()
    benchmark.startMeasurement()
    peer.run(benchmark.scaledIterations.count)
    blackHole(peer.x)
  }
}

/// A walk of RMSprop that stands at the usual start of Rosenbrock's valley.
func rosenbrockWalk() throws -> Walk {
  let parameters = [Name("x"), Name("y")]
  let objective = Objective(
    formula: try Parser.expression("(1 - x)^2 + 100(y - x^2)^2"), parameters: parameters)
  guard let recipe = RecipeLibrary.standard["rmsprop"] else { fatalError("no rmsprop") }
  let machine = try Machine(recipe: recipe, objective: objective, parameters: parameters)
  var hypers = recipe.standardValues
  hypers[.learningRate] = 0.001
  return try Walk(machine, from: [-1.5, 2], hypers: hypers)
}

/// The walk as one would write it for this one case.
struct PlainRMSprop {
  var (x, y) = (-1.5, 2.0)
  private var (meanX, meanY) = (0.0, 0.0)
  private var rows: [Double] = []

  mutating func run(_ steps: Int) {
    rows.reserveCapacity(steps * 13)
    let (rate, beta, epsilon) = (0.001, 0.9, 1e-8)
    for _ in 0..<steps {
      let valley = y - x * x
      let (gx, gy) = (-2 * (1 - x) - 400 * valley * x, 200 * valley)
      let (squareX, squareY) = (gx * gx, gy * gy)
      meanX = beta * meanX + (1 - beta) * squareX
      meanY = beta * meanY + (1 - beta) * squareY
      let (rootX, rootY) = ((meanX + epsilon).squareRoot(), (meanY + epsilon).squareRoot())
      let (stepX, stepY) = (rate / rootX * gx, rate / rootY * gy)
      x -= stepX
      y -= stepY
      let value = (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
      rows += [gx, gy, squareX, squareY, meanX, meanY, rootX, rootY, stepX, stepY, x, y, value]
    }
  }
}
