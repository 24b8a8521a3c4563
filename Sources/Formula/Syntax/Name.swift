/// What a formula calls something, such as `x` or `E[g²]`.
///
/// Spellings of one name are equal:
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
    var isRaised = false
    for scalar in text.unicodeScalars {
      let digit = Superscript.digit(scalar)
      if digit != nil, !isRaised { result += "^" }
      isRaised = digit != nil
      if let digit {
        result += String(digit)
      } else if let word = Name.words[scalar] {
        result += word
      } else if Character(scalar) == Name.change.letter {
        result += Name.change.word
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The name with a superscript two, which is what its square is called: `g` gives `g²`.
  package func raised(to exponent: Int) -> Name {
    Name(text + Superscript.text(exponent))
  }

  /// The name of an element of what has this one, by its number from 1: `velocity[3]`.
  package func element(_ number: Int) -> Name { Name("\(text)[\(number)]") }

  /// The list or matrix and the indices, from 1, where the name is that of an element: x and 2 for
  /// `x[2]`, W, 1 and 3 for `W[1, 3]`, E[g²] and 4 for `E[g²][4]`.
  package var element: (whole: Name, indices: [Int])? {
    guard let range = text.rangeOfIndices, let open = text.lastIndex(of: "["),
      open != text.startIndex
    else { return nil }
    let digits = text[range].split(separator: ",", omittingEmptySubsequences: false)
    let indices = digits.map { Int($0) ?? ($0.isEmpty ? 0 : .max) }
    return (Name(String(text[..<open])), indices)
  }

  package static let theta = Name("θ")
  package static let gradient = Name("g")
  package static let objective = Name("f")
  package static let stepNumber = Name("t")
  package static let learningRate = Name("lr")
}

extension Name {
  /// How many scalars a name may have.
  static let lengthLimit = 100

  /// Whether a scalar can begin a name.
  static func starts(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_"
      || scalar.properties.isAlphabetic && Superscript.digit(scalar) == nil
        && ForeignNotation.raised[scalar] == nil && ForeignNotation.signs[scalar] == nil
  }

  /// Whether a scalar can stand in a name after its first; accents can, as in m̂.
  static func continues(_ scalar: Unicode.Scalar) -> Bool {
    starts(scalar) || ("0"..."9").contains(scalar) || ("₀"..."₉").contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Superscripts for the digits of a power, ASCII for lowered digits and most Greek letters.
  private static func canonical(_ spelling: String) -> String {
    var result = ""
    var depth = 0
    var isRaised = false
    let indices = spelling.rangeOfIndices
    for (position, scalar) in zip(spelling.unicodeScalars.indices, spelling.unicodeScalars) {
      if scalar == "[" { depth += 1 }
      if scalar == "]" { depth -= 1 }
      if scalar == "^" {
        // The caret of `E[g^2]`: the digits after it become superscripts.
        isRaised = true
      } else if let digit = scalar.asciiDigit, isRaised || depth > 0,
        indices?.contains(position) != true
      {
        result += Superscript.text(digit)
      } else {
        isRaised = false
        if ("₀"..."₉").contains(scalar) {
          result += String(scalar.value - 0x2080)
        } else if let word = words[scalar] {
          result += word
        } else if !scalar.properties.isWhitespace {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return wholeWords[result] ?? lettered(result)
  }

  /// Writes θ and π as letters where they stand alone between what isn't a letter, `theta1` is θ1, and
  /// Δ before a name: `Deltaf` is Δf.
  private static func lettered(_ text: String) -> String {
    guard [change.word, String(change.letter), "theta", "pi"].contains(where: text.contains) else {
      return text
    }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      var run = first.isLetter ? rest.prefix { $0.isLetter } : rest.prefix { !$0.isLetter }
      rest = rest[run.endIndex...]
      for start in [change.word, String(change.letter)] where run.hasPrefix(start) {
        result.append(change.letter)
        run = run.dropFirst(start.count)
        break
      }
      result += letters[String(run)] ?? String(run)
    }
    return result
  }

  /// Greek letters as a keyboard has them; only θ and π keep their letters in print.
  private static let words: [Unicode.Scalar: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ϵ": "eps",
    "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu",
    "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
  ]

  private static let letters = ["theta": "θ", "pi": "π"]

  /// What stands before the name of what changes: Δf.
  private static let change: (letter: Character, word: String) = ("Δ", "Delta")

  /// η is the learning rate; η1 is just a name.
  private static let wholeWords = ["eta": "lr"]
}

extension String {
  /// What stands between the brackets of `W[1,2]`: the indices of one number of a matrix, which
  /// are not powers.
  fileprivate var rangeOfIndices: Range<String.Index>? {
    guard utf8.last == UInt8(ascii: "]"), let open = lastIndex(of: "["), last == "]" else {
      return nil
    }
    // fits: the name ends with the bracket that was opened
    let inner = index(after: open)..<index(before: endIndex)
    let isIndices = self[inner].allSatisfy { $0.isNumber && $0.isASCII || $0 == "," || $0 == " " }
    return isIndices && !inner.isEmpty ? inner : nil
  }
}

/// Superscript digits, as in `x²` and `E[g²]`.
package enum Superscript {
  private static let digits: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// The digit that a superscript shows, or nil for any other scalar.
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "¹": 1
    case "²": 2
    case "³": 3
    case "⁰", "⁴"..."⁹": Int(scalar.value) - 0x2070
    default: nil
    }
  }

  /// A natural number written in superscript.
  package static func text(_ number: Int) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(number).unicodeScalars {
      result.append(scalar.asciiDigit.map { digits[$0] } ?? "⁻")
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// The value of an ASCII digit, nil for any other scalar.
  var asciiDigit: Int? { ("0"..."9").contains(self) ? Int(value) - 48 : nil }
}
