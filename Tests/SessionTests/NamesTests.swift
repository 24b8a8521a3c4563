import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// What a person names against what the program names.
///
/// Every hidden quantity's name is given to everything that can have a name; each is either refused,
/// or computes what any other name would.
struct NamesTests {
  /// What can be given a name.
  enum Feature: String, CaseIterable, CustomTestStringConvertible {
    case definition, hyper, state, line, parameter, column

    var testDescription: String { rawValue }
  }

  /// Names of quantities that no recipe declares, and what stood for others of them in the past.
  static let names = [
    "t", "steps", "f", "f_batch", "seed", "g", "theta", "call", "prev", "normal", "uniform",
    "before", "f_before", "batch", "row", "step",
  ]

  /// A session with a batch and random numbers, in which a name was given to something.
  private func session(_ feature: Feature, _ name: String) throws -> Session {
    let hyper = feature == .hyper ? name : "rate"
    let state = feature == .state ? name : "memory"
    let line = feature == .line ? name : "move"
    let parameter = feature == .parameter ? name : "w"
    let column = feature == .column ? name : "x"
    let definition = feature == .definition ? name : "weight"
    var session = Session(library: .standard, commands: .standard)
    session.library.add(
      try Recipe(
        parsing: SourceText(
          """
          optimizer mine
            hyper \(hyper) = 0.125
            state \(state) = 0
            \(state) = 0.5 * \(state) + g + 0.25 * normal()
            \(line) = \(hyper) * \(state)
            θ = θ - \(line)
          """)))
    try session.run(
      "seed 7", "let \(definition) = 0.5", "data \(column) = [1, 2, 3, 4], y = [3, 5, 7, 9]",
      "batch 2",
      "minimize mean((\(parameter)*\(column) - y)^2) + \(definition)*\(parameter)^2"
        + " from \(parameter) = 1",
      "use mine", "step 3")
    return session
  }

  @Test(arguments: names, Feature.allCases)
  func aNameIsRefusedOrMeansWhatAnyOtherWould(_ name: String, _ feature: Feature) throws {
    let usual = try session(feature, "zz")
    let expected = try #require(usual.walk)
    guard let unusual = try? session(feature, name) else { return }
    let found = try #require(unusual.walk)
    #expect(found.current.point == expected.current.point)
    #expect(found.current.objective == expected.current.objective)
    #expect(found.current.seed == 7)
    let formula = feature == .column ? "sum(%)" : "norm(%)"
    func value(_ session: Session, _ name: String) throws -> Double {
      try session.number(formula.split(separator: "%").joined(separator: name))
    }
    #expect(try value(unusual, name) == value(usual, "zz"))
  }

  @Test(arguments: Feature.allCases)
  func aNameOfAPersonsOwnIsTaken(_ feature: Feature) throws {
    #expect(throws: Never.self) { try session(feature, "call2") }
  }

  @Test(arguments: ["f_batch", "seed", "steps", "t"])
  func aRecipeCannotHaveANameOfEveryStep(_ name: String) {
    for text in ["hyper \(name) = 0.5\n", "state \(name) = 0\n\(name) = g\n", "\(name) = g\n"] {
      #expect(throws: Diagnostic.self) {
        try Recipe(parsing: SourceText("optimizer mine\n\(text)θ = θ - 0.1 * g\n"))
      }
    }
  }
}
