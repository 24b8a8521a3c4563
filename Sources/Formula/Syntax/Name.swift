/// What a formula calls something: `x`, `lr`, `E[g²]`. Spellings of one name are equal.
///
///     Name("E[g^2]") == Name("E[g2]")   // both are E[g²]
///     Name("β") == Name("beta")
///     Name("theta") == Name("θ")
package struct Name: Hashable, Sendable, CustomStringConvertible {
  /// The canonical spelling, as it is printed where there is Unicode.
  package let text: String

  package init(_ spelling: String) {
    text = Name.canonical(spelling)
  }

  package var description: String { text }

  /// The spelling with ASCII alone: `E[g^2]`, `theta`.
  package var ascii: String {
    var result = ""
    for character in text.unicodeScalars {
      if let digit = Superscript.digit(character) {
        if result.last.map({ $0.isNumber && $0.isASCII }) != true { result += "^" }
        result += String(digit)
      } else if let word = Name.words[character] {
        result += word
      } else {
        result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// The name with a superscript two, which is what its square is called: `g` gives `g²`.
  package func raised(to exponent: Int) -> Name {
    Name(text + Superscript.text(exponent))
  }

  package static let theta = Name("θ")
  package static let gradient = Name("g")
  package static let objective = Name("f")
  package static let stepNumber = Name("t")
  package static let learningRate = Name("lr")
}

extension Name {
  /// Whether a scalar can begin a name.
  static func starts(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic && Superscript.digit(scalar) == nil
  }

  /// Whether a scalar can stand in a name after its first.
  static func continues(_ scalar: Unicode.Scalar) -> Bool {
    starts(scalar) || ("0"..."9").contains(scalar) || ("₀"..."₉").contains(scalar)
  }

  private static func canonical(_ spelling: String) -> String {
    var result = ""
    var depth = 0
    var previous: Unicode.Scalar?
    for scalar in spelling.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "[": depth += 1
      case "]": depth -= 1
      // The caret of `E[g^2]`: the digit after it becomes a superscript.
      case "^": continue
      default: break
      }
      if ("₀"..."₉").contains(scalar) {
        result += String(scalar.value - 0x2080)
      } else if let digit = scalar.asciiDigit, previous == "^" || depth > 0 {
        result += Superscript.text(digit)
      } else if scalar != "θ", scalar != "π", let word = words[scalar] {
        result += word
      } else if !scalar.properties.isWhitespace {
        result.unicodeScalars.append(scalar)
      }
    }
    return wholeWords[result] ?? result
  }

  /// Greek letters as a keyboard has them. Only θ and π keep their letters in print.
  private static let words: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ϵ": "eps",
    "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "Delta",
  ]

  private static let wholeWords = ["theta": "θ", "eta": "lr", "pi": "π"]
}

/// Superscript digits, as in `x²` and `E[g²]`.
package enum Superscript {
  private static let digits: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// The digit that a superscript shows, or nil for any other scalar.
  static func digit(_ scalar: Unicode.Scalar) -> Int? { digits.firstIndex(of: scalar) }

  /// A natural number written in superscript.
  package static func text(_ number: Int) -> String {
    var result = String.UnicodeScalarView()
    for digit in String(number).unicodeScalars {
      if let value = digit.asciiDigit { result.append(digits[value]) }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII digit, nil for any other scalar.
  var asciiDigit: Int? { ("0"..."9").contains(self) ? Int(value) - 48 : nil }
}
