/// A file that was written.
package struct FileReport: Hashable, Sendable {
  /// The whole path.
  package var path: String
  /// What is in it: `12 steps in 14 columns`.
  package var content: NoteReport.Content
  /// Whether it took the place of another.
  package var replacedAnother: Bool

  package init(path: String, content: NoteReport.Content, replacedAnother: Bool) {
    self.path = path
    self.content = content
    self.replacedAnother = replacedAnother
  }
}
