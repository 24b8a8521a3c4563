import Testing

@testable import Formula

/// What people paste from other languages, books and files, at x = 2 and y = 3.
struct ForeignNotationTests {
  private static let point: [Name: Double] = [Name("x"): 2, Name("y"): 3]

  private static func value(_ text: String) throws -> Double {
    try Parser.expression(text).value(point).numbers[0]
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-12 * max(1, abs(b))
  }

  @Test(
    arguments: [
      // Libraries
      ("np.exp(-x)", 0.1353352832366127), ("numpy.sqrt(x)", 2.squareRoot()),
      ("math.sqrt(x)", 2.squareRoot()), ("torch.sin(x)", 0.9092974268256817),
      ("jnp.exp(x)", 7.38905609893065), ("np.maximum(x, y)", 3), ("np.minimum(x, y)", 2),
      ("Math.abs(x)", 2), ("Math.pow(x, 3)", 8), ("Math.PI*x", 2 * .pi), ("np.pi", .pi),
      ("math.e", 2.718281828459045), ("math.inf > x", 1), ("torch.nn.functional.relu(x)", 2),
      ("F.softplus(x)", 2.1269280110429727), ("tf.math.log(x)", 0.6931471805599453),
      ("jax.nn.sigmoid(x)", 0.8807970779778823), ("np.linalg.norm([x, y])", 13.squareRoot()),
      ("scipy.special.erf(x)", 0.9953222650189527), ("np.sum(np.array([x, y])**2)", 13),
      ("tf.reduce_mean([x, y])", 2.5), ("torch.tensor([x, y]) @ [1, 2]", 8),
      ("np.clip(y, 0, x)", 2),
      ("np.where(x > 1, y, 0)", 3), ("torch.square(x)", 4), ("np.power(x, y)", 8),
      // Other names and other cases
      ("square(x)", 4), ("pow(x, 2)", 4), ("fabs(x)", 2), ("arcsin(x/4)", 0.5235987755982989),
      ("arccos(x/4)", 1.0471975511965979), ("arctan(x)", 1.1071487177940904),
      ("arctan2(y, x)", 0.982793723247329), ("tg(x)", -2.185039863261519),
      ("ln(x)", 0.6931471805599453), ("log_sigmoid(x)", -0.1269280110429725),
      ("silu(x)", 1.7615941559557646), ("expit(x)", 0.8807970779778823), ("avg([x, y])", 2.5),
      ("MAX(0,x)", 2), ("SIN(x)", 0.9092974268256817), ("ReLU(x)", 2), ("Sqrt(x)", 2.squareRoot()),
      ("IF(x > 1, y, 0)", 3), ("Huber(x, 1)", 1.5),
      // Functions as people write them, from SciPy 1.17 at x = 2, y = 3
      ("sinh(x)", 3.626860407847019), ("cosh(x)", 3.7621956910836314),
      ("atan2(y, x)", 0.982793723247329), ("log2(x)", 1), ("round(x + 0.6)", 3),
      ("ceil(x + 0.4)", 3), ("expm1(x)", 6.38905609893065), ("var([x, y])", 0.25),
      ("huber(x, 1)", 1.5), ("gelu(x)", 1.9544997361036416), ("sum(softmax([x, y]))", 1),
      // Powers of functions
      ("sin²(x)", 0.826821810431806), ("sin^2(x)", 0.826821810431806),
      ("cos²(x) + sin²(x)", 1), ("log^3(x)", 0.33302465198892944), ("2sin²(x)", 1.653643620863612),
      ("np.sin(x)**2", 0.826821810431806), ("x**2 + 10*y**2", 94),
      // Characters
      ("x⁻¹", 0.5), ("x⁻²", 0.25), ("x⁴", 16), ("x¹⁰", 1024), ("½x²", 2), ("x^½", 2.squareRoot()),
      ("¾ x", 1.5), ("⅓·y", 1), ("∛x", 1.2599210498948732), ("2∛(x+6)", 4),
      ("√(x+1)", 3.squareRoot()),
      ("2⁄x", 1), ("x∙2", 4), ("x•2", 4), ("x－1", 1), ("２*x", 4), ("（x＋1）＊２", 6), ("𝑥² + 𝑦²", 13),
      ("eˣ", 7.38905609893065), ("e⁻ˣ", 0.1353352832366127), ("2ˣ⁺¹", 8), ("x⁽¹⁺ʸ⁾", 16),
      ("x − 1", 1), ("x‐1", 1), ("x ÷ y", 2.0 / 3), ("log₂(x)", 1),
      ("log₁₀(x)", 0.3010299956639812),
      // Products
      ("10 y^2", 90), ("2 x", 4), ("0.1 x^2 + 2 y^2", 18.4), ("2 (x+1)", 6), ("(x+1)(x-1)", 3),
      ("(x+1)(x-1)(y)", 9), ("3 sqrt(x)", 3 * 2.squareRoot()), ("1e-1 x", 0.2),
      ("0.5 (x + y)^2", 12.5), ("2.*x", 4),
    ] as [(String, Double)])
  func isUnderstood(_ typed: String, _ meant: Double) throws {
    let value = try Self.value(typed)
    #expect(isClose(value, meant), "\(value)")
  }

  /// What the learner is told of a formula that means nothing here, as the session finds it out.
  private func told(_ typed: String) throws -> Diagnostic {
    do {
      let formula = try Parser.expression(typed)
      if let (callee, arguments) = formula.unknownCall(own: []) {
        let isQuantity = Self.point[callee.name] != nil
        return Diagnostic.unknownFunction(callee, arguments, own: [], isQuantity: isQuantity)
          .rewriting(typed, unknown: isQuantity ? [callee.name.text] : [])
      }
      let unknown = try #require(
        formula.names.subtracting(Self.point.keys).first { Scope.constants[$0] == nil },
        "\(typed) was understood")
      return Diagnostic.unknownName(unknown, among: ["x", "y"], at: formula.range)
        .rewriting(typed)
    } catch let error as Diagnostic {
      return error
    }
  }

  @Test(
    arguments: [
      // Python, JavaScript, C
      ("lambda x, y: x**2 + y**2", "x**2 + y**2", 13), ("x if x > 0 else 0", "if(x > 0, x, 0)", 2),
      ("f = lambda x: x**2", "x**2", 4), ("(x, y) => x*y", "x*y", 6), ("x -> x^2", "x^2", 4),
      ("x > 0 ? x : 0", "if(x > 0, x, 0)", 2), ("(x > y ? x : y) + 1", "(if(x > y, x, y)) + 1", 4),
      ("x > 5 ? 1 : x > 1 ? 2 : 3", "if(x > 5, 1, if(x > 1, 2, 3))", 2),
      ("0 if x < 0 else x if x < 1 else y", "if(x < 0, 0, if(x < 1, x, y))", 3),
      ("if x > 0 then x else 0", "if(x > 0, x, 0)", 2), ("x % 2", "mod(x, 2)", 0),
      ("x mod 2", "mod(x, 2)", 0),
      ("y mod 2", "mod(y, 2)", 1), ("2*y mod 2 + 1", "2*mod(y, 2) + 1", 3),
      ("y // 2", "floor(y/2)", 1), ("y div 2", "floor(y/2)", 1), ("0x10*x", "16*x", 32),
      ("True*x", "1*x", 2), ("x > 1 && y > 1", "x > 1 and y > 1", 1), ("!x", "not x", 0),
      ("x > 5 || y > 1", "x > 5 or y > 1", 1), ("x === 2", "x == 2", 1), ("x^2;", "x^2", 4),
      ("\"x^2\"", "x^2", 4), ("'x^2'", "x^2", 4), ("`x^2`", "x^2", 4), ("return x**2", "x**2", 4),
      ("1,5*x", "1.5*x", 3), ("x = y", "y", 3), ("y = x^2", "x^2", 4), ("=x^2", "x^2", 4),
      ("x^2 :=", nil, 0), ("function(x) x^2", "x^2", 4), ("@(x) x.^2", "x^2", 4),
      // MATLAB
      ("x.^2", "x^2", 4), ("x.*y", "x*y", 6), ("x./y", "x/y", 2.0 / 3),  // Derivatives
      ("d/dx x^2", "x^2", 4), ("∂/∂x x^2", "x^2", 4), ("∇ x^2", "x^2", 4),
      // LaTeX
      (#"\frac{1}{2} x^2"#, "(1)/(2)*x^2", 2), (#"\frac12 x"#, "(1)/(2)*x", 1),
      (#"\sin(x)"#, "sin(x)", 0.9092974268256817), (#"\sqrt{x}"#, "sqrt(x)", 2.squareRoot()),
      (#"\sqrt[3]{x}"#, "(x)^(1/(3))", 1.2599210498948732), ("$x^2$", "x^2", 4),
      ("$$x^2$$", "x^2", 4), (#"x^2 \cdot y"#, "x^2 * y", 12), ("x^{2}", "x^(2)", 4),
      ("e^{-x}", "e^(-x)", 0.1353352832366127), (#"\left(x+1\right)^2"#, "(x+1)^2", 9),
      (#"\frac{x}{1+\frac{x}{y}}"#, "(x)/(1+(x)/(y))", 1.2), (#"x \times y"#, "x * y", 6),
      (#"\log \left( x^{2} \right)"#, "log( x^(2) )", 1.3862943611198906),
      (#"2\pi x"#, "2π*x", 4 * .pi),
      (#"\ln x"#, "log(x)", 0.6931471805599453), (#"|x - y|"#, "abs(x - y)", 1),
      (#"\lvert x-y \rvert"#, "abs( x-y )", 1), (#"\tfrac{1}{2}(x-1)^2"#, "(1)/(2)(x-1)^2", 0.5),
      (#"\exp\left(-x^2\right)"#, "exp(-x^2)", 0.01831563888873418),
      // Wolfram
      ("Exp[x]", "exp(x)", 7.38905609893065), ("Sin[x]", "sin(x)", 0.9092974268256817),
      ("Log[x] + Cos[y]", "log(x) + cos(y)", -0.29684531604050013),
      ("Sqrt[x^2 + y^2]", "sqrt(x^2 + y^2)", 13.squareRoot()),
      ("Sin[Cos[x]]", "sin(cos(x))", -0.4042391538522658),
      ("ArcTan[x]", "atan(x)", 1.1071487177940904),
      ("Max[x, y]", "max(x, y)", 3), ("Abs[x - y]", "abs(x - y)", 1),
      ("Power[x, 2]", "power(x, 2)", 4),
      // Inverses
      ("sin^-1(x/4)", "asin(x/4)", 0.5235987755982989), ("tan⁻¹(x)", "atan(x)", 1.1071487177940904),
      ("cos^(-1)(x/4)", "acos(x/4)", 1.0471975511965979), ("exp^x", "exp(x)", 7.38905609893065),
      ("exp^(-x)", "exp(-x)", 0.1353352832366127), ("exp^{-x}", "exp(-x)", 0.1353352832366127),
      // Signs
      ("∑ x²", "sum(x²)", 4), ("Σ x^2", "sum(x^2)", 4), ("∏ x", "prod(x)", 2),
      ("∑ x + 1", "sum(x) + 1", 3), ("∑_i x_i^2", "sum(x^2)", 4),
      (#"\sum_{i=1}^{n} x_i^2"#, "sum(x^2)", 4),
      ("x < ∞", "x < inf", 1), ("sum(x_i^2)", "sum(x^2)", 4), ("⌊y/2⌋", "floor(y/2)", 1),
      ("⌈y/2⌉", "ceil(y/2)", 2), ("‖[x, y]‖", "norm([x, y])", 13.squareRoot()),
      ("x ∧ y", "x and y", 1),
      // Products and calls
      ("x y", "x*y", 6), ("2x y", "2x*y", 12), ("x² y²", "x²*y²", 36), ("x^2 y", "x^2*y", 12),
      ("(x+1) y", "(x+1)*y", 9), ("(x+1)y", "(x+1)*y", 9), ("x (y+1)", "x*(y+1)", 8),
      ("x(y + 1)", "x*(y + 1)", 8), ("sin x", "sin(x)", 0.9092974268256817),
      ("2sin x", "2sin(x)", 1.8185948536513634), ("cos 2x", "cos(2x)", -0.6536436208636119),
      ("ln x", "log(x)", 0.6931471805599453), ("exp x", "exp(x)", 7.38905609893065),
      ("exp -x", "exp(-x)", 0.1353352832366127), ("abs x", "abs(x)", 2),
      ("sin x + cos y", "sin(x) + cos(y)", -0.0806950697747637),
      ("sin² x", "sin(x)²", 0.826821810431806), ("sin^2 x", "sin(x)^2", 0.826821810431806),
      ("sqrt x^2 + 1", "sqrt(x^2) + 1", 3), ("x sin x", "x*sin(x)", 1.8185948536513634),
      ("sum([1 2])*x", "sum([1, 2])*x", 6),
      // Functions of other languages
      ("sec(x)", "1/cos(x)", -2.402997961722381), ("csc(x)", "1/sin(x)", 1.0997501702946164),
      ("sqr(x)", "x^2", 4), ("1 + sqr(x + 1)", "1 + ((x + 1)^2)", 10), ("sgn(x)", "sign(x)", 1),
      ("int(y/2)", "floor((y/2))", 1), ("lg(x)", "log10(x)", 0.3010299956639812),
      ("mse([x, y], [1, 1])", "mean((([x, y]) - ([1, 1]))^2)", 2.5),
      ("sec(x) csc(x)", "(1/cos(x)) (1/sin(x))", -2.6426974176218048),
    ] as [(String, String?, Double)])
  func isAnsweredWithTheFormulaRewritten(_ typed: String, _ rewritten: String?, _ meant: Double)
    throws
  {
    let error = try told(typed)
    #expect(error.rewriting == rewritten)
    guard let rewriting = error.rewriting else { return }
    #expect(error.hint?.contains(rewriting) == true)
    let value = try Self.value(rewriting)
    #expect(isClose(value, meant), "\(value)")
  }

  @Test(
    arguments: [
      "x!", "len(x)", "xy", "for x in y", "{x", "\\frac{x}", "?:",
      "a[", "%",
    ])
  func whatCanNotBeRewrittenIsNot(_ typed: String) throws {
    #expect(try told(typed).rewriting == nil)
  }

  @Test func whatFollowsTheFormulaIsLeftOut() throws {
    let error = #expect(throws: Diagnostic.self) {
      var parser = try Parser("x \\cdot y from x = 2, y = 3")
      _ = try parser.expression()
    }
    #expect(error?.rewriting == "x * y")
  }

  @Test func aNumberBeforeTheNextAssignmentIsNoFactor() throws {
    var parser = try Parser("4 y = 1")
    #expect(try parser.expression() == .number(4))
    #expect(parser.assignedName()?.name == Name("y"))
  }

  @Test(arguments: ["until", "max", "from", "to", "for", "deep", "steps", "in", "within"])
  func aNumberBeforeAWordOfACommandIsNoFactor(_ word: String) throws {
    var parser = try Parser("0.5 \(word) 3")
    #expect(try parser.expression() == .number(0.5))
    #expect(parser.word(word) != nil)
  }
}

/// Every row of the dictionary, each tried once.
struct ForeignDictionaryTests {
  @Test(arguments: ForeignNotation.synonyms.sorted { $0.key < $1.key })
  func aSynonymIsAFunction(_ synonym: (key: String, value: String)) {
    #expect(
      Function(rawValue: synonym.value) != nil
        || FunctionLibrary.standard[Name(synonym.value)] != nil)
    #expect(Function(rawValue: synonym.key) == nil)
    #expect(ForeignNotation.templates[synonym.key] == nil)
    #expect(ForeignNotation.rewritten[synonym.key] == nil)
  }

  @Test(
    arguments: (ForeignNotation.templates.map { ($0.key, $0.value, true) }
      + ForeignNotation.rewritten.map { ($0.key, $0.value, false) }).sorted { $0.0 < $1.0 })
  func aTemplateMeansTheCall(_ name: String, _ template: String, _ isUnderstood: Bool) throws {
    // Matrices have no numbers to be tried with.
    guard template != "a @ b" else {
      #expect(try Parser.expression("\(name)(A, b)") == Parser.expression("A @ b"))
      return
    }
    let formula = try Parser.expression(template)
    let letters = ["a", "b", "c"].filter { formula.names.contains(Name($0)) }
    let numbers = zip(letters, [0.75, 0.5, 0.25]).map { (Name($0), $1) }
    let point = Dictionary(uniqueKeysWithValues: numbers)
    let call = "1 - \(name)(\(letters.joined(separator: ", ")))"
    let meant = 1 - (try formula.value(point).numbers[0])
    let typed: Expression
    if isUnderstood {
      typed = try Parser.expression(call)
    } else {
      let (callee, arguments) = try #require(try Parser.expression(call).unknownCall(own: []))
      let error = Diagnostic.unknownFunction(callee, arguments, own: [], isQuantity: false)
        .rewriting(call)
      typed = try Parser.expression(try #require(error.rewriting))
    }
    #expect(try typed.value(point).numbers[0].isSame(as: meant))
  }

  @Test(arguments: ForeignNotation.libraries.sorted())
  func aLibraryMayStandBeforeAFunction(_ library: String) throws {
    #expect(try Parser.expression("\(library).exp(x)") == Parser.expression("exp(x)"))
  }

  @Test(arguments: ForeignNotation.words.sorted { $0.key < $1.key })
  func aWordIsRewritten(_ word: (key: String, value: String)) {
    let typed = ["and", "or"].contains(word.value) ? "x \(word.key) y" : "\(word.key) x"
    let isSign = ["and", "or", "not"].contains(word.value)
    let formula = isSign ? typed.replacing(word.key, with: word.value) : "\(word.value)*x"
    let rewriting = Rewriting(of: typed)?.formula
    #expect(
      rewriting == formula
        || rewriting == formula.replacing("1*x", with: "1 x").replacing("0*x", with: "0 x"))
    #expect(!Name(word.key).canBeParameter)
  }

  @Test(arguments: ForeignNotation.commands.keys.sorted())
  func aCommandOfLaTeXHasATemplateThatIsRead(_ command: String) {
    let template = ForeignNotation.commands[command] ?? ""
    let items = ForeignItem.scan(template)
    #expect(!items.contains { if case .command = $0 { true } else { false } })
  }

  @Test(arguments: ForeignNotation.fractions.map { (String($0.key), $0.value) })
  func aFractionIsANumber(_ character: String, _ value: Double) throws {
    #expect(try Parser.expression(character) == .number(value))
  }

  @Test(arguments: ForeignNotation.signs.map { (String($0.key), String($0.value)) })
  func aSignIsAnotherForOneThereIs(_ foreign: String, _ own: String) throws {
    #expect(try Parser.expression("x \(foreign) y") == Parser.expression("x \(own) y"))
  }
}

struct ReservedNameTests {
  @Test(
    arguments: [
      "sin", "Sin", "SIN", "exp", "arcsin", "softmax", "huber", "x[1]", "E[g²]", "Exp[x]", "True",
      "and", "from", "max", "Pi",
    ])
  func canNotBeAParameter(_ name: String) { #expect(!Name(name).canBeParameter) }

  @Test(arguments: ["x", "w1", "x_1", "theta0", "a", "lambda", "lambda1", "Σ", "X", "weights"])
  func canBeAParameter(_ name: String) { #expect(Name(name).canBeParameter) }

  @Test(
    arguments: [
      ("asn", "asin"), ("sigmoyd", "sigmoid"), ("sqrtt", "sqrt"), ("sotfmax", "softmax"),
      ("hubber", "huber"), ("tahn", "tanh"), ("sni", "sin"),
    ])
  func aMistypedFunctionIsRecognized(_ typed: String, _ meant: String) {
    let error = Diagnostic.unknownFunction(Callee(Name(typed)), [], own: [], isQuantity: false)
    #expect(error.hint == "did you mean \(meant)?")
  }

  @Test(arguments: ["len", "mse", "sqr", "erfinv", "gamma", "diag", "det", "kron", "beta", "trace"])
  func anotherFunctionIsNoneMistyped(_ typed: String) {
    let error = Diagnostic.unknownFunction(Callee(Name(typed)), [], own: [], isQuantity: false)
    #expect(error.hint?.contains("did you mean") != true)
  }
}
