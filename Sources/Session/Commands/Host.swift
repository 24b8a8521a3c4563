package import Formula

/// What a session needs of the program around it while a command runs.
package struct Host {
  /// Takes reports in the order they come.
  package var emit: (Report) -> Void
  /// Whether the person wants a long command to stop.
  package var isInterrupted: () -> Bool
  /// Lets the person change a text in an editor, nil where there is none.
  package var edit: Editor?
  /// Does what a session can't, and gives what there is to say of it; nil where nothing can.
  package var handle: HostRequest.Handler?
  /// Shows things as the settings now say.
  package var apply: (Settings) -> Void
  /// Is told of steps as they are made, how many since it was last told.
  package var didStep: (Int) -> Void
  /// Is told every few thousand steps how far a long command has come, and nil when it ends.
  package var progress: (Progress?) -> Void

  package typealias Editor = (String) -> Result<String, Diagnostic>

  package init(
    emit: @escaping (Report) -> Void, isInterrupted: @escaping () -> Bool = { false },
    edit: Editor? = nil, handle: HostRequest.Handler? = nil,
    apply: @escaping (Settings) -> Void = { _ in },
    didStep: @escaping (Int) -> Void = { _ in },
    progress: @escaping (Progress?) -> Void = { _ in }
  ) {
    self.emit = emit
    self.isInterrupted = isInterrupted
    self.edit = edit
    self.handle = handle
    self.apply = apply
    self.didStep = didStep
    self.progress = progress
  }
}

/// What only the program around a session can do, since it has a screen and files.
package enum HostRequest: Sendable {
  /// Draw a picture into a file.
  case picture(Figure, PictureFile)
  /// Show a walk step by step at the terminal.
  case animation(Animation)

  package typealias Handler = (HostRequest) -> Result<Report?, Diagnostic>
}
