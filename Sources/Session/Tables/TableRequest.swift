import Formula
import System

/// What of a file is to be data: `FILE [columns A, B as b] [label C as c]`.
struct TableRequest: Sendable {
  /// A column as the person calls it, and the name it gets.
  struct Column: Sendable {
    var word: String
    var range: SourceRange
    var name: Name?
  }

  /// The file as it was typed, where errors point.
  var place: TablePlace
  /// The columns that are wanted, in their order; nil for all that hold numbers.
  var columns: [Column]?
  /// Columns whose words become classes: 0, 1, 2 and so on.
  var labels: [Column]

  init(_ file: FileArgument, columns: [Column]?, labels: [Column]?) {
    place = TablePlace(file: file.path, range: file.range)
    self.columns = columns
    self.labels = labels ?? []
  }
}

extension TableRequest {
  /// What follows `data` to ask for the same.
  var command: String {
    func text(_ columns: [Column]) -> String {
      columns.map { column in
        "\"\(column.word)\"" + (column.name.map { " as \($0.ascii)" } ?? "")
      }.joined(separator: ", ")
    }
    return "\"\(place.file)\"" + (columns.map { " columns " + text($0) } ?? "")
      + (labels.isEmpty ? "" : " label " + text(labels))
  }
}

extension Grammar where Value == TableRequest {
  /// A file, which of its columns are wanted, and which are classes.
  static var table: Grammar {
    let columns = Grammar<[TableRequest.Column]>.list(.tableColumn)
    return Grammar<(FileArgument, ([TableRequest.Column]?, [TableRequest.Column]?))>.sequence(
      .reading("FILE", example: "points.csv"),
      .inAnyOrder(.word("columns", before: columns), .word("label", before: columns))
    ).map { TableRequest($0.0, columns: $0.1.0, labels: $0.1.1) }
  }
}

extension Grammar where Value == TableRequest.Column {
  /// `Sales as s`; a name with blanks stands in quotes.
  static var tableColumn: Grammar {
    Grammar<(Located<String>, Name?)>.sequence(.header, .option("as", .columnName)).map {
      TableRequest.Column(word: $0.0.value, range: $0.0.range, name: $0.1)
    }
  }
}

extension Grammar where Value == Located<String> {
  /// A column's name as it stands in the file.
  fileprivate static var header: Grammar {
    Grammar(.place("COLUMN", example: "x")) { reader throws(Diagnostic) in
      let isQuoted = reader.rest.text.first == "\""
      guard reader.isAtArgument, let word = reader.freeWord(untilComma: true), !word.isEmpty
      else {
        throw isQuoted && !reader.isAtEnd
          ? .openQuote(at: reader.place) : .expectedColumn(at: reader.place)
      }
      return Located(String(word.text), at: word.range)
    }
  }
}

extension Grammar where Value == Name {
  /// A name that a column can have in formulas.
  fileprivate static var columnName: Grammar {
    Grammar(.place("NAME", example: "s")) { reader throws(Diagnostic) in
      guard let word = reader.freeWord(untilComma: true) else {
        throw .expectedNewName(at: reader.place)
      }
      guard TableNames.isUsable(String(word.text)) else {
        throw .notAColumnName(String(word.text), at: word.range)
      }
      return Name(String(word.text))
    }
  }
}

extension ArgumentReader {
  /// Whether lists of numbers follow, not the name of a file.
  var looksLikeColumns: Bool {
    guard let first = rest.text.first, !"\"~/.".contains(first) else { return false }
    return rest.text.contains { $0 == "=" || $0 == "[" }
  }
}
