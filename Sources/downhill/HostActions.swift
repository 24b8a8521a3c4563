import Formula
import Rendering
import Session
import System
import Terminal

/// What the program does for a session: pictures in files, and walks to be watched.
struct HostActions {
  let screen: Screen

  /// Does what is asked, and gives what there is to say of it.
  func handle(_ request: HostRequest) -> Result<Report?, Diagnostic> {
    do throws(Diagnostic) {
      switch request {
      case .picture(let figure, let file): return .success(.file(try draw(figure, file)))
      case .animation(let animation): return .success(try show(animation).map { .note($0) })
      }
    } catch {
      return .failure(error.range == nil ? request.blaming(error) : error)
    }
  }

  private func draw(_ figure: Figure, _ file: PictureFile) throws(Diagnostic) -> FileReport {
    let text = SVGRenderer().text(figure)
    var output = try NewFile(file.path, mayReplace: file.isForced)
    if file.format == .svg {
      try output.write(text)
    } else {
      // The converter reads a draft that never becomes a file, and writes another that does.
      var source = try NewFile("\(file.path).svg", mayReplace: true)
      try source.write(text)
      let format = file.format.rawValue
      try source.withDraft { from throws(Diagnostic) in
        try output.withDraft { to throws(Diagnostic) in
          let words = ["rsvg-convert", "--format", format, "--zoom", "2", "--output", to, from]
          guard let status = Subprocess.status(of: words) else { throw .noConverter(file) }
          guard status == 0 else { throw .converterFailed(file, status) }
        }
      }
    }
    try output.finish()
    return FileReport(
      path: output.path, content: "the picture as \(file.format.rawValue.uppercased())",
      replacedAnother: output.replacesAnother)
  }
}

// MARK: - Wording

extension Diagnostic {
  fileprivate static func noConverter(_ file: PictureFile) -> Diagnostic {
    let svg = file.path.dropLast(3) + "svg"
    return Diagnostic(
      "\(file.format.rawValue.uppercased()) is made from SVG by rsvg-convert, which isn't here",
      hint: "install librsvg2-bin (Debian, Ubuntu) or librsvg (Homebrew), or write \(svg)")
  }

  fileprivate static func converterFailed(_ file: PictureFile, _ status: Int32) -> Diagnostic {
    Diagnostic("can't write \(file.path): rsvg-convert ended with status \(status)")
  }
}

extension HostRequest {
  /// An error with the file's name in the line for its place, where there is one.
  fileprivate func blaming(_ error: Diagnostic) -> Diagnostic {
    guard case .picture(_, let file) = self else { return error }
    return Diagnostic(error.message, at: file.range, hint: error.hint)
  }
}
