import Formula
import Session

extension Prose {
  /// The formulas whose values are to stand in the text, in order, with their places.
  var formulas: [SourceSlice] { blocks.flatMap(\.formulas) }
}

extension Prose.Block {
  var formulas: [SourceSlice] {
    switch self {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.flatMap(\.formulas)
    case .list(_, let items): items.flatMap { $0.flatMap(\.formulas) }
    case .quote(let blocks): blocks.flatMap(\.formulas)
    case .table(let header, let rows):
      (header + rows.flatMap(\.self)).flatMap { $0.flatMap(\.formulas) }
    case .code, .rule, .math: []
    }
  }
}

extension Prose.Inline {
  var formulas: [SourceSlice] {
    switch self {
    case .formula(let formula): [formula]
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _),
      .deleted(let inlines):
      inlines.flatMap(\.formulas)
    case .text, .code, .lineBreak, .math: []
    }
  }
}
