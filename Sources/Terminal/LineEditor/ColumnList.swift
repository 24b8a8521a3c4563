import Rendering

/// Short texts set out in columns, read downwards, as a shell lists files.
enum ColumnList {
  /// The rows of the list.
  ///
  /// With more rows than `limit` the list is cut, and its last row says how many texts are
  /// missing.
  ///
  /// - Parameters:
  ///   - texts: What to list, in order.
  ///   - columns: The width to stay within, if the widest text lets it.
  ///   - limit: How many rows there may be, at least 2.
  /// - Returns: Rows without line breaks.
  static func rows(_ texts: [String], columns: Int, limit: Int) -> [String] {
    let gap = 2
    let width = (texts.map { DisplayWidth.columns($0) }.max() ?? 0) + gap
    // The last column stays free, since some terminals go to the next row once it is used.
    let perRow = max(1, (columns - 1 + gap) / width)
    let height = (texts.count + perRow - 1) / perRow
    if height > max(limit, 2) {
      let shown = (max(limit, 2) - 1) * perRow
      return rows(Array(texts.prefix(shown)), columns: columns, limit: limit)
        + ["(\(texts.count - shown) more)"]
    }
    return (0..<height).map { row in
      let cells = stride(from: row, to: texts.count, by: height).map { texts[$0] }
      let padded = cells.dropLast().map {
        // fits: the width is that of the widest
        $0 + String(repeating: " ", count: width - DisplayWidth.columns($0))
      }
      return padded.joined() + (cells.last ?? "")
    }
  }
}
