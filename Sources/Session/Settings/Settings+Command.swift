import Formula

extension CommandTable {
  static let settings = Command(
    "settings", .help, "show how things are shown, or change it", brief: "digits, …",
    takes: Grammar<SettingsChange?>.either(.nothing(meaning: nil), .change).needing(.talk),
    details: """
      They are kept from one time to the next. digits are a number's significant ones; prompt \
      says whether it shows optimizer, step and f.
      """,
    examples: ["settings digits 8", "settings prompt off"], related: ["help"]
  ) { _, change, _ throws(Diagnostic) in .settings(change) }
}

extension Grammar where Value == SettingsChange? {
  /// `digits 8` or `colour = off`.
  fileprivate static var change: Grammar {
    let forms = Settings.Key.allCases.map { key in
      ArgumentShape.sequence([.word(key.rawValue), .place(key.place, example: key.example)])
    }
    return Grammar(.choice(forms)) { reader throws(Diagnostic) in
      for key in Settings.Key.allCases { reader.expect(.word(key.rawValue)) }
      let word = reader.rest.text.prefix { $0.isLetter }
      let spelled = word == "color" ? "colour" : String(word)
      guard let key = Settings.Key(rawValue: spelled) else {
        let shown = word.isEmpty ? String(reader.rest.text) : String(word)
        throw .unknownSetting(shown, at: reader.wordPlace)
      }
      reader.advance(to: reader.rest.range.lower + word.utf8.count)
      _ = reader.sign("=")
      for choice in key.words { reader.expect(.word(choice)) }
      let value = reader.rest
      reader.advance(to: value.range.upper)
      var trial = Settings()
      guard trial.set(key, to: value.text) else { throw .settingValue(key, at: value.range) }
      return SettingsChange(key: key, text: String(value.text))
    }
  }
}

extension Settings.Key {
  /// What help calls its value.
  fileprivate var place: String {
    switch self {
    case .digits: "n"
    case .colour: "auto|on|off"
    case .prompt: "on|off"
    case .width: "n|auto"
    }
  }

  fileprivate var example: String { self == .digits ? "8" : words[0] }

  /// The words that it may be.
  fileprivate var words: [String] {
    switch self {
    case .digits: []
    case .colour: Settings.Choice.allCases.map(\.rawValue)
    case .prompt: ["on", "off"]
    case .width: ["auto"]
    }
  }
}

/// A setting and what it is to be, which it can be.
package struct SettingsChange: Hashable, Sendable {
  package var key: Settings.Key
  package var text: String
}

extension Settings {
  /// The settings with a change.
  package func changed(_ change: SettingsChange?) -> Settings {
    var result = self
    if let change { _ = result.set(change.key, to: change.text) }
    return result
  }
}
