/// The dictionary of what other languages, books and keyboards write: data, to be added to.
///
/// What can mean one thing is understood as it stands. All else is answered with the person's own
/// formula rewritten, see ``Rewriting``.
enum ForeignNotation {
  // MARK: - Understood

  /// What may stand before the dot of a function or a constant: `np.exp(x)`, `Math.PI`.
  static let libraries: Set<String> = [
    "np", "numpy", "math", "cmath", "Math", "torch", "tf", "tensorflow", "jnp", "jax", "lax",
    "scipy", "sp", "sympy", "sym", "keras", "ops", "K", "F", "nn", "mx", "mxnet", "paddle", "cp",
    "cupy", "special", "statistics", "std", "mpmath", "mp", "autograd", "anp", "onp", "Base",
  ]

  /// Other names of functions, which mean nothing else.
  static let synonyms: [String: String] = [
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2", "arctg": "atan",
    "arcsen": "asin", "tg": "tan", "sen": "sin", "sh": "sinh", "ch": "cosh", "th": "tanh",
    "fabs": "abs", "absolute": "abs", "ln": "log", "log_2": "log2", "log_10": "log10",
    "logn": "log", "ceiling": "ceil", "rint": "round", "around": "round", "floormod": "mod",
    "signum": "sign", "maximum": "max", "minimum": "min",
    "fmax": "max", "fmin": "min", "amax": "max", "amin": "min", "reduce_sum": "sum",
    "reduce_mean": "mean", "reduce_max": "max", "reduce_min": "min", "reduce_prod": "prod",
    "average": "mean", "avg": "mean", "product": "prod", "variance": "var", "stdev": "std",
    "inner": "dot", "vdot": "dot", "clip": "clamp", "clip_by_value": "clamp", "where": "if",
    "ifelse": "if", "iif": "if", "expit": "sigmoid", "logistic": "sigmoid",
    "sqroot": "sqrt", "hypotenuse": "hypot", "log_sigmoid": "logsigmoid", "silu": "swish",
    "log_sum_exp": "logsumexp", "leakyrelu": "leaky_relu",
  ]

  /// Functions that are an operation here, as formulas over a, b, c.
  static let templates: [String: String] = [
    "square": "a^2", "pow": "a^b", "power": "a^b", "float_power": "a^b", "exp2": "2^a",
    "reciprocal": "1/a", "rsqrt": "1/sqrt(a)", "logaddexp": "logsumexp([a, b])", "add": "a + b",
    "subtract": "a - b",
    "multiply": "a*b", "mul": "a*b", "divide": "a/b", "truediv": "a/b", "negative": "-a",
    "matmul": "a @ b", "squared_difference": "(a - b)^2", "float": "a", "float32": "a",
    "float64": "a", "array": "a", "asarray": "a", "tensor": "a", "constant": "a",
  ]

  /// Other signs for those there are.
  static let signs: [Unicode.Scalar: Unicode.Scalar] = [
    "−": "-", "–": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "➖": "-",
    "·": "*", "⋅": "*", "×": "*", "∗": "*", "∙": "*", "•": "*", "✕": "*", "✖": "*",
    "÷": "/", "∕": "/", "⁄": "/", "➗": "/", "➕": "+", "ˆ": "^",
  ]

  /// Fractions that are one character.
  static let fractions: [Unicode.Scalar: Double] = [
    "½": 1.0 / 2, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "¼": 1.0 / 4, "¾": 3.0 / 4, "⅕": 1.0 / 5,
    "⅖": 2.0 / 5, "⅗": 3.0 / 5, "⅘": 4.0 / 5, "⅙": 1.0 / 6, "⅚": 5.0 / 6, "⅐": 1.0 / 7,
    "⅛": 1.0 / 8, "⅜": 3.0 / 8, "⅝": 5.0 / 8, "⅞": 7.0 / 8, "⅑": 1.0 / 9, "⅒": 1.0 / 10,
  ]

  /// Raised signs and letters, which are an exponent together: x⁻¹, eˣ, 2ⁿ⁺¹.
  static let raised: [Unicode.Scalar: Unicode.Scalar] = [
    "⁺": "+", "⁻": "-", "⁽": "(", "⁾": ")", "ᐟ": "/", "˙": "*", "ⁿ": "n", "ⁱ": "i", "ˣ": "x",
    "ʸ": "y",
    "ᶻ": "z", "ᵃ": "a", "ᵇ": "b", "ᶜ": "c", "ᵈ": "d", "ᵏ": "k", "ᵐ": "m", "ᵖ": "p", "ᵗ": "t",
    "ᵘ": "u", "ᵛ": "v", "ʷ": "w",
  ]

  // MARK: - Answered with the formula rewritten

  /// Functions that have no name here, as formulas over a, b, c.
  static let rewritten: [String: String] = [
    "sec": "1/cos(a)", "csc": "1/sin(a)", "cosec": "1/sin(a)", "cot": "1/tan(a)",
    "cotan": "1/tan(a)", "ctg": "1/tan(a)", "sech": "1/cosh(a)", "csch": "1/sinh(a)",
    "coth": "1/tanh(a)", "asinh": "sign(a)*log(abs(a) + sqrt(a^2 + 1))",
    "arcsinh": "sign(a)*log(abs(a) + sqrt(a^2 + 1))", "acosh": "log(a + sqrt(a^2 - 1))",
    "arccosh": "log(a + sqrt(a^2 - 1))", "atanh": "(log1p(a) - log1p(-a))/2",
    "arctanh": "(log1p(a) - log1p(-a))/2", "acot": "atan(1/a)", "sqr": "a^2", "cube": "a^3",
    "sgn": "sign(a)", "int": "floor(a)", "trunc": "sign(a)*floor(abs(a))",
    "fix": "sign(a)*floor(abs(a))", "frac": "a - floor(a)", "erfc": "1 - erf(a)",
    "root": "a^(1/b)", "nthroot": "a^(1/b)", "surd": "a^(1/b)", "lg": "log10(a)", "lb": "log2(a)",
    "ld": "log2(a)", "softsign": "a/(1 + abs(a))", "mish": "a*tanh(softplus(a))",
    "relu6": "clamp(a, 0, 6)", "hardtanh": "clamp(a, -1, 1)", "logit": "log(a/(1 - a))",
    "sinc": "sin(π*a)/(π*a)", "mse": "mean((a - b)^2)", "mse_loss": "mean((a - b)^2)",
    "mae": "mean(abs(a - b))", "rmse": "sqrt(mean((a - b)^2))", "l1_loss": "mean(abs(a - b))",
    "step": "heaviside(a)", "rad": "a*π/180", "radians": "a*π/180", "deg2rad": "a*π/180",
    "log1pexp": "softplus(a)", "quad": "a^2", "linalg_norm": "norm(a)", "magnitude": "norm(a)",
    "length": "norm(a)", "log_softmax": "a - logsumexp(a)", "logb": "log(a)/log(b)",
  ]

  /// Words that are no name here, with what is written for them.
  static let words: [String: String] = [
    "True": "1", "False": "0", "true": "1", "false": "0", "TRUE": "1", "FALSE": "0", "Pi": "π",
    "PI": "π", "M_PI": "π", "M_E": "e", "Infinity": "inf", "INFINITY": "inf", "Inf": "inf",
    "None": "0", "null": "0", "nil": "0", "And": "and", "Or": "or", "Not": "not", "AND": "and",
    "OR": "or", "NOT": "not",
  ]

  /// Signs that are written otherwise.
  static let phrases: [Unicode.Scalar: String] = [
    "∞": "inf", "∧": " and ", "∨": " or ", "¬": "not ", "∣": "|", "⩽": "<=", "≦": "<=", "⩾": ">=",
    "≧": ">=", "≃": "~=", "≅": "~=", "⟨": "(", "⟩": ")", "（": "(", "）": ")", "〖": "(", "〗": ")",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "′": "'", "∜": "∜", "‖": "‖", "∥": "‖", "⌊": "⌊",
    "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
  ]

  /// Commands of LaTeX: `#1` and `#2` stand for the braces that follow, `#0` for brackets.
  static let commands: [String: String] = [
    "frac": "(#1)/(#2)", "dfrac": "(#1)/(#2)", "tfrac": "(#1)/(#2)", "cfrac": "(#1)/(#2)",
    "sqrt": "sqrt(#1)", "sqrt[]": "(#1)^(1/(#0))", "lvert": "|", "rvert": "|", "vert": "|",
    "lVert": "‖", "rVert": "‖", "Vert": "‖", "|": "‖", "lfloor": "⌊", "rfloor": "⌋",
    "lceil": "⌈", "rceil": "⌉", "abs": "abs(#1)", "norm": "norm(#1)", "mathrm": "#1",
    "mathbf": "#1", "mathit": "#1", "boldsymbol": "#1", "bm": "#1", "vec": "#1", "text": "#1",
    "textbf": "#1", "operatorname": "#1", "exp": "exp", "sum": "∑", "prod": "∏",
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "+", "le": "<=", "leq": "<=",
    "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=", "approx": "~=", "infty": "inf", "pi": "π",
    "ln": "log", "left": "", "right": "", "big": "", "Big": "", "bigl": "", "bigr": "", "Bigl": "",
    "Bigr": "", "displaystyle": "", "limits": "", "nolimits": "", "quad": " ", "qquad": " ",
    ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "{": "(", "}": ")", "land": " and ",
    "lor": " or ", "lnot": "not ", "ell": "l", "varepsilon": "eps", "epsilon": "eps",
    "vartheta": "θ", "varphi": "phi", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "bmod": " mod ", "mod": " mod ", "max": "max", "min": "min",
  ]

  /// Signs between two operands that are a function here.
  static let infixes: [String: String] = [
    "mod": "mod(a, b)", "%": "mod(a, b)", "%%": "mod(a, b)", "div": "floor(a/b)",
    "//": "floor(a/b)", "%/%": "floor(a/b)",
  ]

  /// What stands before a formula and isn't a part of it, up to and with a second sign.
  static let openings: [(start: String, end: String)] = [
    ("lambda", ":"), ("@(", ")"), ("function(", ")"), ("return ", ""), ("fun ", "->"),
    ("\\x ->", ""),
  ]

  /// Letters for an index, which a sum over a list doesn't need: x_i.
  static let indexLetters: Set<String> = ["i", "j", "k", "n"]
}
