import Formula
import TestSupport
import Testing

struct ParserTests {
  @Test(
    arguments: [
      ("10y^2", "(* 10 (^ y 2))"),
      ("10y²", "(* 10 (^ y 2))"),
      ("2(x+1)", "(* 2 (+ x 1))"),
      ("2exp(x)", "(* 2 (exp x))"),
      ("2e", "(* 2 e)"),
      ("2e3", "2000"),
      ("2E[g²]", "(* 2 E[g²])"),
      ("2√x", "(* 2 (sqrt x))"),
      ("1/2x", "(* (/ 1 2) x)"),
      ("x^2 + 10y^2", "(+ (^ x 2) (* 10 (^ y 2)))"),
      ("10 y^2", "(* 10 (^ y 2))"),
      ("0.1 x1^2 + 2 y", "(+ (* 0.1 (^ x1 2)) (* 2 y))"),
      ("2 (x + 1)", "(* 2 (+ x 1))"),
      ("2 √x", "(* 2 (sqrt x))"),
      ("2 max(x, 1)", "(* 2 (max x 1))"),
      ("(x+1)(x-1)", "(* (+ x 1) (- x 1))"),
      ("(x+1) (x-1)(x-2)", "(* (* (+ x 1) (- x 1)) (- x 2))"),
      ("sin(x)(x-1)", "(* (sin x) (- x 1))"),
      ("1/2 x", "(* (/ 1 2) x)"),
      ("-2 x", "(neg (* 2 x))"),
    ])
  func aNumberMayStandBeforeWhatItMultiplies(text: String, outline: String) throws {
    #expect(try Parser.expression(text).outline == outline)
  }

  @Test(
    arguments: [
      ("-x^2", "(neg (^ x 2))"),
      ("-x²", "(neg (^ x 2))"),
      ("2^3^2", "(^ 2 (^ 3 2))"),
      ("2^3²", "(^ 2 (^ 3 2))"),
      ("2^-x^2", "(^ 2 (neg (^ x 2)))"),
      ("(2^3)^2", "(^ (^ 2 3) 2)"),
      ("(-x)^2", "(^ (neg x) 2)"),
      ("a - b - c", "(- (- a b) c)"),
      ("a - (b - c)", "(- a (- b c))"),
      ("a / b * c", "(* (/ a b) c)"),
      ("a + b * c", "(+ a (* b c))"),
      ("-a * b", "(neg (* a b))"),
      ("-a + b", "(+ (neg a) b)"),
      ("a * -b * c", "(* (* a (neg b)) c)"),
      ("a - -b", "(- a (neg b))"),
      ("+x", "x"),
      ("a < b and b < c or not d", "(or (and (< a b) (< b c)) (not d))"),
      ("not a == b", "(not (== a b))"),
      ("not not a", "(not (not a))"),
      ("a + 1 < b * 2", "(< (+ a 1) (* b 2))"),
      ("a or b and c", "(or a (and b c))"),
    ])
  func operatorsBindAsOnPaper(text: String, outline: String) throws {
    #expect(try Parser.expression(text).outline == outline)
  }

  @Test(
    arguments: [
      ("a·b", "a*b"), ("a × b", "a*b"), ("a⋅b", "a*b"), ("a∗b", "a*b"), ("a÷b", "a/b"),
      ("a − b", "a-b"), ("a – b", "a-b"), ("x**2", "x^2"), ("x²", "x^2"), ("x³", "x^3"),
      ("x¹⁰", "x^10"), ("√x", "sqrt(x)"), ("√(x+1)", "sqrt(x+1)"), ("√2", "sqrt(2)"),
      ("√√x", "sqrt(sqrt(x))"), ("a ≤ b", "a<=b"), ("a ≥ b", "a>=b"), ("a ≠ b", "a!=b"),
      ("a ≈ b", "a~=b"), ("a ≈ b within 1%", "a ~= b within 1 %"), ("β", "beta"), ("ε", "eps"),
      ("ϵ", "eps"), ("η", "lr"), ("eta", "lr"), ("θ", "theta"), ("π", "pi"), ("α₁", "alpha1"),
      ("E[g²]", "E[g^2]"), ("E[g²]", "E[g2]"), ("E[g²]", "E[ g² ]"), ("g².x", "g^2.x"),
      ("1e−3", "1e-3"), (".5", "0.5"), ("1.", "1"), ("1.e2", "100"), ("1E+2", "100"),
      ("x # a comment", "x"), ("x # one\n + 1", "x + 1"), ("x\u{A0}+\t1", "x+1"),
    ])
  func spellingsAreTheSame(pasted: String, typed: String) throws {
    #expect(try Parser.expression(pasted) == Parser.expression(typed))
  }

  @Test(
    arguments: [
      ("E[g²].x", "(. E[g²] x)"),
      ("g².x", "(. g² x)"),
      ("g^2.x", "(. g² x)"),
      ("g.x²", "(^ (. g x) 2)"),
      ("2g.x", "(* 2 (. g x))"),
      ("E[E[g]]", "E[E[g]]"),
      ("m̂ / v", "(/ m̂ v)"),
      ("w_1", "w_1"),
      ("[1, x, 2x]", "[1 x (* 2 x)]"),
      ("if(x > 0, 1, -1)", "(if (> x 0) 1 (neg 1))"),
      ("max(a, b, c)", "(max a b c)"),
      ("f ~= 2", "(~= f 2)"),
      ("f ~= 2 within 1%", "(~= f 2 0.01 of it)"),
      ("f ~= 2 within 0.5 and g < 1", "(and (~= f 2 0.5) (< g 1))"),
      ("max", "max"),
    ])
  func operandsAreRead(text: String, outline: String) throws {
    #expect(try Parser.expression(text).outline == outline)
  }

  @Test(arguments: ["E[g²] = 0", "E[g^2]= 0", "E[g2] =0"])
  func namesInFrontOfAnEqualsSignAreOneName(text: String) throws {
    var parser = try Parser(text)
    #expect(parser.assignedName()?.name == Name("E[g²]"))
    #expect(try parser.expression() == .number(0))
  }

  @Test(arguments: [("g² = 1", 3), ("g^2 = 1", 3)])
  func aSquareInFrontOfAnEqualsSignIsAName(text: String, length: Int) throws {
    var parser = try Parser(text)
    let assigned = parser.assignedName()
    #expect(assigned?.name == Name("g²"))
    #expect(assigned?.range == SourceRange(0, length))
  }

  @Test func anEquationIsNoAssignment() throws {
    var parser = try Parser("lr == 1")
    #expect(parser.assignedName() == nil)
    #expect(try parser.expression().outline == "(== lr 1)")
  }

  @Test func aGrammarAroundFormulasGoesOnWhereOneEnds() throws {
    var parser = try Parser("x = 4, y = −1 max 3")
    var read: [String] = []
    repeat {
      let assigned = parser.assignedName()
      let formula = try parser.expression()
      read.append("\(assigned?.name.text ?? "?") \(formula.outline)")
    } while parser.comma()
    #expect(read == ["x 4", "y (neg 1)"])
    #expect(parser.word("max") == SourceRange(16, 19))
    #expect(try parser.expression() == .number(3))
    #expect(parser.isAtEnd)
  }

  @Test(
    arguments: [
      ("⟦x⟧ + 1", [0]), ("x + ⟦E[g²]⟧", [1]), ("x + ⟦(y·2)⟧", [1]), ("⟦a + b⟧ < c", [0]),
      ("√⟦(x)⟧", [0]), ("⟦10⟧y", [0]), ("10⟦y²⟧", [1]), ("max(a, ⟦[1, 2]⟧)", [1]),
      ("-⟦β.x⟧", [0]),
    ])
  func nodesKnowTheirPlace(marked: String, path: [Int]) throws {
    let marked = Marked(marked)
    var node = try Parser.expression(marked.source)
    for index in path { node = node.kind.children[index] }
    #expect(Marked.text(marked.source, node.range) == marked.description)
  }

  @Test func rangesCanPointIntoALargerText() throws {
    let error = #expect(throws: Diagnostic.self) { try Parser.expression("1 +", offset: 10) }
    #expect(error?.range == SourceRange(13, 13))
  }

  @Test func equalityLooksAtKindsAlone() throws {
    #expect(try Parser.expression("x+1") == Parser.expression("  ( x + 1 )"))
    #expect(try Parser.expression("x+1") != Parser.expression("1+x"))
  }

  @Test func namesAreThoseRead() throws {
    let names = try Parser.expression("lr / sqrt(E[g²].x) * g + [lr, π]").names
    #expect(names == [Name("lr"), Name("E[g²]"), Name("g"), Name("π")])
  }
}
