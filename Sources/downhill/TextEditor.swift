import Formula
import System

/// The editor of a person's choice, to change a text in.
struct TextEditor {
  /// What the shell runs, as `vim` or `code --wait`.
  let command: String

  /// What most machines have, the one that explains itself first.
  private static let usual = ["nano", "vi", "vim", "emacs"]

  /// The editor that VISUAL or EDITOR names, else one that is usually there, nil without any.
  init?() {
    let named = ["VISUAL", "EDITOR"].lazy.compactMap(Environment.value).first { !$0.isEmpty }
    guard let command = named ?? TextEditor.usual.first(where: Environment.hasProgram) else {
      return nil
    }
    self.command = command
  }

  /// A comment on top of the text for who has landed in an editor that doesn't say how to leave it.
  private var wayOut: String? {
    let program = command.split(separator: " ").first?.split(separator: "/").last ?? ""
    return ["vi", "vim", "nvim"].contains(program)
      ? "# i begins to type; Esc, then :wq and Enter, saves and leaves; Esc, then :q! and Enter, only leaves"
      : nil
  }

  /// Opens the editor on a copy of a text and waits for its end.
  ///
  /// A failure says why there is no changed text.
  func change(_ text: String) -> Result<String, Diagnostic> {
    do {
      let wayOut = wayOut
      let shown = wayOut.map { "\($0)\n\(text)" } ?? text
      let file = try TemporaryFile(holding: shown, ending: ".recipe")
      // The shell takes the command apart, which may have arguments of its own; ^C is the
      // editor's meanwhile.
      let status = Subprocess.shell("\(command) \(file.path.quotedForShell)")
      guard status == 0 else { throw Diagnostic.editorFailed(command, status) }
      var reader = try LineReader(path: file.path)
      var lines: [String] = []
      while let line = try reader.next() {
        if line != wayOut { lines.append(line) }
      }
      return .success(lines.joined(separator: "\n"))
    } catch let error as Diagnostic {
      return .failure(error)
    } catch {
      return .failure(.noEditedText((error as? FileFailure)?.reason ?? "\(error)"))
    }
  }
}

extension String {
  /// The text as one word of a shell's command.
  fileprivate var quotedForShell: String { "'\(replacing("'", with: #"'\''"#))'" }
}

extension Diagnostic {
  fileprivate static func editorFailed(_ command: String, _ status: CInt) -> Diagnostic {
    Diagnostic(
      "the editor \(command) ended with status \(status); nothing was changed",
      hint: "VISUAL or EDITOR names the editor")
  }

  fileprivate static func noEditedText(_ reason: String) -> Diagnostic {
    Diagnostic("can't hand the text to an editor: \(reason)")
  }
}
