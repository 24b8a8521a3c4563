import Formula
import Testing

struct NotationTests {
  @Test(
    arguments: [
      ("x^2 + 10y^2", "x² + 10·y²", "x^2 + 10*y^2"),
      (
        "beta * E[g^2] + (1-beta)*g^2", "beta·E[g²] + (1 − beta)·g²", "beta*E[g^2] + (1 - beta)*g^2"
      ),
      ("sqrt(E[g²] + eps)", "√(E[g²] + eps)", "sqrt(E[g^2] + eps)"),
      ("lr / denominator * g", "lr / denominator · g", "lr / denominator * g"),
      ("θ - step", "θ − step", "theta - step"),
      ("20y", "20·y", "20*y"),
      ("a*b/c", "a·b / c", "a*b / c"),
      ("-(1-x)", "−(1 − x)", "-(1 - x)"),
      ("-x^2", "−x²", "-x^2"),
      ("(-x)^2", "(−x)²", "(-x)^2"),
      ("--x", "−(−x)", "-(-x)"),
      ("a - (b - c)", "a − (b − c)", "a - (b - c)"),
      ("a + -b", "a + (−b)", "a + (-b)"),
      ("a*-b", "a·(−b)", "a*(-b)"),
      ("2^3^2", "2^3²", "2^3^2"),
      ("(2^3)^2", "(2³)²", "(2^3)^2"),
      ("x^-1", "x^(−1)", "x^(-1)"),
      ("x^100", "x^100", "x^100"),
      ("x^12", "x¹²", "x^12"),
      ("x^0.5", "x^0.5", "x^0.5"),
      ("sqrt(x)^2", "(√x)²", "sqrt(x)^2"),
      ("sqrt(x^2)", "√(x²)", "sqrt(x^2)"),
      ("sqrt(2)", "√2", "sqrt(2)"),
      ("E[g²].x", "E[g²].x", "E[g^2].x"),
      ("g².x^2", "g².x²", "g^2.x^2"),
      ("a <= b and b >= c", "a ≤ b and b ≥ c", "a <= b and b >= c"),
      ("a ~= b within 7%", "a ≈ b within 7%", "a ~= b within 7%"),
      ("a != 1e-8", "a ≠ 1e-08", "a != 1e-08"),
      ("not (a or b) and c", "not (a or b) and c", "not (a or b) and c"),
      ("max(1, [x, -2])", "max(1, [x, −2])", "max(1, [x, -2])"),
    ])
  func formulasReadAsOnPaper(typed: String, unicode: String, ascii: String) throws {
    let formula = try Parser.expression(typed)
    #expect(Notation().text(formula) == unicode)
    #expect(Notation(alphabet: .ascii).text(formula) == ascii)
  }

  @Test func looseProductsAreEasierToReadApart() throws {
    let formula = try Parser.expression("beta*E[g²].x + (1-beta)*g².x")
    let notation = Notation(spacing: .loose)
    #expect(notation.text(formula) == "beta · E[g²].x + (1 − beta) · g².x")
  }

  @Test func aPowerThatIsNoQuantityIsWrittenWithACaret() throws {
    let notation = Notation(squares: [Name("g²")])
    #expect(notation.text(try Parser.expression("g^2 + h^2")) == "g^2 + h²")
  }

  @Test func numbersCanBeShort() throws {
    let notation = Notation(numbers: .short)
    #expect(notation.text(try Parser.expression("0.09999999999999998·g")) == "0.1·g")
  }

  @Test func negativeNumbersAreBracketedWhereTheyMust() {
    let number = Expression(.number(-3))
    #expect(Notation().text(Expression(.binary(.power, number, .number(2)))) == "(−3)²")
    #expect(Notation().text(Expression(.binary(.subtract, .number(1), number))) == "1 − (−3)")
  }

  static let notations: [Notation] = [
    Notation(), Notation(alphabet: .ascii), Notation(spacing: .loose),
    Notation(alphabet: .ascii, spacing: .loose),
  ]

  @Test(arguments: notations)
  func whatIsWrittenReadsBackTheSame(notation: Notation) throws {
    var formulas = RandomFormula(seed: 1)
    for _ in 0..<3000 {
      let formula = formulas.tree(Int.random(in: 0...6, using: &formulas.random))
      let text = notation.text(formula)
      let read = try Parser.expression(text)
      try #require(read == formula, "\(text)\n\(formula.outline)\n\(read.outline)")
    }
  }

  /// g² the quantity reads back as the name, by way of what the power of g is resolved to.
  @Test(arguments: notations)
  func quantitiesThatLookLikePowersReadBack(notation: Notation) throws {
    let squares: Set<Name> = [Name("g²"), Name("m³")]
    var notation = notation
    notation.squares = squares
    var formulas = RandomFormula(seed: 2)
    formulas.scalars = [Name("g²"), Name("m³"), Name("g2"), Name("h")]
    for _ in 0..<1000 {
      let formula = formulas.tree(4)
      let text = notation.text(formula)
      let read = try Parser.expression(text).resolvingSquares(squares)
      try #require(read == formula, "\(text)\n\(formula.outline)\n\(read.outline)")
    }
  }
}
