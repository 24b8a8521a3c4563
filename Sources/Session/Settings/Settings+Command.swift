import Formula

extension SourceSlice {
  /// Reads `digits 8`, `colour = off`, or nothing, which changes nothing.
  func settingsChange() throws(Diagnostic) -> SettingsChange? {
    guard !isEmpty else { return nil }
    let word = text.prefix { $0.isLetter }
    let spelled = word == "color" ? "colour" : String(word)
    let wordRange = SourceRange(range.lower, range.lower + max(word.utf8.count, 1))
    guard let key = Settings.Key(rawValue: spelled) else {
      throw .unknownSetting(String(word.isEmpty ? text : word), at: wordRange)
    }
    var value = rest(after: word)
    if value.text.first == "=" { value = value.rest(after: value.text.prefix(1)) }
    var trial = Settings()
    guard trial.set(key, to: value.text) else { throw .settingValue(key, at: value.range) }
    return SettingsChange(key: key, text: String(value.text))
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
