import Formula

extension LearningRecord {
  /// The newest form of the file that this program reads, and the one it writes.
  static let newestFormat = 1

  /// The file's text: a line each for a lesson, its parts, its answers, with tabs between fields.
  ///
  ///     downhill progress 1
  ///     lesson  rmsprop
  ///     done    a-memory-that-fades  089bdc07b544e7b2
  ///     open    what-to-keep         cbf29ce484222325
  ///     wrong   a-memory-that-fades  What will E[g²].x be?  49.5
  ///     predictions  3  5
  ///     end
  package var text: String {
    var lines = [Self.firstWords + "\(Self.newestFormat)"]
    for (name, record) in lessons.sorted(by: { $0.key < $1.key }) {
      lines.append(Self.line("lesson", name))
      for part in record.parts {
        lines.append(Self.line(part.state.rawValue, part.id, part.hash.hex))
      }
      for answer in record.answers {
        lines.append(
          Self.line(answer.outcome.rawValue, answer.part, answer.question, answer.answer))
      }
    }
    if predictions.asked > 0 {
      lines.append(Self.line("predictions", "\(predictions.right)", "\(predictions.asked)"))
    }
    return (lines + ["end"]).joined(separator: "\n") + "\n"
  }

  private static let firstWords = "downhill progress "
  private static let longestField = 1000
  /// Nobody answers more questions, so a file that says so is damaged.
  private static let mostPredictions = 1_000_000_000

  private static func line(_ fields: String...) -> String {
    fields.map(field).joined(separator: "\t")
  }

  /// A field's text, which has to stay on its line and between its tabs.
  static func field(_ text: String) -> String {
    let safe = SafeText.removingControls(text)
      .map { $0 == "\t" || $0.isNewline ? " " : $0 }
    return String(safe.prefix(longestField))
  }
}

// MARK: - Reading

import Formula

extension LearningRecord {
  /// What a file's bytes turned out to be.
  package enum Reading: Hashable, Sendable {
    case whole(LearningRecord)
    /// Something in it can't be read; the rest is here.
    case damaged(LearningRecord)
    /// For a program that knows this later form.
    case newer(format: Int)
  }

  package static func read(_ bytes: [UInt8]) -> Reading {
    var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard let first = rows.first.flatMap({ String(validating: $0, as: UTF8.self) }),
      first.hasPrefix(firstWords), let format = Int(first.dropFirst(firstWords.count)), format > 0
    else { return .damaged(LearningRecord()) }
    guard format <= newestFormat else { return .newer(format: format) }

    // A file that breaks off has lost its last word, and perhaps the end of another.
    let isTerminated = bytes.last == UInt8(ascii: "\n")
    let isEnded = rows.last.map { $0.elementsEqual("end".utf8) } ?? false
    if isEnded || !isTerminated { rows.removeLast() }
    var isWhole = isEnded && isTerminated
    var progress = LearningRecord()
    var lesson: String?
    for row in rows.dropFirst() {
      let isRead =
        String(validating: row, as: UTF8.self).map { progress.take($0, &lesson) } ?? false
      isWhole = isWhole && isRead
    }
    return isWhole ? .whole(progress) : .damaged(progress)
  }

  /// Takes a line in, and says whether it could be read.
  private mutating func take(_ line: String, _ lesson: inout String?) -> Bool {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.allSatisfy({ Self.field($0) == $0 }) else { return false }
    switch (fields[0], fields.count) {
    case ("lesson", 2):
      lesson = fields[1]
      guard lessons[fields[1]] == nil else { return false }
      lessons[fields[1]] = LessonRecord()
      return true
    case ("predictions", 3):
      guard let right = Int(fields[1]), let asked = Int(fields[2]), right >= 0, asked >= right,
        asked <= Self.mostPredictions
      else { return false }
      predictions = Score(right: right, asked: asked)
      return true
    default: break
    }
    guard let lesson, fields.count >= 3 else { return false }
    if fields.count == 3, let state = LessonRecord.Part.State(rawValue: fields[0]),
      let hash = ContentHash(hex: fields[2])
    {
      let part = LessonRecord.Part(id: fields[1], hash: hash, state: state)
      lessons[lesson]?.parts.append(part)
      return true
    }
    if fields.count == 4, let outcome = LessonRecord.Answer.Outcome(rawValue: fields[0]) {
      lessons[lesson]?.answers.append(
        LessonRecord.Answer(
          part: fields[1], question: fields[2], answer: fields[3], outcome: outcome))
      return true
    }
    return false
  }
}

extension ContentHash {
  /// Sixteen digits.
  var hex: String {
    let digits = String(value, radix: 16)
    // fits: 64 bits are at most 16 digits
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  init?(hex: String) {
    guard hex.utf8.count == 16, let value = UInt64(hex, radix: 16) else { return nil }
    self.init(value: value)
  }
}
