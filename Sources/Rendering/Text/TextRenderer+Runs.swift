import Formula
import Optimizers
import Session

extension TextRenderer {
  /// What happened, and where one is.
  func lines(_ run: RunReport) -> [StyledText] {
    let place = run.position
    // Where others were made before, the step that is reached has another number.
    let more = run.made == place.step ? "" : "more "
    let steps = "\(run.made) \(more)\(run.made == 1 ? "step" : "steps")"
    let condition = run.condition.map { notation().text($0) } ?? ""
    var lines: [StyledText] =
      switch run.end {
      case .done where run.condition != nil:
        paragraph("\(condition) was not reached within \(steps)", .warning)
      case .done: paragraph("\(steps) made")
      case .conditionMet: paragraph("\(condition) holds after \(steps)", .good)
      case .broken:
        paragraph("stopped after \(steps)" + (run.broken.map { reason($0) } ?? ""), .warning)
      case .interrupted: paragraph("stopped after \(steps)", .warning)
      case .diverged:
        paragraph("stopped after \(steps): θ is no longer finite", .warning)
      }
    lines += run.nonFinite.map { warning($0) } ?? []
    lines += run.outside.map { warning($0) } ?? []
    return lines + here(place)
  }

  private func reason(_ item: Watches.Item) -> String {
    " by break \(item.number): \(notation().text(item.formula))"
  }

  private func here(_ place: PositionReport) -> [StyledText] {
    var items = zip(place.parameters, place.point).map { assignment($0, $1) }
    if items.count > NumberColumns.limit { items = items.prefix(3) + [ellipsis] }
    if let objective = place.objective { items.append(assignment(.objective, objective)) }
    return flow(items, behind: styled("step \(place.step)", .heading))
      + (place.rowsSeen.map { paragraph($0.text) } ?? [])
  }
}
