import Formula

// The wording of everything that can be wrong with data and starting values.

extension Diagnostic {
  static func expectedData(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "columns or a file should follow", at: range,
      hint: "data x = [1, 2, 3], y = [2, 4, 6], or data FILE.csv")
  }

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

  static func noData(at range: SourceRange) -> Diagnostic {
    Diagnostic("there is no data yet", at: range, hint: "data x = [1, 2, 3], y = [2, 4, 6]")
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

  static func notCSV(_ path: String, _ reason: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(path) is not CSV: \(reason)", at: range)
  }

  static func emptyCSV(_ path: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "\(path) has no rows", at: range, hint: "the first line names the columns, rows follow")
  }

  static func csvHeader(_ path: String, column: Int, _ text: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      "\(path): the name of column \(column) is “\(text)”", at: range,
      hint: "the first line names the columns, each beginning with a letter")
  }

  static func csvRow(
    _ path: String, line: Int, _ cells: Int, _ columns: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(path): row \(line) has \(cells) cells, not \(columns)", at: range)
  }

  static func csvCell(
    _ path: String, line: Int, column: String, _ text: String, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("\(path): row \(line), column \(column): “\(text)” is not a number", at: range)
  }
}
