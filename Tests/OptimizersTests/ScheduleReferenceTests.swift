import Formula
import Foundation
import Optimizers
import Testing

/// Schedules beside those of `Scripts/schedules`: written from papers, and the frameworks' own.
@Suite struct ScheduleReferenceTests {
  private struct Reference {
    var source: String
    var formula: String
    var rates: [Double]
  }

  private static func references() throws -> [Reference] {
    let file = try #require(
      Bundle.module.url(forResource: "schedules", withExtension: "txt", subdirectory: "Reference"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "|").map(String.init)
      return Reference(
        source: parts[0], formula: parts[1],
        rates: try parts[2].split(separator: " ").map { try #require(Double($0)) })
    }
  }

  /// All round each operation once, in other orders, and PyTorch multiplies from step to step, 40
  /// times: 1e-12 of the largest rate.
  @Test func theLearningRateIsThatOfPapersAndFrameworks() throws {
    for reference in try Self.references() {
      let formula = try Parser.expression(reference.formula)
      let recipe = try #require(RecipeLibrary.standard["gd"]).scheduling(Name("lr"), by: formula)
      var walk = try Walk(recipe, minimizing: "x^2", from: ["x"], [4])
      let largest = try #require(reference.rates.max())
      for (index, rate) in reference.rates.enumerated() {
        walk.step()
        let own = try #require(walk.current[Name("lr")]?.first)
        #expect(
          abs(own - rate) <= 1e-12 * largest,
          "\(reference.source) \(reference.formula), step \(index + 1)")
      }
      #expect(reference.rates.count == 40)
    }
  }

  /// Every schedule of the library was written from its paper a second time, and most are held
  /// against a framework.
  @Test func everyScheduleOfTheLibraryHasAReference() throws {
    let references = try Self.references()
    func schedules(of source: String) -> Set<String> {
      Set(references.filter { $0.source == source }.map { String($0.formula.prefix { $0 != "(" }) })
    }
    let library = FunctionLibrary.standard.functions.filter(\.isSchedule).map(\.name.text)
    #expect(library.count == 12)
    #expect(schedules(of: "paper").isSuperset(of: library))
    #expect(Set(references.map(\.source)) == ["paper", "torch", "keras", "optax"])
    #expect(schedules(of: "torch").count >= 8)
  }
}
