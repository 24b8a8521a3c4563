import Formula

/// What names of formulas are called in Python, each by a word of its own: `E[g²]` is `E_g2`.
struct PythonNames {
  private var words: [Name: String] = [:]
  private var taken: Set<String> = PythonNames.reserved

  /// The word for a name, made up where it is new.
  mutating func word(for name: Name) -> String {
    if let word = words[name] { return word }
    let first = PythonNames.spelling(name)
    var word = first
    var number = 2
    while taken.contains(word) {
      word = number == 2 ? first + "_" : "\(first)_\(number)"
      number += 1
    }
    taken.insert(word)
    words[name] = word
    return word
  }

  subscript(name: Name) -> String? { words[name] }

  /// Accents by their mathematical names; all else that Python might not have, by its number.
  private static func spelling(_ name: Name) -> String {
    var result = ""
    for scalar in name.ascii.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": result.unicodeScalars.append(scalar)
      case "\u{302}": result += "_hat"
      case "\u{303}": result += "_tilde"
      case "\u{304}": result += "_bar"
      case "[", ",": result += "_"
      case "]", "^": break
      default: result += "u" + String(scalar.value, radix: 16)
      }
    }
    return result
  }

  /// Python's own words, and those of the script itself.
  private static let reserved: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
    "print", "range", "np", "f", "gradient", "gradients", "batches", "len", "fed", "sigmoid",
    "relu", "softplus", "near", "erf", "chain", "others", "logSumExp", "pick",
    "solve", "second_derivatives",
    "f_each", "philox", "uniform", "normal", "seed",
    "os", "torch", "keras", "jax", "optax", "optimizer", "state", "updates", "scheduler",
    "schedule",
  ]
}
