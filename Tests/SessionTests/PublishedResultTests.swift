import Formula
import Optimizers
import Testing

@testable import Session

/// Results that books and frameworks print, each to the digits that are printed there.
@Suite struct PublishedResultTests {
  // MARK: Keras

  /// The walks of Keras' own tests, `test_correctness_with_golden` of keras/src/optimizers: ten
  /// numbers at 1; a first gradient of 0.01 for all, then 0.1, 0.2 … 1 again and again.
  ///
  /// They are printed to four digits and held there to 5e-4, absolute and relative, as here.
  @Test(
    arguments: [
      (
        "keras.rmsprop.centered",
        [[0.9967], [0.9933], [0.9908], [0.9885], [0.9864]]
      ),
      (
        "keras.adagrad learning_rate=0.2, initial_accumulator_value=0.3, epsilon=1e-6",
        [
          [0.9963],
          [0.9604, 0.9278, 0.9003, 0.8784, 0.8615, 0.8487, 0.8388, 0.8313, 0.8255, 0.8209],
          [0.9251, 0.8629, 0.8137, 0.7768, 0.7497, 0.7298, 0.7151, 0.704, 0.6956, 0.6891],
          [0.8903, 0.8012, 0.7342, 0.6862, 0.6521, 0.6277, 0.6099, 0.5967, 0.5867, 0.579],
          [0.856, 0.7422, 0.6604, 0.6037, 0.5644, 0.5367, 0.5168, 0.5021, 0.491, 0.4825],
        ]
      ),
      (
        "keras.adadelta learning_rate=1, rho=0.8, epsilon=1e-6",
        [[0.9978], [0.9947], [0.9915], [0.9882], [0.9849]]
      ),
      (
        "keras.sgd.nesterov momentum=0",
        [
          [0.9999],
          [0.9989, 0.9979, 0.9969, 0.9959, 0.9949, 0.9939, 0.9929, 0.9919, 0.9909, 0.9899],
          [0.9979, 0.9959, 0.9939, 0.9919, 0.9899, 0.9879, 0.9859, 0.9839, 0.9819, 0.9799],
          [0.9969, 0.9939, 0.9909, 0.9879, 0.9849, 0.9819, 0.9789, 0.9759, 0.9729, 0.9699],
          [0.9959, 0.9919, 0.9879, 0.9839, 0.9799, 0.9759, 0.9719, 0.9679, 0.9639, 0.9599],
        ]
      ),
    ] as [(String, [[Double]])])
  func kerasGoldens(_ typed: String, _ golden: [[Double]]) throws {
    let ones = Array(repeating: "1", count: 10).joined(separator: ", ")
    var session = try Session("params x = [\(ones)]", "use \(typed)")
    for (index, row) in golden.enumerated() {
      let gradient =
        index == 0
        ? Array(repeating: "0.01", count: 10) : (1...10).map { "\(Double($0) / 10)" }
      try session.run("step g = [\(gradient.joined(separator: ", "))]")
      let theta = try #require(session.walk?.current.theta)
      let wanted = row.count == 1 ? Array(repeating: row[0], count: 10) : row
      for (number, other) in zip(theta, wanted) {
        #expect(abs(number - other) <= 5e-4 + 5e-4 * abs(other))
      }
    }
  }

  /// `test_single_step` there: from 1, 2, 3, 4 with the gradient 1, 6, 7, 2; to 1e-4.
  @Test(arguments: [
    ("keras.rmsprop learning_rate=0.5", [-0.5811, 0.4189, 1.4189, 2.4189]),
    ("keras.adagrad learning_rate=0.5", [0.5233, 1.5007, 2.5005, 3.5061]),
    ("keras.adadelta learning_rate=0.5", [0.9993, 1.9993, 2.9993, 3.9993]),
    ("keras.sgd learning_rate=0.5", [0.5, -1, -0.5, 3]),
  ])
  func kerasSingleSteps(_ typed: String, _ wanted: [Double]) throws {
    let session = try Session(
      "params a = 1, b = 2, c = 3, d = 4", "use \(typed)", "step g = 1, 6, 7, 2")
    let theta = try #require(session.walk?.current.theta)
    for (number, other) in zip(theta, wanted) {
      #expect(abs(number - other) <= 1e-4 + 1e-4 * abs(other))
    }
  }

  // MARK: Books

  /// Friedman and Mendelsohn, The Little Learner (2023): gradient descent on (30 − x)² from 3 with
  /// a rate of 0.01, after 400 steps; all digits of a double, in the order of the recipe.
  @Test func theLittleLearner() throws {
    let session = try Session("minimize (30 - x)^2 from x = 3", "use gd lr=0.01", "run 400")
    let x = try session.number("x")
    // Each of 400 steps rounds a few times, by half an ulp of 30 each.
    #expect(abs(x - 29.991647931623252) <= 400 * 3 * 30.0.ulp / 2)
  }

  /// Zhang, Lipton, Li and Smola, Dive into Deep Learning, chapters 12.3 and 12.6 to 12.8: what is
  /// printed after 20 steps on 0.1·x₁² + 2·x₂² from −5, −2, to six decimals.
  @Test(arguments: [
    ("gd lr=0.4", -0.943467, -0.000073), ("gd lr=0.6", -0.387814, -1673.365109),
    ("torch.sgd.momentum lr=0.6, momentum=0.5", 0.007188, 0.002553),
    ("torch.sgd.momentum lr=0.6, momentum=0.25", -0.126340, -0.186632),
    ("adagrad lr=0.4, eps=1e-6", -2.382563, -0.158591),
    ("adagrad lr=2, eps=1e-6", -0.002295, 0), ("rmsprop lr=0.4, beta=0.9, eps=1e-6", -0.010599, 0),
  ])
  func diveIntoDeepLearning(_ typed: String, _ first: Double, _ second: Double) throws {
    let session = try Session(
      "minimize 0.1a^2 + 2b^2 from a = -5, b = -2", "use \(typed)", "run 20")
    // Half of the last decimal printed.
    #expect(abs(try session.number("a") - first) <= 5.1e-7)
    #expect(abs(try session.number("b") - second) <= 5.1e-7)
  }

  /// The same book, 12.3: ten steps on x² from 10 with 0.2 print 0.060466, with 1.1 print 61.917364.
  @Test(arguments: [(0.2, 0.060466), (1.1, 61.917364)])
  func diveIntoDeepLearningInOneDimension(_ rate: Double, _ wanted: Double) throws {
    let session = try Session("minimize x^2 from x = 10", "use gd lr=\(rate)", "run 10")
    #expect(abs(try session.number("x") - wanted) <= 5.1e-7)
  }
}
