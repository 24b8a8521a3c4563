import Formula
import Session

extension Goal {
  /// Reads what stands behind `goal`.
  ///
  /// - Parameters:
  ///   - rest: what stands there.
  ///   - line: the line, the place of what is missing.
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  init(reading rest: SourceSlice, in line: SourceSlice) throws(Diagnostic) {
    guard !rest.isEmpty else { throw LessonMessages.goalEmpty(at: line.range) }
    guard rest.text.hasPrefix("\"") else {
      self.init(words: nil, written: rest, kind: try Goal.kind(of: rest))
      return
    }
    guard let (words, behind) = rest.quoted, !words.isBlank, let written = behind.behindEquals,
      !written.isEmpty
    else { throw LessonMessages.goalMalformed(at: line.range) }
    self.init(words: words, written: written, kind: try Goal.kind(of: written))
  }

  private static func kind(of written: SourceSlice) throws(Diagnostic) -> Kind {
    let (word, behind) = written.firstWord
    if word.text == "like" {
      let (reference, plan) = try TrialPlan.split(behind, mayHaveTolerance: true)
      guard !reference.isEmpty else { throw LessonMessages.likeEmpty(at: written.range) }
      return .like(reference, plan)
    }
    guard let (condition, behind) = written.split(atLast: "always") else {
      return .condition(written)
    }
    guard !condition.isEmpty else { throw LessonMessages.goalEmpty(at: written.range) }
    let (rest, plan) = try TrialPlan.split(behind, mayHaveTolerance: false)
    guard rest.isEmpty else { throw LessonMessages.alwaysMalformed(at: rest.range) }
    return .always(condition, plan)
  }
}

extension TrialPlan {
  private static let mostSteps = 200

  /// Takes `on objectives A, B for N steps within T` off the end of a text.
  fileprivate static func split(_ text: SourceSlice, mayHaveTolerance: Bool) throws(Diagnostic)
    -> (before: SourceSlice, plan: TrialPlan)
  {
    var (rest, plan) = (text, TrialPlan())
    if mayHaveTolerance, let (before, tolerance) = rest.split(atLast: "within") {
      guard (try? tolerance.tolerance()) != nil else {
        throw LessonMessages.likeMalformed(at: tolerance.isEmpty ? text.range : tolerance.range)
      }
      (rest, plan.tolerance) = (before, tolerance)
    }
    if let (before, length) = rest.split(atLast: "for") {
      let (count, word) = length.firstWord
      // fits: a limit of more than one
      guard let number = Int(count.text), (1...mostSteps).contains(number),
        ["", "step", "steps"].contains(word.text)
      else { throw LessonMessages.trialSteps(mostSteps, at: length.range) }
      (rest, plan.steps) = (before, count)
    }
    if let (before, list) = rest.split(atLast: "on") {
      var names = list
      if ["objective", "objectives"].contains(list.firstWord.word.text) {
        names = list.firstWord.rest
      }
      plan.objectives = names.separatedByCommas
      for name in plan.objectives where name.isEmpty || (try? Gallery.entry(name.known)) == nil {
        throw LessonMessages.objectiveUnknown(
          String(name.text), at: name.isEmpty ? list.range : name.range)
      }
      guard !plan.objectives.isEmpty else {
        throw LessonMessages.objectiveUnknown("", at: text.range)
      }
      rest = before
    }
    return (rest, plan)
  }
}

extension GoalRule {
  /// Reads a line that begins with `may`.
  ///
  /// - Throws: a ``Diagnostic`` with a range in the lesson's file.
  init(reading line: SourceSlice) throws(Diagnostic) {
    var words = line.firstWord.rest
    let isForbidden = words.firstWord.word.text == "not"
    if isForbidden || words.firstWord.word.text == "only" { words = words.firstWord.rest }
    let items = words.firstWord.rest.separatedByCommas
    guard words.firstWord.word.text == "use", !items.isEmpty, items.allSatisfy({ !$0.isEmpty })
    else { throw LessonMessages.mayMalformed(at: line.range) }
    self.init(isAllowed: !isForbidden, items: items, written: line)
  }
}

// MARK: - Pieces of lines

extension SourceSlice {
  /// The text as a name.
  var known: String { String(text) }

  /// What follows a single `=`, nil where none stands here.
  var behindEquals: SourceSlice? {
    guard text.hasPrefix("="), !text.hasPrefix("==") else { return nil }
    return from(range.lower + 1).trimmed
  }

  /// The pieces between commas that stand in no brackets and no quotes, none of an empty text.
  var separatedByCommas: [SourceSlice] {
    guard !isBlank else { return [] }
    var (pieces, start, offset) = ([SourceSlice](), range.lower, range.lower)
    var (depth, isQuoted) = (0, false)
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted { depth += character.depthChange }
      if character == ",", depth == 0, !isQuoted {
        pieces.append(between(start, offset).trimmed)
        start = offset + 1
      }
      offset += character.utf8.count
    }
    return pieces + [between(start, range.upper).trimmed]
  }

  /// The whole as a tolerance: `1%` or `1e-9`.
  func tolerance() throws(Diagnostic) -> Tolerance {
    try placing { () throws(Diagnostic) in
      var parser = try self.parser()
      let tolerance = try parser.tolerance()
      try parser.end()
      return tolerance
    }
  }
}
