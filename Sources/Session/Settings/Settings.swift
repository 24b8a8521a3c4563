package import Formula

/// How things are shown: what a person chose, else what the terminal suggests.
package struct Settings: Hashable, Sendable {
  /// How many significant digits numbers have.
  package var digits = 6
  package var colour = Choice.auto
  /// Whether the prompt says where one is: `rmsprop 12 f=3.4>`.
  package var prompt = true
  /// The columns of the screen, nil for as many as there are.
  package var width: Int?

  /// Yes, no, or as the terminal has it.
  package enum Choice: String, Hashable, Sendable, CaseIterable {
    case auto, on, off
  }

  /// What can be set.
  package enum Key: String, Hashable, Sendable, CaseIterable {
    case digits, colour, prompt, width

    /// What it may be, for help and errors.
    package var choices: String {
      switch self {
      case .digits: "1 to 17"
      case .colour: "auto, on or off"
      case .prompt: "on or off"
      case .width: "auto, or 20 to 1000"
      }
    }

    package var meaning: String {
      switch self {
      case .digits: "significant digits of a number"
      case .colour: "colours and bold letters"
      case .prompt: "optimizer, step and f in the prompt"
      case .width: "columns of the screen"
      }
    }
  }

  package init() {}

  /// A setting as one types it.
  package func text(_ key: Key) -> String {
    switch key {
    case .digits: String(digits)
    case .colour: colour.rawValue
    case .prompt: prompt ? "on" : "off"
    case .width: width.map { String($0) } ?? "auto"
    }
  }

  /// Changes a setting.
  ///
  /// - Parameters:
  ///   - key: what is set.
  ///   - text: what it is to be, as it was typed.
  /// - Returns: false where it can't be that; nothing has changed then.
  package mutating func set(_ key: Key, to text: some StringProtocol) -> Bool {
    switch key {
    case .digits:
      guard let number = Int(text), (1...17).contains(number) else { return false }
      digits = number
    case .colour:
      guard let choice = Choice(rawValue: String(text)) else { return false }
      colour = choice
    case .prompt:
      guard text == "on" || text == "off" else { return false }
      prompt = text == "on"
    case .width:
      let number = Int(text)
      guard text == "auto" || number.map((20...1000).contains) == true else { return false }
      width = number
    }
    return true
  }
}

// MARK: - As a file

extension Settings {
  /// The settings as lines of a file: `digits 6`.
  package var text: String {
    Key.allCases.map { "\($0.rawValue) \(text($0))\n" }.joined()
  }

  /// Reads settings from a file's text; what it doesn't have is as if never set.
  ///
  /// - Throws: a ``Diagnostic`` at the first line that is none.
  package init(parsing source: SourceText) throws(Diagnostic) {
    self.init()
    for line in SourceSlice(source).lines {
      let range = line.withoutComment.range
      let words = line.withoutComment.text.split { $0.isWhitespace }
      guard let first = words.first else { continue }
      guard let key = Key(rawValue: String(first)) else {
        throw .unknownSetting(String(first), at: range)
      }
      guard words.count == 2, set(key, to: words[1]) else {
        throw .settingValue(key, at: range)
      }
    }
  }
}

extension Diagnostic {
  static func unknownSetting(_ word: String, at range: SourceRange) -> Diagnostic {
    let known = Settings.Key.allCases.map(\.rawValue)
    let nearest = Spelling.nearest(to: word, among: known)
    return Diagnostic(
      "there is no setting \(word)", at: range,
      hint: nearest.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))")
  }

  static func settingValue(_ key: Settings.Key, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(key.rawValue) can't be that", at: range, hint: "it is \(key.choices)")
  }
}
