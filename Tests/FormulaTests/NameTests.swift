import Formula
import TestSupport
import Testing

struct NameTests {
  @Test(
    arguments: [
      (["E[g²]", "E[g^2]", "E[g2]", "E[ g² ]"], "E[g²]", "E[g^2]"),
      (["g²", "g^2"], "g²", "g^2"),
      (["g¹⁰", "g^10"], "g¹⁰", "g^10"),
      (["x2²", "x2^2"], "x2²", "x2^2"),
      (["β", "beta"], "beta", "beta"),
      (["β₁", "beta1", "β1"], "beta1", "beta1"),
      (["ε", "ϵ", "eps"], "eps", "eps"),
      (["η", "lr", "eta"], "lr", "lr"),
      (["η₁", "eta1"], "eta1", "eta1"),
      (["θ", "theta"], "θ", "theta"),
      (["θ₀", "theta0", "θ0"], "θ0", "theta0"),
      (["E[θ]", "E[theta]"], "E[θ]", "E[theta]"),
      (["π", "pi"], "π", "pi"),
      (["thetas", "θs"], "thetas", "thetas"),
      (["spin"], "spin", "spin"),
      (["μ", "µ", "mu"], "mu", "mu"),
      (["E[E[g]]"], "E[E[g]]", "E[E[g]]"),
      (["ж"], "ж", "ж"),
      (["Δf", "Deltaf"], "Δf", "Deltaf"),
      (["Δθ", "Deltatheta"], "Δθ", "Deltatheta"),
    ])
  func spellingsAreOneName(spellings: [String], text: String, ascii: String) {
    for spelling in spellings {
      #expect(Name(spelling).text == text)
      #expect(Name(spelling).ascii == ascii)
    }
    #expect(Name(ascii) == Name(text))
  }

  @Test(arguments: [("x2", "x²"), ("E[g]", "g"), ("X", "x"), ("g²", "g³"), ("θ1", "θ2")])
  func differentNamesStayDifferent(first: String, second: String) {
    #expect(Name(first) != Name(second))
  }

  @Test func aQuantitysSquareHasANameOfItsOwn() {
    #expect(Name("g").raised(to: 2) == Name("g²"))
    #expect(Name("g").raised(to: 10) == Name("g^10"))
  }
}

struct NumberFormatTests {
  @Test(
    arguments: [
      (8, "8"), (0.1, "0.1"), (1e-8, "1e-08"), (1e16, "1e+16"), (0.1 + 0.2, "0.30000000000000004"),
      (-2.5, "-2.5"), (-0.0, "-0"), (.nan, "nan"), (-.nan, "nan"), (.infinity, "inf"),
      (-.infinity, "-inf"), (18.24562255388928, "18.24562255388928"),
    ] as [(Double, String)])
  func theFewestDigitsThatReadBack(value: Double, text: String) {
    #expect(NumberFormat.roundTrip.text(value) == text)
  }

  @Test(
    arguments: [
      (8, "8"), (0.316227766, "0.316228"), (1e-8, "1e-08"), (1_234_567, "1.23457e+06"),
      (6.399999999999999, "6.4"), (-0.5, "-0.5"), (100, "100"), (.nan, "nan"),
      (-.infinity, "-inf"), (54.280712, "54.2807"), (.greatestFiniteMagnitude, "1.79769e+308"),
    ] as [(Double, String)])
  func sixDigitsAreEnoughToFollow(value: Double, text: String) {
    #expect(NumberFormat.short.text(value) == text)
  }

  @Test func whatIsWrittenToTheLastDigitReadsBack() throws {
    var random = SplitMix64(seed: 10)
    for _ in 0..<2000 {
      let value = Double(bitPattern: random.next()).magnitude
      guard value.isFinite else { continue }
      #expect(try Parser.expression(NumberFormat.roundTrip.text(value)) == .number(value))
    }
  }
}
