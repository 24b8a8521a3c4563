/// What a program says of the words it can be started with.
package struct UsagePage: Sendable {
  /// Terms with what they mean.
  package struct Table: Sendable {
    package var title: String
    package var rows: [(term: String, meaning: String)]

    package init(_ title: String, _ rows: [(term: String, meaning: String)]) {
      self.title = title
      self.rows = rows
    }
  }

  package var paragraphs: [String]
  package var tables: [Table]

  package init(_ paragraphs: [String], _ tables: [Table]) {
    self.paragraphs = paragraphs
    self.tables = tables
  }
}

extension TextRenderer {
  /// The page in lines; the meanings of all tables begin below each other.
  package func text(_ page: UsagePage) -> String {
    let terms = page.tables.flatMap(\.rows).map { styled($0.term).width }
    let indent = (terms.max() ?? 0) + 4
    let tables = page.tables.map { table in
      [styled(table.title, .heading)]
        + table.rows.flatMap { row in
          styled(row.meaning).wrapped(to: width - indent).hanging(
            behind: (styled("  ") + styled(row.term, .name)).padded(to: indent))
        }
    }
    let paragraphs = page.paragraphs.map { styled($0).wrapped(to: width) }
    return rendered(Array((paragraphs + tables).joined(separator: [StyledText()])))
  }
}
