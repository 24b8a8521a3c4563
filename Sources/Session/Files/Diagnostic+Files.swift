import Formula

// The wording of everything that can be wrong with a file that is to be written.

extension Diagnostic {
  static func unwritable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic("can't write \(path): \(reason)")
  }

  static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic("\(path) is there already", hint: "add force at the end to replace it")
  }

  static func notAFile(_ path: String) -> Diagnostic {
    Diagnostic("can't write \(path): it is not a file")
  }

  static func expectedFile(at range: SourceRange, hint: String?) -> Diagnostic {
    Diagnostic("the name of a file should follow", at: range, hint: hint)
  }

  static func openQuote(at range: SourceRange) -> Diagnostic {
    Diagnostic("this text is not closed", at: range, hint: "end it with \"")
  }

  static func unknownExport(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "what to write is told by the file's ending, and \(name) has none that is known", at: range,
      hint: "trace.csv, trace.json, trace.jsonl, or walk.py for a script")
  }

  static func nothingToSave() -> Diagnostic {
    Diagnostic(
      "there is nothing to save yet", hint: "minimize x^2 + 10y^2 from x = 4, y = 1")
  }

  static func interruptedWriting() -> Diagnostic {
    Diagnostic("it was stopped, and nothing was written")
  }

  static func notAColumn(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "a quantity should stand here, or one parameter's part of it", at: range,
      hint: "without a list, all are written")
  }

  static func unknownLibrary(_ word: String, at range: SourceRange) -> Diagnostic {
    let all = PythonLibrary.allCases.map(\.rawValue)
    let nearest = Spelling.nearest(to: word, among: all)
    return Diagnostic(
      "there is no script for \(word)", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "one of " + all.joined(separator: ", "))
  }

  static func notOfTheFramework(_ recipe: String, _ word: String, _ title: String) -> Diagnostic {
    Diagnostic(
      "\(recipe) is not one of \(title)'s optimizers",
      hint: "recipes \(word) lists them; numpy makes a script of any recipe")
  }

  static func particleSetByHand(_ recipe: String) -> Diagnostic {
    Diagnostic(
      "\(recipe) has a population, and a script does again only what its recipe does",
      hint: "export trace.csv writes what came of what was set by hand")
  }

  static func scriptWithoutHessian() -> Diagnostic {
    Diagnostic(
      "there is no script yet with second derivatives of lists, of many parameters, or of batches",
      hint: "export trace.csv writes what came of it")
  }

  static func scheduledByState(_ name: Name, _ state: Name, _ title: String) -> Diagnostic {
    Diagnostic(
      "\(name) is set by \(state) in every step, which \(title) keeps to itself",
      hint: "export walk.py numpy has the recipe's own lines")
  }

  static func stateSetByHand(_ state: Name, _ title: String) -> Diagnostic {
    Diagnostic(
      "\(state) was set by hand, which \(title) has no argument for",
      hint: "numpy makes a script of any walk")
  }
}
