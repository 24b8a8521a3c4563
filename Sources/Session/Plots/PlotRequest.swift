package import Formula
import Optimizers

/// What somebody asks to see, as `plot` reads it.
struct PlotRequest: Sendable {
  /// What is to be drawn: the wish of one kind of plot, in the words of that kind.
  struct Subject: Sendable {
    /// Makes the picture of the walks at hand.
    let figure:
      @Sendable (_ plotter: Plotter, _ session: Session, _ walks: [NamedWalk]) throws(Diagnostic)
        -> Figure
  }

  var subject: Subject
  /// Whether only the walk at hand is wanted, without those that were compared or kept.
  var isAlone = false
  /// Where the picture goes, nil for the screen.
  var file: PictureFile?
}

extension Grammar where Value == PlotRequest.Subject {
  /// The kinds of plots, each declared beside what draws it.
  fileprivate static var kinds: Grammar {
    let named: [Grammar] = [.path]
    let lines = Grammar.lines.when { reader in !named.contains { $0.begins(reader) } }
    return .either([lines] + named) { reader throws(Diagnostic) in
      throw .expectedPlot(at: reader.place)
    }
  }
}

extension ArgumentReader {
  /// Whether a kind of plot is asked for by its word, which a quantity may have for a name.
  func isAtPlot(_ word: String) -> Bool { isAt(word) && !session.hasName(Name(word)) }
}

extension Grammar where Value == PlotRequest {
  /// `f log`, `path of x, y zoom 4`, `g.x vs x to phase.svg force`.
  static var plotRequest: Grammar {
    Grammar<(PlotRequest.Subject, Bool, PictureFile?)>.sequence(
      .kinds, .flag("alone"), .option("to", .picture)
    ).map { PlotRequest(subject: $0, isAlone: $1, file: $2) }
  }
}

// MARK: - Files

/// A file that a picture is written to.
package struct PictureFile: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable, CaseIterable { case svg, png, pdf }

  package var path: String
  package var format: Format
  /// Whether a file that is there already may be replaced.
  package var isForced: Bool
  /// Where the line names it.
  package var range: SourceRange
}

extension Grammar where Value == PictureFile {
  /// A picture's file, and `force` behind it.
  fileprivate static var picture: Grammar {
    let parts = Grammar<(FileArgument, Bool)>.sequence(
      .writing("FILE.svg|.png|.pdf", example: "descent.svg"), .flag("force"))
    return Grammar(parts.shape) { reader throws(Diagnostic) in
      let (file, isForced) = try parts.read(&reader)
      guard let format = PictureFile.Format(rawValue: file.ending) else {
        throw .unknownPicture(file.path, at: file.range)
      }
      return PictureFile(
        path: file.path, format: format, isForced: isForced, range: file.range)
    }
  }
}
