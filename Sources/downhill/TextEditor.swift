#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Formula
import Terminal

/// The editor of a person's choice, to change a text in.
struct TextEditor {
  /// What the shell runs, as `vim` or `code --wait`.
  let command: String

  /// The editor that VISUAL or EDITOR names, nil where neither does.
  init?() {
    let named = ["VISUAL", "EDITOR"].lazy.compactMap(Environment.value).first { !$0.isEmpty }
    guard let named else { return nil }
    command = named
  }

  /// Opens the editor on a copy of a text and waits for its end.
  ///
  /// A failure says why there is no changed text.
  func change(_ text: String) -> Result<String, Diagnostic> {
    do {
      let file = try TemporaryFile.holding(text)
      // The shell takes the command apart, which may have arguments of its own; `system` keeps ^C
      // from us as long as it is the editor's.
      let status = system("\(command) \(file.path.quotedForShell)")
      guard status == 0 else { throw Diagnostic.editorFailed(command, status) }
      var reader = try LineReader(path: file.path)
      var lines: [String] = []
      while let line = try reader.next() { lines.append(line) }
      return .success(lines.joined(separator: "\n"))
    } catch let error as Diagnostic {
      return .failure(error)
    } catch {
      return .failure(.noEditedText((error as? FileError)?.reason ?? "\(error)"))
    }
  }
}

/// A file that only its owner can read, and that is gone when this is.
private struct TemporaryFile: ~Copyable {
  let path: String

  private init(path: String) { self.path = path }

  static func holding(_ text: String) throws(Diagnostic) -> TemporaryFile {
    let folder = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let ending = ".recipe"
    var template = Array("\(folder)/downhill-XXXXXX\(ending)".utf8CString)
    let descriptor = mkstemps(&template, CInt(ending.utf8.count))
    guard descriptor >= 0 else { throw .noEditedText(String(cString: strerror(errno))) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let result = TemporaryFile(path: path)
    guard let file = fdopen(descriptor, "w"), fputs(text, file) >= 0, fclose(file) == 0 else {
      throw .noEditedText(String(cString: strerror(errno)))
    }
    return result
  }

  deinit { unlink(path) }
}

extension String {
  /// The text as one word of a shell's command.
  fileprivate var quotedForShell: String { "'\(replacing("'", with: #"'\''"#))'" }
}

extension Diagnostic {
  fileprivate static func editorFailed(_ command: String, _ status: CInt) -> Diagnostic {
    Diagnostic(
      "the editor \(command) ended with status \((status >> 8) & 0xff); nothing was changed",
      hint: "VISUAL or EDITOR names the editor")
  }

  fileprivate static func noEditedText(_ reason: String) -> Diagnostic {
    Diagnostic("can't hand the text to an editor: \(reason)")
  }
}
