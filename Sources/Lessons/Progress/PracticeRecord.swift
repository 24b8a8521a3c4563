package import Tutor

/// How practice went: what is known of each line of each recipe, and which slips were made in it.
package struct PracticeRecord: Hashable, Sendable {
  /// By subject and line.
  package internal(set) var lines: [Place: Skill] = [:]
  /// How often each slip was made, by subject, line and kind.
  package internal(set) var slips: [SlipPlace: Int] = [:]
  /// How many exercises were done: the clock by which things come back.
  package internal(set) var count = 0

  package init() {}

  package struct Place: Hashable, Comparable, Sendable {
    package var subject: String
    package var line: String

    package init(_ subject: String, _ line: String) { (self.subject, self.line) = (subject, line) }

    package static func < (left: Place, right: Place) -> Bool {
      (left.subject, left.line) < (right.subject, right.line)
    }
  }

  package struct SlipPlace: Hashable, Comparable, Sendable {
    package var place: Place
    package var kind: Slip.Kind

    package static func < (left: SlipPlace, right: SlipPlace) -> Bool {
      (left.place, left.kind.rawValue) < (right.place, right.kind.rawValue)
    }
  }

  /// What is known of a line.
  package struct Skill: Hashable, Sendable {
    /// How often in a row it was right without help.
    package var inARow = 0
    package var right = 0
    package var asked = 0
    /// After how many exercises it comes back, 0 where it needn't.
    package var interval = 0
    /// The exercise with which it comes back.
    package var due = 0

    /// Whether it was right so often that nothing is left to do.
    package var isMastered: Bool { inARow >= PracticeRecord.mastery }
  }

  /// So often in a row without help is mastered.
  package static let mastery = 3
  /// What went wrong comes back after every so many exercises, until it is mastered.
  private static let interval = 3

  /// How an exercise went.
  package struct Attempt: Hashable, Sendable {
    package var subject: String
    /// The lines that the learner worked out.
    package var lines: [String]
    /// Whether the first answer was right, without a hint.
    package var isRight: Bool
    /// The slip that a wrong answer was put down to, and its line.
    package var slip: Slip.Kind?
    package var slipLine: String?

    package init(
      subject: String, lines: [String], isRight: Bool, slip: Slip.Kind? = nil,
      slipLine: String? = nil
    ) {
      self.subject = subject
      self.lines = lines
      self.isRight = isRight
      self.slip = slip
      self.slipLine = slipLine
    }
  }

  mutating func apply(_ attempt: Attempt) {
    count += 1
    // A wrong answer that is put down to a line is that line's; the others may have been right.
    let blamed = attempt.slipLine.map { attempt.lines.contains($0) ? [$0] : attempt.lines }
    for line in attempt.lines {
      let place = Place(attempt.subject, line)
      var skill = lines[place] ?? Skill()
      let isWrong = !attempt.isRight && (blamed ?? attempt.lines).contains(line)
      if isWrong {
        skill.asked += 1
        skill.inARow = 0
        skill.interval = Self.interval
        skill.due = count + skill.interval
      } else if attempt.isRight {
        skill.asked += 1
        skill.right += 1
        skill.inARow += 1
        if skill.isMastered { skill.interval = 0 }
        skill.due = skill.interval == 0 ? 0 : count + skill.interval
      }
      lines[place] = skill
    }
    if !attempt.isRight, let kind = attempt.slip, let line = attempt.slipLine {
      slips[SlipPlace(place: Place(attempt.subject, line), kind: kind), default: 0] += 1
    }
  }

  /// Takes over what another record has more of.
  mutating func merge(_ other: PracticeRecord) {
    count = max(count, other.count)
    lines.merge(other.lines) { $0.asked >= $1.asked ? $0 : $1 }
    slips.merge(other.slips) { max($0, $1) }
  }
}

extension PracticeRecord {
  /// The subjects of which something comes back now, the longest waiting first.
  package var due: [String] {
    let waiting = lines.filter { $0.value.interval > 0 && $0.value.due <= count }
    return subjects(of: waiting)
  }

  /// The subjects of which something went wrong and isn't mastered, the next due first.
  package var open: [String] { subjects(of: lines.filter { $0.value.interval > 0 }) }

  private func subjects(of lines: [Place: Skill]) -> [String] {
    var result: [String] = []
    for (place, _) in lines.sorted(by: { ($0.value.due, $0.key) < ($1.value.due, $1.key) })
    where !result.contains(place.subject) {
      result.append(place.subject)
    }
    return result
  }

  /// How much of an exercise is shown to somebody who has come so far with a subject.
  package func stage(of subject: String, last line: String) -> Drill.Stage {
    switch lines[Place(subject, line)]?.inARow ?? 0 {
    case 0: .last
    case 1: .lastTwo
    default: .blank
    }
  }
}
