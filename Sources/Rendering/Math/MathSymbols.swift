/// The signs that TeX has words for.
enum MathSymbols {
  /// The sign of a command, such as `beta` or `leq`.
  static func symbol(_ command: String) -> MathSymbol? { commands[command] }

  /// The sign of a character.
  static func symbol(_ character: Character) -> MathSymbol {
    if let symbol = characters[character] { return symbol }
    return MathSymbol(text: String(character))
  }

  private static let characters: [Character: MathSymbol] = {
    var table: [Character: MathSymbol] = [
      "-": MathSymbol(text: "−", role: .binary), "'": MathSymbol(text: "′", ascii: "'"),
      "~": MathSymbol(text: " "),
    ]
    for character in "+*−·×÷±∓∘⊙⊕⊗" {
      table[character] = MathSymbol(text: String(character), role: .binary)
    }
    for character in "=<>≤≥≠≈≡∝∈→←⇒:" {
      table[character] = MathSymbol(text: String(character), role: .relation)
    }
    for character in "([" { table[character] = MathSymbol(text: "\(character)", role: .opening) }
    for character in ")]" { table[character] = MathSymbol(text: "\(character)", role: .closing) }
    for character in ",;" {
      table[character] = MathSymbol(text: "\(character)", role: .punctuation)
    }
    return table
  }()

  private static let commands: [String: MathSymbol] = {
    var table: [String: MathSymbol] = [:]
    func add(_ text: String, _ role: MathSymbol.Role) {
      for pair in text.split(separator: " ") {
        let (sign, names) = (pair.prefix(1), pair.dropFirst().split(separator: ","))
        for name in names {
          table[String(name)] = MathSymbol(
            text: String(sign), ascii: String(names[0]), role: role)
        }
      }
    }
    add(
      """
      αalpha βbeta γgamma δdelta εepsilon,varepsilon ζzeta ηeta θtheta,vartheta ιiota κkappa \
      λlambda μmu νnu ξxi οomicron πpi,varpi ρrho,varrho σsigma ςvarsigma τtau υupsilon φphi,varphi \
      χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega \
      ∞infty ∂partial ∇nabla ℓell ℏhbar ∅emptyset,varnothing ∀forall ∃exists …ldots,dots,cdots \
      ⋮vdots ′prime ⊤top ⊥bot,perp ∠angle °degree ¬neg,lnot ℜRe ℑIm
      """, .ordinary)
    add("Σsum ∏prod ∫int", .function)
    add(
      """
      ·cdot ×times ±pm ∓mp ÷div *ast ⋆star ⊙odot ⊕oplus ⊖ominus ⊗otimes ⊘oslash ∘circ •bullet \
      ∪cup ∩cap ∖setminus ∧land,wedge ∨lor,vee
      """, .binary)
    add(
      """
      ≤le,leq,leqslant ≥ge,geq,geqslant ≠ne,neq ≈approx ∼sim ≃simeq ≅cong ≡equiv ∝propto ≪ll ≫gg \
      ∈in ∉notin ∋ni ⊂subset ⊆subseteq ⊃supset ⊇supseteq →to,rightarrow,longrightarrow \
      ←gets,leftarrow ↔leftrightarrow ⇒Rightarrow,implies ⇐Leftarrow ⇔iff,Leftrightarrow ↦mapsto \
      ≔coloneqq,coloneq ≜triangleq ∥parallel |mid <lt >gt :colon ↓downarrow ↑uparrow
      """, .relation)
    add("⟨langle ⌊lfloor ⌈lceil (lparen [lbrack", .opening)
    add("⟩rangle ⌋rfloor ⌉rceil )rparen ]rbrack", .closing)
    add("|vert,lvert,rvert", .ordinary)
    for name in [
      "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan",
      "max", "min", "sup", "inf", "lim", "det", "dim", "ker", "gcd", "Pr", "arg", "deg", "sign",
      "argmin", "argmax",
    ] {
      table[name] = MathSymbol(text: name, role: .function)
    }
    for character in "{}%$#&_" {
      let role: MathSymbol.Role =
        character == "{" ? .opening : character == "}" ? .closing : .ordinary
      table[String(character)] = MathSymbol(text: String(character), role: role)
    }
    for name in ["Vert", "lVert", "rVert", "|"] {
      table[name] = MathSymbol(text: "‖", ascii: "||")
    }
    table["lbrace"] = table["{"]
    table["rbrace"] = table["}"]
    return table
  }()

  /// Marks on a letter.
  static let accents: [String: Unicode.Scalar] = [
    "hat": "\u{302}", "widehat": "\u{302}", "tilde": "\u{303}", "widetilde": "\u{303}",
    "bar": "\u{304}", "overline": "\u{304}", "dot": "\u{307}", "ddot": "\u{308}",
    "check": "\u{30C}", "vec": "\u{20D7}",
  ]

  /// Commands that show their argument as words.
  static let words: Set<String> = [
    "text", "textrm", "textbf", "textit", "texttt", "textsf", "mathrm", "mathsf", "mathtt",
    "operatorname", "mbox",
  ]

  /// Commands that change only the look of their argument.
  static let fonts: Set<String> = [
    "mathbf", "boldsymbol", "bm", "mathit", "mathnormal", "mathop", "mathbin", "mathrel",
    "mathord", "mathstrut", "boxed",
  ]

  /// Commands that change only the look of what follows, or where it stands.
  static let passedOver: Set<String> = [
    "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "big",
    "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "!", "hline",
  ]

  /// Commands that leave room.
  static let spaces: Set<String> = [",", ":", ";", ">", " ", "quad", "qquad", "thinspace"]

  /// Letters of two alphabets that have signs of their own.
  static let doubled: [Character: Character] = [
    "C": "ℂ", "E": "𝔼", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "1": "𝟙",
  ]
  static let script: [Character: Character] = [
    "B": "ℬ", "D": "𝒟", "F": "ℱ", "H": "ℋ", "L": "ℒ", "N": "𝒩", "O": "𝒪", "R": "ℛ", "S": "𝒮",
  ]
}
