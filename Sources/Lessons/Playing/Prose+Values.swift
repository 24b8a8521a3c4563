import Formula
import Session

extension Prose {
  /// The text with every `` `= formula` `` replaced by its value.
  ///
  /// A formula that has no value is reported and shown as it is.
  func withValues(
    _ session: Session, _ report: (_ mistake: Diagnostic, _ formula: SourceSlice) -> Void
  ) -> Prose {
    for formula in formulas {
      do throws(Diagnostic) {
        _ = try session.value(of: try formula.formula())
      } catch {
        report(error.within(formula), formula)
      }
    }
    return Prose(blocks.map { $0.mapInlines { $0.withValue(session) } })
  }
}

extension Prose.Inline {
  fileprivate func withValue(_ session: Session) -> Prose.Inline {
    switch self {
    case .formula(let formula): .code(session.shortValue(of: formula))
    case .emphasis(let inner): .emphasis(inner.map { $0.withValue(session) })
    case .strong(let inner): .strong(inner.map { $0.withValue(session) })
    case .link(let inner, let destination):
      .link(inner.map { $0.withValue(session) }, destination: destination)
    case .deleted(let inner): .deleted(inner.map { $0.withValue(session) })
    case .text, .code, .lineBreak, .math: self
    }
  }
}

extension Session {
  /// A formula's value in few digits, or the formula itself where it has none.
  fileprivate func shortValue(of slice: SourceSlice) -> String {
    guard let formula = try? slice.formula(), let value = try? value(of: formula) else {
      return "= \(slice.textOnOneLine)"
    }
    return value.numbers.map { NumberFormat.short.text($0) }.joined(separator: ", ")
  }
}

extension Prose.Block {
  fileprivate func mapInlines(_ change: (Prose.Inline) -> Prose.Inline) -> Prose.Block {
    switch self {
    case .heading(let level, let inlines): .heading(level: level, inlines.map(change))
    case .paragraph(let inlines): .paragraph(inlines.map(change))
    case .list(let start, let items):
      .list(start: start, items: items.map { $0.map { $0.mapInlines(change) } })
    case .quote(let blocks): .quote(blocks.map { $0.mapInlines(change) })
    case .table(let header, let rows):
      .table(
        header: header.map { $0.map(change) }, rows: rows.map { $0.map { $0.map(change) } })
    case .code, .rule, .math: self
    }
  }
}
