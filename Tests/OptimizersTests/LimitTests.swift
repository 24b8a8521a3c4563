import Formula
import Testing

@testable import Optimizers

/// Sizes up to which things work, and what is said beyond.
struct LimitTests {
  @Test func aChainOfDefinitionsHasALimit() throws {
    var definitions = Definitions()
    let limit = Definitions.depthLimit
    try definitions.define(Name("a0"), as: Parser.expression("1"))
    for index in 1..<limit {
      try definitions.define(Name("a\(index)"), as: Parser.expression("a\(index - 1) + 1"))
    }
    let last = try Parser.expression("a\(limit - 1)")
    #expect(try definitions.value(of: last) == .scalar(Double(limit)))
    let error = #expect(throws: Diagnostic.self) {
      try definitions.define(Name("b"), as: last)
    }
    #expect(error?.range == last.range)
    #expect(definitions[Name("b")] == nil)
    // A definition below all others, so that the whole chain would be too long.
    try definitions.define(Name("c"), as: Parser.expression("1"))
    try definitions.define(Name("a0"), as: Parser.expression("c"))
    #expect(throws: Diagnostic.self) { try definitions.value(of: last) }
  }

  @Test func definitionsAreToldInAnOrderInWhichTheyCanBeMade() throws {
    var definitions = Definitions()
    for (name, formula) in [
      ("z", "1"), ("y", "z + 1"), ("a", "prev(y) + x"), ("b", "2"), ("c", "a + b"),
    ] {
      try definitions.define(Name(name), as: Parser.expression(formula))
    }
    #expect(definitions.inOrder.map(\.text) == ["b", "z", "y", "a", "c"])
    #expect(throws: Diagnostic.self) {
      try definitions.define(Name("z"), as: Parser.expression("c"))
    }
  }

  @Test func equalDefinitionsAreEqualHoweverTheyCameAbout() throws {
    var (one, other) = (Definitions(), Definitions())
    try one.define(Name("a"), as: Parser.expression("b + 1"))
    try one.define(Name("b"), as: Parser.expression("2"))
    try one.define(Name("a"), as: Parser.expression("3"))
    try other.define(Name("a"), as: Parser.expression("3"))
    try other.define(Name("b"), as: Parser.expression("2"))
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
  }

  @Test func aRecipeHasALimit() throws {
    func recipe(_ count: Int) throws -> Recipe {
      let states = (1...count).map { "state s\($0) = 0\ns\($0) = 0.5 * s\($0) + g" }
      return try Recipe(lines: states.joined(separator: "\n") + "\nθ = θ - lr * g")
    }
    #expect(try recipe(500).states.count == 500)
    let error = #expect(throws: Diagnostic.self) { try recipe(5000) }
    #expect(error?.message.contains("10000") == true)
  }
}
