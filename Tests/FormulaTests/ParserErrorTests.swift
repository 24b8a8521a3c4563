import Formula
import TestSupport
import Testing

@Suite struct ParserErrorTests {
  struct Case: CustomTestStringConvertible {
    var marked: String
    var message: String
    var hint: String?

    init(_ marked: String, _ message: String, _ hint: String? = nil) {
      (self.marked, self.message, self.hint) = (marked, message, hint)
    }

    var testDescription: String { marked }
  }

  @Test(
    arguments: [
      Case("x ⟦y⟧", "an operator is missing before this", "write x*y"),
      Case("x² ⟦y⟧²", "an operator is missing before this", "write x²*y²"),
      Case("x^2 ⟦y⟧^2", "an operator is missing before this", "write x^2*y^2"),
      Case("2x ⟦y⟧", "an operator is missing before this", "write 2x*y"),
      Case("(a)⟦b⟧", "an operator is missing before this", "write (a)*b"),
      Case(
        "2 ⟦3⟧", "an operator is missing before this",
        "a product needs *; only a number may stand before a name, as in 10y"),
    ])
  func aMissingOperatorIsMissed(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case(
        "x ⟦=⟧ 3", "= can't stand in a formula",
        "write 3 alone; to compare, write x == 3"),
      Case("a<b⟦<⟧c", "comparisons don't chain", "write a < b and b < c"),
      Case("a ~= b ⟦==⟧ c", "comparisons don't chain", "write a < b and b < c"),
      Case("f < 1 ⟦within⟧ 1%", "within can only follow ~=", "as in f ~= 2 within 1%"),
      Case("f ~= 1 within ⟦x⟧", "within needs a number", "within 1% or within 0.01"),
      Case("50⟦%⟧", "% can only follow within", "1% is 0.01"),
      Case("50 ⟦%⟧ x", "% can only follow within", "write mod(50, x)"),
      Case("√⟦⟧", "the formula ends too early", "something is missing"),
      Case("⟦√x²⟧", "a root and a power can be read two ways", "write √(x²) or (√x)²"),
      Case("⟦√x^⟧2", "a root and a power can be read two ways", "write √(x²) or (√x)²"),
    ])
  func signsStandWhereTheyMay(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case("⟦⟧", "the formula ends too early", "something is missing"),
      Case("x +⟦⟧", "the formula ends too early", "something is missing"),
      Case("x +⟦⟧   # plus what?", "the formula ends too early", "something is missing"),
      Case("not⟦⟧", "the formula ends too early", "something is missing"),
      Case("⟦*⟧ x", "something is missing before *"),
      Case("x + ⟦/⟧ 2", "something is missing before /"),
      Case("⟦and⟧ x", "something is missing before and"),
      Case("x and ⟦or⟧ y", "something is missing before or"),
      Case("⟦²⟧", "something is missing before this"),
      Case("sqrt(x + ⟦)⟧", "something is missing before )"),
      Case("(⟦)⟧", "something is missing before )"),
      Case("max(x, ⟦)⟧", "something is missing before )"),
    ])
  func aMissingOperandIsMissedWhereItShouldBe(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case("2*⟦(⟧x+1", "this parenthesis is never closed", "add )"),
      Case("sqrt⟦(⟧x", "this parenthesis is never closed", "add )"),
      Case("⟦[⟧1, 2", "this bracket is never closed", "add ]"),
      Case("x⟦)⟧", "nothing was opened that this could close"),
      Case("(x+1)⟦]⟧", "nothing was opened that this could close"),
      Case("[1, 2⟦)⟧", "] should stand here"),
      Case("max(1, 2⟦]⟧", ") should stand here"),
      Case("E⟦[⟧g²", "the name's bracket is not closed", "as in E[g²]"),
      Case(
        "x[⟦+⟧]", "+ can't stand in a name such as E[g²]",
        "a bracket that touches a name is a part of it; a product needs *"),
      Case(
        "E[⟦]⟧", "] can't stand in a name such as E[g²]",
        "a bracket that touches a name is a part of it; a product needs *"),
      Case("⟦[]⟧", "a vector needs at least one number", "as in [1, 2, 3]"),
      Case(
        "(1⟦,⟧ 2)", "a comma can't stand here",
        "a decimal has a point, as 1.5; a list has brackets, as [1, 2]"),
      Case(
        "1⟦,⟧5", "a comma can't stand here", "write 1.5"),
    ])
  func bracketsMatch(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case("⟦sqrt(1, 2)⟧", "sqrt takes 1 argument, not 2", "sqrt(x)"),
      Case("1 + ⟦exp()⟧", "exp takes 1 argument, not 0", "exp(x)"),
      Case("⟦if(x, 1)⟧", "if takes 3 arguments, not 2", "if(condition, then, else)"),
      Case("⟦min()⟧", "min takes 1 to 16 arguments, not 0", "min(a, b, …) or min(vector)"),
      Case("g⟦.⟧", "a parameter's name should follow the dot", "as in g.x"),
      Case("g⟦.⟧(x)", "a parameter's name should follow the dot", "as in g.x"),
    ])
  func callsAndComponentsAreChecked(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case(
        "x ⟦|⟧", "| has no meaning in a formula",
        "the absolute value is abs(x); for either of two conditions write or"),
      Case("⟦|⟧x|", "| has no meaning in a formula", "write abs(x)"),
      Case("a ⟦&⟧& b", "& has no meaning in a formula", "write a and b"),
      Case("⟦!⟧x", "! has no meaning in a formula", "write not x"),
      Case("x⟦!⟧", "! has no meaning in a formula", "write not, or != for unequal"),
      Case(
        "f⟦'⟧(x)", "' has no meaning in a formula",
        "a derivative is not written; type gradient to see ∂f"),
      Case("β ⟦$⟧ x", "$ has no meaning in a formula"),
      Case("x⟦😀⟧", "😀 has no meaning in a formula"),
      Case("x ⟦\u{200B}⟧", "the character U+200B has no meaning in a formula"),
      Case("x ⟦\u{1B}⟧[0m", "the character U+001B has no meaning in a formula"),
    ])
  func strangeCharactersAreNamed(_ expected: Case) { expect(expected) }

  @Test(
    arguments: [
      Case("x < ⟦1e999⟧", "1e999 is too large", "the largest number is about 1.8e308"),
      Case(
        "⟦1\(String(repeating: "0", count: 400))⟧", "the number is too large",
        "the largest number is about 1.8e308"),
      Case("x⟦\(String(repeating: "²", count: 7))⟧", "the exponent is too large"),
    ])
  func numbersHaveALimit(_ expected: Case) { expect(expected) }

  @Test func aNumberTooSmallIsZero() throws {
    #expect(try Parser.expression("1e-999") == .number(0))
  }

  private func expect(_ expected: Case, _ location: SourceLocation = #_sourceLocation) {
    let marked = Marked(expected.marked)
    let error = #expect(throws: Diagnostic.self, sourceLocation: location) {
      try Parser.expression(marked.source)
    }
    #expect(error?.message == expected.message, sourceLocation: location)
    #expect(error?.hint == expected.hint, sourceLocation: location)
    #expect(
      Marked.text(marked.source, error?.range) == marked.description, sourceLocation: location)
  }
}
