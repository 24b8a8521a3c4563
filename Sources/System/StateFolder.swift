/// The user's folder for what this program remembers from one time to the next.
package enum StateFolder {
  /// The folder's path, whether or not it is there; nil for a user without one.
  ///
  /// That is `$XDG_STATE_HOME/downhill`, or `~/.local/state/downhill`.
  package static func path() -> String? { path(environment: Environment.value) }

  package static func path(environment: (String) -> String?) -> String? {
    // A relative path is to be ignored, says the XDG Base Directory Specification.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return "\(state)/downhill"
    }
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state/downhill"
  }
}
