import Formula

// The wording of everything that can be wrong with data and starting values.

extension Diagnostic {
  static func notAColumnOfData(at range: SourceRange) -> Diagnostic {
    Diagnostic("a column is a list of numbers", at: range, hint: "as in [1, 2, 3]")
  }

  static func columnAsParameter(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) can't be a parameter: it is a column of the data", at: range,
      hint: "give the parameter another name")
  }

  static func columnIsParameter(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(name) can't be a column: it is a parameter", at: range,
      hint: "give the column another name")
  }

  static func expectedColumn(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "the name of a column should stand here", at: range,
      hint: "data FILE columns A, B as b label C; a name with blanks stands in quotes")
  }

  static func expectedNewName(at range: SourceRange) -> Diagnostic {
    Diagnostic("a name should follow", at: range, hint: "as in Sales as s")
  }

  static func notAColumnName(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(name) can't be the name of a column", at: range, hint: "letters, then digits")
  }

  static func columnTwice(_ name: Name, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "two columns would be called \(name)", at: range, hint: "give one another name with as")
  }

  /// The error where data were asked for, with names in its example that columns can have.
  static func noData(_ taken: [Name], at range: SourceRange) -> Diagnostic {
    let names = ["x", "y", "u", "v", "p", "q"].filter { !taken.contains(Name($0)) } + ["a1", "a2"]
    return Diagnostic(
      "there is no data yet", at: range,
      hint: "data \(names[0]) = [1, 2, 3], \(names[1]) = [2, 4, 6]")
  }

  static func batchTooLarge(_ size: Int, _ rows: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("a batch of \(size) is larger than the data, which has \(rows) rows", at: range)
  }

  static func tooManyDraws(at range: SourceRange) -> Diagnostic {
    Diagnostic("this draws more than 100000 numbers", at: range)
  }
}

// MARK: - The gallery

extension Diagnostic {
  static func unknownObjective(_ name: String, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    let nearest = Spelling.nearest(to: name, among: known)
    return Diagnostic(
      name.isEmpty ? "an objective's name should stand here" : "there is no objective \(name)",
      at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))")
  }
}

// MARK: - Files

extension Diagnostic {
  static func unreadable(_ path: String, _ reason: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic("can't read \(path): \(reason)", at: range)
  }
}
