import Formula
import Session

extension TextRenderer {
  /// What is watched, numbered, with its value now; or what steps made of it.
  ///
  ///     1: f           26 → 18.2456
  ///     2: E[g²]       x = 0 → 6.4   y = 0 → 40
  func lines(_ report: WatchReport) -> [StyledText] {
    switch report {
    case .list(let items, let parameters):
      guard !items.isEmpty else {
        return paragraph("Nothing is watched: watch FORMULA, break when CONDITION.", .dim)
      }
      return items.flatMap { item, value in
        lines(item, values(value, item, parameters), remark(item.kind))
      }
    case .changes(let changes):
      let title =
        changes.step - changes.since > 1
        ? [styled("from step \(changes.since) to \(changes.step)", .dim)] : []
      return title
        + changes.items.flatMap { change in
          lines(change.item, self.changes(change, changes.parameters), nil)
        }
    }
  }

  private func lines(_ item: Watches.Item, _ values: [StyledText], _ remark: String?)
    -> [StyledText]
  {
    let head = styled("\(item.number): ", .dim) + formula(item.formula)
    let items = values + (remark.map { [styled($0, .dim)] } ?? [])
    let line = flow(items, behind: head)
    return line.count == 1 ? line : head.wrapped(to: room) + flow(items).indented(by: 2)
  }

  private func remark(_ kind: Watches.Kind) -> String? {
    switch kind {
    case .always: nil
    case .changes: "when it changes"
    case .stop: "stops a run where it begins to hold"
    }
  }

  private func values(_ value: Value?, _ item: Watches.Item, _ parameters: [Name])
    -> [StyledText]
  {
    guard let value else { return [styled("no value yet", .dim)] }
    return labelled(value.numbers.map { text($0, item) }, value, parameters)
  }

  private func changes(
    _ change: (item: Watches.Item, before: Value?, after: Value?), _ parameters: [Name]
  ) -> [StyledText] {
    let arrow = styled(alphabet == .unicode ? " → " : " -> ", .dim)
    guard let after = change.after else { return [styled("no value", .dim)] }
    let before = change.before?.numbers ?? []
    let texts = after.numbers.enumerated().map { index, number in
      let old = index < before.count ? text(before[index], change.item) : styled("–", .dim)
      return old + arrow + text(number, change.item)
    }
    return labelled(texts, after, parameters)
  }

  /// Numbers behind their parameters' names, where there is one a parameter.
  private func labelled(_ texts: [StyledText], _ value: Value, _ parameters: [Name])
    -> [StyledText]
  {
    let shown = Array(texts.prefix(NumberColumns.limit))
    let more = texts.count > shown.count ? [ellipsis] : []
    if case .vector(_, axis: .particles) = value {
      // fits: particles count from 1
      let names = shown.indices.map { styled("[\($0 + 1)]", .name) + styled(" = ") }
      return zip(names, shown).map { $0 + $1 } + more
    }
    guard case .vector = value, texts.count == parameters.count else { return shown + more }
    return zip(parameters, shown).map { name($0, .name) + styled(" = ") + $1 } + more
  }

  private func text(_ value: Double, _ item: Watches.Item) -> StyledText {
    guard item.formula.isCondition else { return number(value) }
    return value.isNaN || value == 0 ? styled("no") : styled("yes")
  }
}
