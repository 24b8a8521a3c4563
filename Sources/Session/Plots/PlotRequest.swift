package import Formula
import Optimizers

/// What somebody asks to see, as `plot` reads it.
struct PlotRequest: Sendable {
  enum Subject: Sendable {
    case lines([Expression], versus: Expression?, isLogarithmic: Bool)
    /// The ground over these parameters; none leaves the choice to the plot.
    case path([Located<Name>], Zoom?)
  }

  var subject: Subject
  /// Whether only the walk at hand is wanted, without those that were compared or kept.
  var isAlone = false
  /// Where the picture goes, nil for the screen.
  var file: PictureFile?
  /// Where it stands.
  var range: SourceRange
}

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

// MARK: - Its grammar

extension Grammar where Value == PlotRequest {
  /// `f log`, `path of x, y zoom 4`, `g.x vs x to phase.svg force`.
  static var plotRequest: Grammar {
    Grammar<Located<(PlotRequest.Subject, Bool, PictureFile?)>>.parts.map { parts in
      let (subject, isAlone, file) = parts.value
      return PlotRequest(subject: subject, isAlone: isAlone, file: file, range: parts.range)
    }
  }
}

extension Grammar where Value == Located<(PlotRequest.Subject, Bool, PictureFile?)> {
  fileprivate static var parts: Grammar {
    Grammar<(PlotRequest.Subject, Bool, PictureFile?)>.sequence(
      .either(.lines, .path, otherwise: { .expectedPlot(at: $0.place) }), .flag("alone"),
      .option("to", .picture)
    ).located
  }
}

extension Grammar where Value == PlotRequest.Subject {
  fileprivate static var lines: Grammar {
    Grammar<([Expression], Expression?, Bool)>.sequence(
      Grammar<[Expression]>.list(.formula("QUANTITY", example: "f")),
      .option("vs", .formula("QUANTITY", example: "x")),
      .flag("log")
    ).map { formulas, versus, isLogarithmic in
      // Every step has its number, whatever it is called here.
      let isByStep = versus.map { [.name(.steps), .name(.stepNumber)].contains($0.kind) }
      return .lines(
        formulas, versus: isByStep == true ? nil : versus, isLogarithmic: isLogarithmic)
    }.when { !$0.isAtPath }
  }

  fileprivate static var path: Grammar {
    Grammar<([Located<Name>]?, Zoom?)>.word(
      "path", before: .sequence(.option("of", .axes), .option("zoom", .zoom))
    ).map { .path($0.0 ?? [], $0.1) }.when(\.isAtPath)
  }
}

extension ArgumentReader {
  /// Whether the walk on its ground is asked for, which a quantity may share its name with.
  fileprivate var isAtPath: Bool { isAt("path") && !session.names.contains(Name("path")) }
}

extension Grammar where Value == [Located<Name>] {
  /// One or two parameters.
  fileprivate static var axes: Grammar {
    Grammar(.place("x, y", example: "x, y")) { reader throws(Diagnostic) in
      let start = reader.rest
      var axes: [Located<Name>] = []
      repeat {
        reader.expect(.names(reader.session.parameters.map(\.text)))
        let word = reader.freeWord(untilComma: true)
        guard let word, var parser = try? word.parser(), let (name, range) = parser.name(),
          parser.isAtEnd
        else { throw .expectedParameters(at: word?.range ?? reader.place) }
        guard !axes.contains(where: { $0.value == name }) else {
          throw .assignedTwice(name, at: range)
        }
        axes.append(Located(name, at: range))
      } while reader.comma()
      guard axes.count <= 2 else {
        throw .expectedParameters(at: start.upTo(axes[axes.count - 1].range.upper).range)
      }
      return axes
    }
  }
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

extension Grammar where Value == Zoom {
  /// `4`, or `x = -1..1, y = 0..2`.
  fileprivate static var zoom: Grammar {
    .either(
      Grammar<Zoom>(.place("FACTOR", example: "4")) { reader throws(Diagnostic) in
        guard !reader.isAtEnd else { throw .expectedZoom(at: reader.place) }
        let formula = try reader.formula()
        guard case .scalar(let factor)? = try? formula.value(), factor > 0, factor.isFinite else {
          throw .expectedZoom(at: formula.range)
        }
        return .factor(factor)
      }.when { !$0.isAtAssignment },
      Grammar<Zoom>(.place("x = FROM..TO, …", example: "x = -1..5, y = -2..2")) {
        reader throws(Diagnostic) in
        var ranges: [Name: ClosedRange<Double>] = [:]
        repeat {
          if reader.isAtEnd { reader.expect(.assigned(reader.session.parameters.map(\.text))) }
          guard let name = reader.assignedName() else { throw .expectedZoom(at: reader.place) }
          let range = try Grammar<NumberRange>.range.read(&reader)
          guard case .scalar(let low) = try range.lower.value(),
            case .scalar(let high) = try range.upper.value(), low < high, (high - low).isFinite
          else { throw .emptyRange(at: range.range) }
          // fits: seen to be in order above
          ranges[name.value] = low...high
        } while reader.comma()
        return .ranges(ranges)
      })
  }
}
