import Formula

/// How a trace is written to a file, row by row.
enum TraceFormat: String {
  /// Comma-separated values as RFC 4180 has them, with a line of names.
  case csv
  /// One array of objects.
  case json
  /// An object a line.
  case jsonl

  /// What stands before the rows.
  func head(_ columns: [TraceColumn]) -> String {
    switch self {
    case .csv: columns.map { TraceFormat.field($0.name) }.joined(separator: ",") + "\r\n"
    case .json: "["
    case .jsonl: ""
    }
  }

  func row(_ values: [Double?], _ columns: [TraceColumn], isFirst: Bool) -> String {
    switch self {
    case .csv:
      return zip(columns, values).map(TraceFormat.field).joined(separator: ",") + "\r\n"
    case .json, .jsonl:
      let members = zip(columns, values).map { column, value in
        // Names have no signs that JSON would want escaped.
        "\"\(column.name)\":" + TraceFormat.json(value)
      }
      let object = "{" + members.joined(separator: ",") + "}"
      return self == .jsonl ? object + "\n" : (isFirst ? "\n" : ",\n") + object
    }
  }

  /// What stands behind the rows.
  var tail: String { self == .json ? "\n]\n" : "" }

  /// A field in quotes where it has a sign of the format's own, as `W[1,2]` has.
  private static func field(_ name: String) -> String {
    name.contains { ",\"\r\n".contains($0) }
      ? "\"" + name.replacing("\"", with: "\"\"") + "\"" : name
  }

  /// A number as tables have it; pandas, R and spreadsheets agree on these words.
  private static func field(_ column: TraceColumn, _ value: Double?) -> String {
    guard let value else { return "" }
    if value.isNaN { return "NaN" }
    return value.isInfinite ? (value < 0 ? "-Inf" : "Inf") : NumberFormat.roundTrip.text(value)
  }

  /// A number, or the word for what JSON has no number for.
  private static func json(_ value: Double?) -> String {
    guard let value else { return "null" }
    let text = NumberFormat.roundTrip.text(value)
    return value.isFinite ? text : "\"\(text)\""
  }
}
