package import System

/// Where the commands that read files find them.
package struct ReadableFiles: Sendable {
  /// Opens a file by the name that was typed.
  package let open: @Sendable (String) throws(FileFailure) -> OpenFile

  package init(_ open: @escaping @Sendable (String) throws(FileFailure) -> OpenFile) {
    self.open = open
  }

  /// A person's own: any path, from where the program was started.
  package static let own = ReadableFiles { path throws(FileFailure) in
    try OpenFile(path.expandingHome)
  }
}
