import Session

// The lessons there are, and what was done in them.

extension TextRenderer {
  func lines(_ lessons: [LessonEntry]) -> [StyledText] {
    guard !lessons.isEmpty else { return paragraph("There are no lessons here.") }
    var (lines, index) = ([StyledText](), 0)
    // Under the titles of their courses and chapters.
    while index < lessons.count {
      let first = lessons[index]
      let group = lessons[index...].prefix {
        $0.course == first.course && $0.chapter == first.chapter
      }
      let isNew = index == 0 || lessons[index - 1].course != first.course
      if isNew, let course = first.course { lines += paragraph(course, .heading) }
      if let chapter = first.chapter { lines += paragraph(chapter, .strong) }
      lines += rows(group, of: lessons)
      index = group.endIndex
    }
    return lines + paragraph("lesson NAME plays one, or goes on with it.", .dim)
  }

  /// A row a lesson; of what stands above, the order alone says that it comes first.
  private func rows(_ group: ArraySlice<LessonEntry>, of all: [LessonEntry]) -> [StyledText] {
    let rows = zip(group.indices, group).map { index, lesson in
      let missing = lesson.missing.filter { need in !all[..<index].contains { $0.name == need } }
      var remarks = [styled(lesson.title)]
      if let minutes = lesson.minutes { remarks.append(styled("\(minutes) min", .dim)) }
      switch lesson.state {
      case .done: remarks.append(styled("done", .good))
      case .started(let done, let count): remarks.append(styled("\(done)/\(count)", .number))
      case .new where missing.isEmpty: break
      case .new: remarks.append(styled("after \(missing.joined(separator: ", "))", .dim))
      }
      let dot = styled(" · ", .dim)
      return (styled(lesson.name, .name), remarks.dropFirst().reduce(remarks[0]) { $0 + dot + $1 })
    }
    return list(rows)
  }

  func lines(_ progress: ProgressReport) -> [StyledText] {
    var lines: [StyledText] = []
    if progress.lessons.isEmpty {
      lines += paragraph(
        progress.practice.isEmpty
          ? "Nothing is done yet; lessons lists what there is."
          : "No lesson is begun yet; lessons lists them.")
    } else {
      let heads = ["parts done", "right at once", "after tries", "helped", "skipped"]
      let width = (progress.lessons.map { styled($0.name).width }.max() ?? 0) + 3
      let title = StyledText.spaces(width) + styled(heads.joined(separator: "   "), .heading)
      lines.append(title)
      for lesson in progress.lessons {
        let cells = [
          "\(lesson.partsDone)/\(lesson.parts)",
          "\(lesson.isSecret ? "?" : "\(lesson.atOnce)")/\(lesson.asked)",
          lesson.isSecret ? "?" : "\(lesson.right - lesson.atOnce)", "\(lesson.helped)",
          "\(lesson.skipped)",
        ]
        var line = styled(lesson.name, .name).padded(to: width)
        for (head, cell) in zip(heads, cells) {
          line += styled(cell, .number).padded(to: head.count + 3)
        }
        lines.append(line)
      }
    }
    if !progress.practice.isEmpty {
      let head = "lines mastered"
      let width = (progress.practice.map { styled($0.subject).width }.max() ?? 0) + 3
      lines.append(StyledText.spaces(width) + styled(head, .heading))
      for entry in progress.practice {
        var line = styled(entry.subject, .name).padded(to: width)
        line += styled("\(entry.mastered)/\(entry.lines)", .number).padded(to: head.count + 3)
        if !entry.open.isEmpty {
          line += styled("comes back: \(entry.open.joined(separator: ", "))", .dim)
        }
        lines.append(line)
      }
    }
    guard progress.predictions > 0 else { return lines }
    return lines
      + paragraph(
        "Of your own predictions, \(progress.predictionsRight) of \(progress.predictions) were right."
      )
  }
}
