import Formula
import Session
import System
import Terminal

/// Reads a person's settings when the program starts, and keeps what they change.
struct SettingsKeeper {
  private let file: SettingsFile?
  /// Whether the file can be written over: one that is broken is left to its owner.
  private var isSound = true
  private var kept = Settings()

  /// - Parameter file: nil keeps nothing.
  init(_ file: SettingsFile?) {
    self.file = file
  }

  /// The settings kept; what is wrong with them is shown.
  mutating func load(_ show: (Report) -> Void) -> Settings {
    guard let file else { return kept }
    do {
      kept = try file.load()
    } catch {
      isSound = false
      show(.error(error.report))
      show(.note(NoteReport("The settings are as if never changed; the file is left alone.")))
    }
    return kept
  }

  /// Keeps settings that have changed.
  mutating func keep(_ settings: Settings, _ show: (Report) -> Void) {
    guard settings != kept, let file else { return }
    kept = settings
    guard isSound else {
      let text = "It holds for now; \(file.path) is broken, and so keeps nothing."
      show(.note(NoteReport(.init(text), tone: .warning)))
      return
    }
    do {
      try file.save(settings)
    } catch {
      let text = "It holds for now; \(file.path) can't be written: \(error.reason)."
      show(.note(NoteReport(.init(text), tone: .warning)))
    }
  }
}
