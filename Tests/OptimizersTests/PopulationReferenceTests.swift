import Formula
import Foundation
import Optimizers
import Testing

/// The update rules of swarm and anneal beside those of `Scripts/populations`, which are written in
/// NumPy from the papers and fed the same draws: equal to the last bit, line for line.
@Suite struct PopulationReferenceTests {
  private struct Line {
    var rule: String
    var seed: UInt64
    var step: Int
    var quantity: Name
    var numbers: [UInt64]
  }

  private static func lines() throws -> [Line] {
    let file = try #require(
      Bundle.module.url(
        forResource: "populations", withExtension: "txt", subdirectory: "Reference"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Line(
        rule: words[0], seed: try #require(UInt64(words[1])), step: try #require(Int(words[2])),
        quantity: Name(words[3]),
        numbers: try words[4...].map { try #require(UInt64($0, radix: 16)) })
    }
  }

  @Test(arguments: ["swarm", "anneal"])
  func everyNumberOfEveryStepIsTheReferences(_ rule: String) throws {
    let lines = try Self.lines().filter { $0.rule == rule }
    #expect(lines.count >= 3 * 50 * 8)
    let recipe = try #require(RecipeLibrary.standard[rule])
    let (x, y) = (Name("x"), Name("y"))
    let objective = Objective(
      formula: try Parser.expression("x*x + 10*(y*y) + x*y"),
      blocks: [ParameterBlock(x), ParameterBlock(y)], bounds: [x: -5...5, y: -2...8])
    let machine = try Machine(recipe: recipe, objective: objective, parameters: [x, y])
    for (seed, lines) in Dictionary(grouping: lines, by: \.seed) {
      var hypers = recipe.standardValues
      if rule == "anneal" {
        hypers.merge([Name("heat"): 10, Name("cool"): 0.5, Name("reach"): 0.5]) { $1 }
      }
      var walk = try Walk(machine, from: [4, 1], hypers: hypers, seed: seed)
      for line in lines {
        while walk.stepCount < line.step { walk.step() }
        let numbers = try #require(walk.current[line.quantity], "\(line.quantity)")
        #expect(
          numbers.map(\.bitPattern) == line.numbers,
          "\(rule), seed \(seed), step \(line.step), \(line.quantity)")
      }
    }
  }
}
