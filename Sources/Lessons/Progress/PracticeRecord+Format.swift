import Tutor

extension PracticeRecord {
  /// What its lines begin with that no later program writes otherwise.
  static let words = ["exercises", "skill"]

  /// Nobody does more exercises, so a file that says so is damaged.
  private static let most = 1_000_000_000

  /// Its lines in the file of progress, none where nothing was practised.
  var textLines: [String] {
    guard count > 0 else { return [] }
    func line(_ fields: [String]) -> String {
      fields.map(LearningRecord.field).joined(separator: "\t")
    }
    return [line(["exercises", "\(count)"])]
      + lines.sorted { $0.key < $1.key }.map { place, skill in
        line(
          ["skill", place.subject, place.line]
            + [skill.inARow, skill.right, skill.asked, skill.interval, skill.due].map { "\($0)" })
      }
      + slips.sorted { $0.key < $1.key }.map { slip, times in
        line(["slip", slip.place.subject, slip.place.line, slip.kind.rawValue, "\(times)"])
      }
  }

  /// Takes a line in, and says whether it was one of practice that could be read.
  mutating func take(_ fields: [String]) -> Bool {
    func numbers(_ fields: ArraySlice<String>) -> [Int]? {
      // fits: a text that is no number, or one too great, is left out
      let numbers = fields.compactMap { Int($0) }.filter { (0...Self.most).contains($0) }
      return numbers.count == fields.count ? numbers : nil
    }
    switch (fields[0], fields.count) {
    case ("exercises", 2):
      guard let number = numbers(fields[1...])?.first else { return false }
      count = number
      return true
    case ("skill", 8):
      guard let numbers = numbers(fields[3...]), numbers[1] <= numbers[2] else { return false }
      lines[Place(fields[1], fields[2])] = Skill(
        inARow: numbers[0], right: numbers[1], asked: numbers[2], interval: numbers[3],
        due: numbers[4])
      return true
    case ("slip", 5):
      // A later program's slip is a line that this one doesn't know, and keeps.
      guard let kind = Slip.Kind(rawValue: fields[3]), let times = numbers(fields[4...])?.first
      else { return false }
      slips[SlipPlace(place: Place(fields[1], fields[2]), kind: kind)] = times
      return true
    default: return false
    }
  }
}
