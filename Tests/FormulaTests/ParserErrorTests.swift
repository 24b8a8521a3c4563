import Formula
import TestSupport
import Testing

struct ParserErrorTests {
  @Test(
    arguments: [
      MarkedError("x ⟦y⟧", "an operator is missing before this", "write x*y"),
      MarkedError("x² ⟦y⟧²", "an operator is missing before this", "write x²*y²"),
      MarkedError("x^2 ⟦y⟧^2", "an operator is missing before this", "write x^2*y^2"),
      MarkedError("2x ⟦y⟧", "an operator is missing before this", "write 2x*y"),
      MarkedError("(a)⟦b⟧", "an operator is missing before this", "write (a)*b"),
      MarkedError(
        "2 ⟦3⟧", "an operator is missing before this",
        "a product needs *; only a number may stand before a name, as in 10y"),
    ])
  func aMissingOperatorIsMissed(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError(
        "x ⟦=⟧ 3", "= can't stand in a formula",
        "write 3 alone; to compare, write x == 3"),
      MarkedError("a<b⟦<⟧c", "comparisons don't chain", "write a < b and b < c"),
      MarkedError("a ~= b ⟦==⟧ c", "comparisons don't chain", "write a < b and b < c"),
      MarkedError("f < 1 ⟦within⟧ 1%", "within can only follow ~=", "as in f ~= 2 within 1%"),
      MarkedError("f ~= 1 within ⟦x⟧", "within needs a number", "within 1% or within 0.01"),
      MarkedError("50⟦%⟧", "% can only follow within", "1% is 0.01"),
      MarkedError("50 ⟦%⟧ x", "% can only follow within", "write mod(50, x)"),
      MarkedError("√⟦⟧", "the formula ends too early", "something is missing"),
      MarkedError("⟦√x²⟧", "a root and a power can be read two ways", "write √(x²) or (√x)²"),
      MarkedError("⟦√x^⟧2", "a root and a power can be read two ways", "write √(x²) or (√x)²"),
    ])
  func signsStandWhereTheyMay(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError("⟦⟧", "the formula ends too early", "something is missing"),
      MarkedError("x +⟦⟧", "the formula ends too early", "something is missing"),
      MarkedError("x +⟦⟧   # plus what?", "the formula ends too early", "something is missing"),
      MarkedError("not⟦⟧", "the formula ends too early", "something is missing"),
      MarkedError("⟦*⟧ x", "something is missing before *"),
      MarkedError("x + ⟦/⟧ 2", "something is missing before /"),
      MarkedError("⟦and⟧ x", "something is missing before and"),
      MarkedError("x and ⟦or⟧ y", "something is missing before or"),
      MarkedError("⟦²⟧", "something is missing before this"),
      MarkedError("sqrt(x + ⟦)⟧", "something is missing before )"),
      MarkedError("(⟦)⟧", "something is missing before )"),
      MarkedError("max(x, ⟦)⟧", "something is missing before )"),
    ])
  func aMissingOperandIsMissedWhereItShouldBe(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError("2*⟦(⟧x+1", "this parenthesis is never closed", "add )"),
      MarkedError("sqrt⟦(⟧x", "this parenthesis is never closed", "add )"),
      MarkedError("⟦[⟧1, 2", "this bracket is never closed", "add ]"),
      MarkedError("x⟦)⟧", "nothing was opened that this could close"),
      MarkedError("(x+1)⟦]⟧", "nothing was opened that this could close"),
      MarkedError("[1, 2⟦)⟧", "] should stand here"),
      MarkedError("max(1, 2⟦]⟧", ") should stand here"),
      MarkedError("E⟦[⟧g²", "the name's bracket is not closed", "as in E[g²]"),
      MarkedError(
        "x[⟦+⟧]", "+ can't stand in a name such as E[g²]",
        "a bracket that touches a name is a part of it; a product needs *"),
      MarkedError(
        "E[⟦]⟧", "] can't stand in a name such as E[g²]",
        "a bracket that touches a name is a part of it; a product needs *"),
      MarkedError("⟦[]⟧", "a vector needs at least one number", "as in [1, 2, 3]"),
      MarkedError(
        "(1⟦,⟧ 2)", "a comma can't stand here",
        "a decimal has a point, as 1.5; a list has brackets, as [1, 2]"),
      MarkedError(
        "1⟦,⟧5", "a comma can't stand here", "write 1.5"),
    ])
  func bracketsMatch(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError("⟦sqrt(1, 2)⟧", "sqrt takes 1 argument, not 2", "sqrt(x)"),
      MarkedError("1 + ⟦exp()⟧", "exp takes 1 argument, not 0", "exp(x)"),
      MarkedError("⟦if(x, 1)⟧", "if takes 3 arguments, not 2", "if(condition, then, else)"),
      MarkedError("⟦min()⟧", "min takes 1 to 16 arguments, not 0", "min(a, b, …) or min(vector)"),
      MarkedError("g⟦.⟧", "a parameter's name should follow the dot", "as in g.x"),
      MarkedError("g⟦.⟧(x)", "a parameter's name should follow the dot", "as in g.x"),
    ])
  func callsAndComponentsAreChecked(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError(
        "x ⟦|⟧", "| has no meaning in a formula",
        "the absolute value is abs(x); for either of two conditions write or"),
      MarkedError("⟦|⟧x|", "| has no meaning in a formula", "write abs(x)"),
      MarkedError("a ⟦&⟧& b", "& has no meaning in a formula", "write a and b"),
      MarkedError("⟦!⟧x", "! has no meaning in a formula", "write not x"),
      MarkedError("x⟦!⟧", "! has no meaning in a formula", "write not, or != for unequal"),
      MarkedError(
        "f⟦'⟧(x)", "' has no meaning in a formula",
        "a derivative is not written; type gradient to see ∂f"),
      MarkedError("β ⟦$⟧ x", "$ has no meaning in a formula"),
      MarkedError("x⟦😀⟧", "😀 has no meaning in a formula"),
      MarkedError("x ⟦\u{200B}⟧", "the character U+200B has no meaning in a formula"),
      MarkedError("x ⟦\u{1B}⟧[0m", "the character U+001B has no meaning in a formula"),
    ])
  func strangeCharactersAreNamed(_ expected: MarkedError) { expect(expected) }

  @Test(
    arguments: [
      MarkedError("x < ⟦1e999⟧", "1e999 is too large", "the largest number is about 1.8e308"),
      MarkedError(
        "⟦1\(String(repeating: "0", count: 400))⟧", "the number is too large",
        "the largest number is about 1.8e308"),
      MarkedError("x⟦\(String(repeating: "²", count: 7))⟧", "the exponent is too large"),
    ])
  func numbersHaveALimit(_ expected: MarkedError) { expect(expected) }

  @Test func aNumberTooSmallIsZero() throws {
    #expect(try Parser.expression("1e-999") == .number(0))
  }

  private func expect(_ expected: MarkedError, _ location: SourceLocation = #_sourceLocation) {
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
