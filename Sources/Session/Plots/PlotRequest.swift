package import Formula
import Optimizers

/// What somebody asks to see, as `plot` reads it.
struct PlotRequest {
  enum Subject {
    case lines([Expression], versus: Expression?, isLogarithmic: Bool)
    /// The ground over these parameters; none leaves the choice to the plot.
    case path([(name: Name, range: SourceRange)], Zoom?)
  }

  var subject: Subject
  /// Whether only the walk at hand is wanted, without those that were compared or kept.
  var isAlone = false
  /// Where the picture goes, nil for the screen.
  var file: PictureFile?
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

extension PlotRequest {
  /// Reads what stands behind `plot`.
  ///
  /// - Parameters:
  ///   - arguments: `f log`, `path of x, y zoom 4`, `g.x vs x to phase.svg force`.
  ///   - isPathAName: whether a quantity here is called `path`.
  /// - Throws: a ``Diagnostic`` with a range in the line.
  init(_ arguments: SourceSlice, isPathAName: Bool) throws(Diagnostic) {
    var subject = arguments
    if let (before, after) = arguments.split(atLast: "to") {
      file = try PictureFile(after)
      subject = before
    }
    if let (before, after) = subject.split(atLast: "alone"), after.isEmpty {
      isAlone = true
      subject = before
    }
    guard !subject.isEmpty else { throw .expectedPlot(at: arguments.range) }
    let (word, rest) = subject.firstWord
    if word.text == "path", !isPathAName {
      self.subject = try PlotRequest.path(rest)
    } else {
      self.subject = try PlotRequest.lines(subject)
    }
  }

  private static func lines(_ arguments: SourceSlice) throws(Diagnostic) -> Subject {
    var parser = try arguments.parser()
    var formulas: [Expression] = []
    repeat { formulas.append(try parser.expression()) } while parser.comma()
    var versus: Expression?
    if parser.word("vs") != nil { versus = try parser.expression() }
    let isLogarithmic = parser.word("log") != nil
    try parser.end()
    // Every step has its number, whatever it is called here.
    if let across = versus, [.name(.steps), .name(.stepNumber)].contains(across.kind) {
      versus = nil
    }
    return .lines(formulas, versus: versus, isLogarithmic: isLogarithmic)
  }

  private static func path(_ arguments: SourceSlice) throws(Diagnostic) -> Subject {
    var (before, zoomed) = (arguments, SourceSlice?.none)
    if let (first, second) = arguments.split(atLast: "zoom") { (before, zoomed) = (first, second) }
    var axes: [(name: Name, range: SourceRange)] = []
    if !before.isEmpty {
      var parser = try before.parser()
      guard parser.word("of") != nil else { throw parser.unexpected() }
      repeat {
        guard let axis = parser.name() else { throw .expectedParameters(at: parser.place) }
        guard !axes.contains(where: { $0.name == axis.name }) else {
          throw .assignedTwice(axis.name, at: axis.range)
        }
        axes.append(axis)
      } while parser.comma()
      try parser.end()
      guard axes.count <= 2 else { throw .expectedParameters(at: before.range) }
    }
    return .path(axes, try zoomed.map { arguments throws(Diagnostic) in try Zoom(arguments) })
  }
}

extension PictureFile {
  /// Reads a file's name, and `force` behind it.
  fileprivate init(_ arguments: SourceSlice) throws(Diagnostic) {
    let file = try FileArgument(arguments, example: "plot f log to descent.svg")
    try file.rest.nothing()
    guard let format = Format(rawValue: file.ending) else {
      throw .unknownPicture(file.path, at: file.range)
    }
    self.init(path: file.path, format: format, isForced: file.mayReplace, range: file.range)
  }
}

extension Zoom {
  /// Reads `4`, or `x = -1..1, y = 0..2`.
  fileprivate init(_ arguments: SourceSlice) throws(Diagnostic) {
    guard arguments.text.contains("..") else {
      guard !arguments.isEmpty, case .scalar(let factor) = try arguments.formula().value(),
        factor > 0, factor.isFinite
      else { throw .expectedZoom(at: arguments.range) }
      self = .factor(factor)
      return
    }
    var ranges: [Name: ClosedRange<Double>] = [:]
    for piece in arguments.splitAtCommas() {
      guard let (name, range) = piece.split(atSign: "="),
        let (lower, upper) = range.split(atSign: "..")
      else { throw .expectedZoom(at: piece.range) }
      guard case .scalar(let low) = try lower.formula().value(),
        case .scalar(let high) = try upper.formula().value(), low < high,
        (high - low).isFinite
      else { throw .emptyRange(at: range.range) }
      ranges[Name(String(name.text))] = low...high
    }
    self = .ranges(ranges)
  }
}

extension SourceSlice {
  /// The text before a word and the text behind it, where it stands between blanks or at the
  /// beginning; the last one where there are several.
  fileprivate func split(atLast word: String) -> (before: SourceSlice, after: SourceSlice)? {
    let text = text
    var end = text.endIndex
    while let start = text[..<end].lastIndex(where: { !$0.isWhitespace }) {
      let stop = text.index(after: start)
      let first = text[..<stop].lastIndex { $0.isWhitespace }.map { text.index(after: $0) }
      let begin = first ?? text.startIndex
      if text[begin..<stop] == word {
        let before = upTo(range.lower + text[..<begin].utf8.count).trimmed
        return (before, rest(after: text[..<stop]))
      }
      end = begin
    }
    return nil
  }
}
