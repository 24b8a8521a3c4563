import Formula
import System

/// What an error in a table names: the file, and where it stands in the command.
struct TablePlace: Sendable {
  /// The file as it was typed.
  var file: String
  var range: SourceRange
}

// The wording of everything that can be wrong with a table.

extension TablePlace {
  private func error(_ what: String, line: Int? = nil, hint: String? = nil) -> Diagnostic {
    Diagnostic("\(file)\(line.map { ":\($0)" } ?? ""): \(what)", at: range, hint: hint)
  }

  func unreadable(_ failure: FileFailure) -> Diagnostic {
    .unreadable(file, failure.reason, at: range)
  }

  func foreign(_ kind: ForeignFile) -> Diagnostic {
    switch kind {
    case .gzip: error("it is compressed by gzip", hint: "gunzip makes a table of it")
    case .bzip2: error("it is compressed by bzip2", hint: "bunzip2 makes a table of it")
    case .xz: error("it is compressed by xz", hint: "unxz makes a table of it")
    case .zip:
      error(
        "it is an archive or a spreadsheet, not text",
        hint: "unpack it, or export the sheet as CSV")
    case .utf16Little, .utf16Big:
      error(
        "it is in UTF-16, not UTF-8",
        hint: "iconv -f UTF-16 -t UTF-8 writes it anew, or export CSV UTF-8")
    case .sqlite, .parquet, .hdf5: error("it is not text", hint: "export the table as CSV")
    }
  }

  func notText(_ line: Int) -> Diagnostic {
    error("this line is not text: it holds a byte 0", line: line, hint: "export the table as CSV")
  }

  func notUTF8(_ line: Int) -> Diagnostic {
    error(
      "this line is not in UTF-8", line: line,
      hint: "iconv -f LATIN1 -t UTF-8 writes the file anew, or export CSV UTF-8")
  }

  func lineTooLong(_ line: Int) -> Diagnostic {
    error("this line has more than \(TableLines.largestLine >> 20) MiB", line: line)
  }

  func quoteOpen(_ line: Int) -> Diagnostic {
    error("a quote that begins in this row is not closed", line: line, hint: "end it with \"")
  }

  func rowTooLarge(_ line: Int) -> Diagnostic {
    error(
      "this row has more than \(CSVRecords.largestRecord >> 20) MiB; is a quote open in it?",
      line: line)
  }

  func rowTooLong(_ line: Int, cells: Int, columns: Int) -> Diagnostic {
    error("row \(line) has \(cells) cells, not \(columns)", line: line)
  }

  func tooManyColumns(_ count: Int, _ limit: Int) -> Diagnostic {
    error("it has \(count.counted("column")), more than \(limit)")
  }

  func tooLarge(rows: Int, columns: Int, limit: Int) -> Diagnostic {
    error(
      "\(rows.counted("row")) of \(columns.counted("column")) are more than \(limit) numbers, which take \(limit >> 17) MiB",
      hint: "choose some: data \(file) columns …")
  }

  func empty() -> Diagnostic {
    error("it is empty", hint: "the first line names the columns, rows follow")
  }

  func noRows() -> Diagnostic {
    error("it has no rows", hint: "the first line names the columns, rows follow")
  }

  func noNumbers(_ omitted: [String]) -> Diagnostic {
    error("no column holds numbers: \(omitted.prefix(3).joined(separator: "; "))")
  }

  func noFullRow(_ omitted: String) -> Diagnostic {
    error(
      "no row has a number in every column: \(omitted)",
      hint: "choose the columns: data \(file) columns …")
  }

  func twoMarks(_ column: String, _ first: TableReading.Example, _ second: TableReading.Example)
    -> Diagnostic
  {
    error(
      "column \(column) has “\(second.text)”, and “\(first.text)” in line \(first.line): "
        + "is the comma or the point its decimal mark?", line: second.line,
      hint: "write them alike, or choose other columns: data \(file) columns …")
  }

  func notANumber(_ column: String, _ example: TableReading.Example) -> Diagnostic {
    error(
      "column \(column) holds text, as “\(example.text)”", line: example.line,
      hint: "data \(file) label \(column) makes classes of it")
  }

  func emptyColumn(_ column: String) -> Diagnostic { error("column \(column) holds nothing") }

  func tooManyClasses(_ column: String, _ limit: Int) -> Diagnostic {
    error("column \(column) has more than \(limit) different words, which are too many classes")
  }

  func unknownColumn(_ word: String, among names: [String], at range: SourceRange) -> Diagnostic {
    let nearest = Spelling.nearest(to: word, among: names)
    return Diagnostic(
      "\(file) has no column \(word)", at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? "it has \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")")
  }
}

extension Diagnostic {
  static func interruptedReading() -> Diagnostic {
    Diagnostic("it was stopped, and the data is as it was")
  }
}
