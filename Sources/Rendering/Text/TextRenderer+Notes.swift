import Formula
import Session

extension TextRenderer {
  /// A sentence or two.
  func lines(_ note: NoteReport) -> [StyledText] {
    let style: Style =
      switch note.tone {
      case .plain: .plain
      case .good: .good
      case .warning: .warning
      }
    return note.content.text(numbers).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .flatMap { paragraph(String($0), style) }
  }

  /// What was written, and where.
  func lines(_ file: FileReport) -> [StyledText] {
    let verb = file.replacedAnother ? "replaced" : "wrote"
    // A path is for copying, and stays on a line of its own where it is long.
    return paragraph("\(verb) \(file.path): \(file.content.text(numbers))", .good)
  }

  /// A command as if it had been typed.
  func lines(echo command: String) -> [StyledText] {
    let lines = command.split(separator: "\n", omittingEmptySubsequences: false)
    let code = lines.map { styled(String($0), .name) }
    return [StyledText()] + code.hanging(behind: styled("> ", .prompt))
  }
}

extension TextRenderer {
  /// Each setting, what it may be and what it means.
  func lines(_ settings: Settings) -> [StyledText] {
    let rows = Settings.Key.allCases.map { key in
      [
        styled(key.rawValue, .name), styled(settings.text(key)),
        styled("\(key.meaning): \(key.choices)", .dim),
      ]
    }
    let table = PlainTable(rows: rows, leading: [0, 1, 2])
    guard table.width > room else { return table.lines }
    let heads = PlainTable(rows: rows.map { Array($0.dropLast()) }, leading: [0, 1]).lines
    let width = (heads.map(\.width).max() ?? 0) + 3
    guard room - width >= 16 else {
      return zip(heads, rows).flatMap { head, row in
        [head] + row[2].wrapped(to: max(room - 2, 8)).indented(by: 2)
      }
    }
    return zip(heads, rows).flatMap { head, row in
      row[2].wrapped(to: room - width).hanging(behind: head.padded(to: width))
    }
  }
}
