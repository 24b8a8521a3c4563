import Formula
import Foundation
import Optimizers
import Testing

/// The rules of papers and courses beside those of `Scripts/family`, which are written in NumPy.
@Suite struct FamilyTests {
  private struct Reference {
    var rule: String
    var function: String
    var numbers: [Double]
  }

  private static func references() throws -> [Reference] {
    let file = try #require(
      Bundle.module.url(forResource: "family", withExtension: "txt", subdirectory: "Reference"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Reference(
        rule: words[0], function: words[1],
        numbers: try words[2...].map { try #require(Double($0)) })
    }
  }

  /// Both round each operation once, but in other orders, for 50 steps: 1e-12 of the numbers' size.
  @Test func everyRuleWalksAsItsPaperSays() throws {
    for reference in try Self.references() {
      let objective = try #require(Walk.objectives[reference.function])
      var walk = try Walk(
        reference.rule, minimizing: objective.formula, from: objective.names, objective.start)
      for step in 0..<50 {
        walk.step()
        for (index, number) in try #require(walk.current[.theta]).enumerated() {
          let wanted = reference.numbers[2 * step + index]
          #expect(
            abs(number - wanted) <= 1e-12 * max(1, abs(wanted)),
            "\(reference.rule) on \(reference.function), step \(step + 1)")
        }
      }
    }
  }

  /// Every course's rule and every newer member of the family has such a reference.
  @Test func allOfTheCoursesHaveAReference() throws {
    let known = Set(try Self.references().map(\.rule))
    #expect(known.isSuperset(of: RecipeLibrary.standard.names(with: "course")))
    #expect(known.count == 27)
  }
}
