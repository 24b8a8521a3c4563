import Formula
import Testing

@testable import Rendering
@testable import Session

/// Formulas in TeX's notation as lines of text.
struct MathTextTests {
  /// A formula, what it is on a screen, and what it is on one with nothing but ASCII.
  static let formulas: [(source: String, unicode: String, ascii: String)] = [
    (#"E[g^2]_t"#, "E[g²]ₜ", "E[g^2]_t"),
    (#"a_1 b_2"#, "a₁ b₂", "a_1 b_2"),
    (
      #"E[g^2]_t = \beta E[g^2]_{t-1} + (1-\beta) g_t^2"#,
      "E[g²]ₜ = β E[g²]ₜ₋₁ + (1 − β) gₜ²", "E[g^2]_t = beta E[g^2]_{t-1} + (1 - beta) g_t^2"
    ),
    (
      #"\theta_{t+1} = \theta_t - \frac{\eta}{\sqrt{v_t} + \epsilon} g_t"#,
      "θₜ₊₁ = θₜ − (η/(√vₜ + ε)) gₜ", "theta_{t+1} = theta_t - (eta/(sqrt(v_t) + epsilon)) g_t"
    ),
    (#"\frac{1}{2}"#, "1/2", "1/2"), (#"-\frac12x"#, "−(1/2)x", "-(1/2)x"),
    (#"\frac{a+b}{2c}"#, "(a + b)/(2c)", "(a + b)/(2c)"),
    (#"\frac{\frac{a}{b}}{c}"#, "(a/b)/c", "(a/b)/c"),
    (#"\sum_{i=1}^{n} x_i"#, "Σᵢ₌₁ⁿ xᵢ", "sum_{i=1}^n x_i"),
    (#"\sqrt{x}"#, "√x", "sqrt(x)"), (#"\sqrt{x+y}"#, "√(x + y)", "sqrt(x + y)"),
    (#"\sqrt[3]{x}"#, "∛x", "(x)^(1/3)"),
    (#"\hat{m}_t"#, "m\u{302}ₜ", "m_hat_t"), (#"\hat v"#, "v\u{302}", "v_hat"),
    (#"\widehat{xy}"#, "hat(xy)", "hat(xy)"),
    (#"x \in \mathbb{R}^n"#, "x ∈ ℝⁿ", "x in R^n"),
    (#"\|x\|_2 \leq 1"#, "‖x‖₂ ≤ 1", "||x||_2 <= 1"),
    (#"e^{-x^2}"#, "e^(−x²)", "e^(-x^2)"), (#"2^{-n}"#, "2⁻ⁿ", "2^(-n)"),
    (#"\theta^*"#, "θ*", "theta*"), (#"f'(x)"#, "f′(x)", "f'(x)"), (#"A^\top"#, "Aᵀ", "A^top"),
    (#"a * b"#, "a * b", "a * b"), (#"a*b"#, "a * b", "a * b"), (#"-x"#, "−x", "-x"),
    (#"x = -y"#, "x = −y", "x = -y"), (#"x_{i,y}"#, "x_{i,y}", "x_{i,y}"),
    (#"v_\text{eff}"#, "v_eff", "v_eff"), (#"\log_2 x"#, "log₂ x", "log_2 x"),
    (#"\min_\theta f(\theta)"#, "min_θ f(θ)", "min_theta f(theta)"),
    (#"x \to \infty"#, "x → ∞", "x -> inf"), (#"\alpha\beta"#, "αβ", "alpha beta"),
    (#"\left( \frac{a}{b} \right)^2"#, "(a/b)²", "(a/b)^2"),
    (#"1\,000"#, "1 000", "1 000"), (#"\{1, 2\}"#, "{1, 2}", "{1, 2}"),
    (#"50\%"#, "50%", "50%"), (#"\mathcal{N}(0, 1)"#, "𝒩(0, 1)", "N(0, 1)"),
    (
      #"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      "{x if x > 0; 0 otherwise}", "{x if x > 0; 0 otherwise}"
    ),
    (#"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#, "[a, b; c, d]", "[a, b; c, d]"),
    (#"\partial f / \partial x"#, "∂ f / ∂ x", "d f / d x"),
    ("g²", "g²", "g^2"), ("", "", ""),
  ]

  @Test(arguments: formulas)
  func aFormulaIsALineOfText(_ formula: (source: String, unicode: String, ascii: String)) {
    #expect(MathText(alphabet: .unicode).inline(formula.source) == formula.unicode)
    #expect(MathText(alphabet: .ascii).inline(formula.source) == formula.ascii)
  }

  @Test(arguments: [
    #"\undefined{x}"#, "x^", "{x", "x}", #"\frac{1}"#, #"\left( x"#, #"\begin{tikz} a \end{tikz}"#,
    "a & b", #"\"#, #"\sqrt"#, "x % y", String(repeating: "x^{", count: 200),
  ])
  func whatCantBeWrittenIsLeftAsItIs(_ source: String) {
    #expect(MathText(alphabet: .unicode).inline(source) == "$\(source)$")
    #expect(MathText(alphabet: .unicode).lines(source) == [source])
  }

  @Test(arguments: [
    ("x \\\\ y", ["x", "y"]),
    ("\\begin{aligned}\na &= b \\\\\n&= c \\\\\n\\end{aligned}", ["a = b", "= c"]),
    ("a\n= b", ["a = b"]),
  ])
  func rowsThatStandAloneAreLines(_ source: String, _ lines: [String]) {
    #expect(MathText(alphabet: .unicode).lines(source) == lines)
  }

  /// Whatever stands between dollars, every letter and digit of a formula that is read is shown.
  @Test func noLetterIsLost() {
    var random = SplitMix(state: 7)
    let pieces = [
      "a", "b_1", "c^2", "d_{i}", "\\beta ", "\\frac{p}{q}", "\\sqrt{r}", " + ", " - ", "=", "(",
      ")",
      "\\hat{m}", "{s}", "7", ",", "'", "\\cdot ", "\\left(u\\right)", "^{x_y}", "|",
    ]
    for _ in 0..<2000 {
      let source = (0..<6).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      let text = MathText(alphabet: .ascii).inline(source)
      for letter in "abcdpqrmsuxy7" {
        let wanted = source.replacing("\\left", with: "").replacing("\\right", with: "")
          .replacing("\\beta", with: "").replacing("\\cdot", with: "")
          .replacing("\\frac", with: "").replacing("\\sqrt", with: "").replacing("\\hat", with: "")
          .count { $0 == letter }
        #expect(text.count { $0 == letter } >= wanted, "\(source): \(text)")
      }
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
