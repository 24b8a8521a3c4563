import Formula

extension LearningRecord {
  /// The newest form of the file that this program reads, and the one it writes.
  ///
  /// The second has lines on practice, and keeps lines that it doesn't know. A file without such
  /// lines is written in the first, so that an older program can go on with it.
  static let newestFormat = 2

  /// The file's text: a line each for a lesson, its parts, its answers, with tabs between fields.
  ///
  ///     downhill progress 1
  ///     lesson  rmsprop
  ///     done    a-memory-that-fades  089bdc07b544e7b2
  ///     open    what-to-keep         cbf29ce484222325
  ///     wrong   a-memory-that-fades  What will E[g²].x be?  49.5
  ///     predictions  3  5
  ///     exercises    12
  ///     skill   rmsprop  denominator  2  5  7  4  14
  ///     slip    rmsprop  denominator  root  3
  ///     end
  package var text: String {
    let practised = practice.textLines
    let format = practised.isEmpty && unknown.isEmpty ? 1 : Self.newestFormat
    var lines = [Self.firstWords + "\(format)"]
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
    return (lines + practised + unknown + ["end"]).joined(separator: "\n") + "\n"
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
        String(validating: row, as: UTF8.self).map { row in
          progress.take(row, &lesson) || format > 1 && progress.keep(row)
        } ?? false
      isWhole = isWhole && isRead
    }
    return isWhole ? .whole(progress) : .damaged(progress)
  }

  /// Keeps a line whose first word is none of this program's, and says whether it isn't.
  private mutating func keep(_ line: String) -> Bool {
    let word = line.prefix { $0 != "\t" }
    let isUnknown = !Self.words.contains(String(word)) && line.utf8.count <= Self.longestLine
    guard isUnknown, unknown.count < Self.mostUnknown else { return false }
    unknown.append(line)
    return true
  }

  private static let words: Set<String> = Set(
    ["lesson", "predictions", "end"] + PracticeRecord.words
      + [LessonRecord.Part.State.open, .done, .gone].map(\.rawValue)
      + [LessonRecord.Answer.Outcome.right, .wrong, .shown, .skipped].map(\.rawValue))
  private static let longestLine = 4000
  private static let mostUnknown = 10_000

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
    if practice.take(fields) { return true }
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
