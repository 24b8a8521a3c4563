package import Formula
import Optimizers
package import Session

/// Turns reports into text for a screen of some width.
///
///     let renderer = TextRenderer(width: 80, alphabet: .unicode, isColoured: false)
///     print(renderer.text(report), terminator: "")
package struct TextRenderer: Hashable, Sendable {
  /// The screen's columns.
  package var width: Int
  package var alphabet: Notation.Alphabet
  package var isColoured: Bool
  package var numbers: NumberFormat
  /// What pictures are drawn with.
  package var graphics: Graphics

  package init(
    width: Int = 80, alphabet: Notation.Alphabet = .unicode, isColoured: Bool = false,
    numbers: NumberFormat = .short, graphics: Graphics = Graphics()
  ) {
    self.width = width
    self.alphabet = alphabet
    self.isColoured = isColoured
    self.numbers = numbers
    self.graphics = graphics
  }

  /// A report as lines, each with its line break.
  package func text(_ report: Report) -> String {
    var result = ""
    write(report) { result += $0 }
    return result
  }

  /// Writes a report in pieces of whole lines; what there is of a walk's steps comes row by row.
  ///
  /// - Parameters:
  ///   - report: what is written.
  ///   - isInterrupted: asked for every row; the rest is left out where it says yes.
  ///   - sink: takes the pieces.
  package func write(
    _ report: Report, isInterrupted: () -> Bool = { false }, to sink: (String) -> Void
  ) {
    func line(_ text: StyledText) { sink(rendered([.spaces(TextRenderer.margin) + text])) }
    switch report {
    case .steps(let steps): write(steps, isInterrupted: isInterrupted, to: line)
    case .trace(let trace): write(trace, isInterrupted: isInterrupted, to: line)
    case .derivation(let derivation): write(derivation, isInterrupted: isInterrupted, to: line)
    default: sink(rendered(lines(report)))
    }
  }

  /// A prompt as the line editor takes it, with its colour.
  package func prompt(_ text: String) -> String {
    styled(text, .prompt).rendered(isColoured: isColoured) + " "
  }

  /// The first lines a learner sees.
  package func banner(version: String) -> String {
    let dot = alphabet == .unicode ? "·" : "-"
    let lines = [
      "Downhill \(version) \(dot) one step at a time \(dot) type help, or lessons to begin",
      "A step is one update of all parameters.",
      "Type first: minimize x^2 + 10y^2 from x = 4, y = 1, then use gd, then step",
    ]
    return rendered(lines.flatMap { styled($0).wrapped(to: width) })
  }
}

// MARK: - Lines

extension TextRenderer {
  /// The columns that reports stay off the left edge, so that they stand apart from what is typed.
  static let margin = 2
  /// The widest that running text gets.
  static let readingWidth = 78

  /// The columns there are beside the margin.
  var room: Int { max(width - TextRenderer.margin, 10) }

  func rendered(_ lines: [StyledText]) -> String {
    lines.reduce(into: "") { $0 += $1.rendered(isColoured: isColoured) + "\n" }
  }

  private func lines(_ report: Report) -> [StyledText] {
    switch report {
    // What can be pasted back, and what points into a source, has a layout of its own.
    case .recipe(let recipe): lines(source: recipe.source.text)
    case .echo(let command): lines(echo: command)
    case .error(let error): lines(error)
    default: body(report).indented(by: TextRenderer.margin)
    }
  }

  private func body(_ report: Report) -> [StyledText] {
    switch report {
    case .objective(let objective): lines(objective)
    case .parameters(let position): lines(parameters: position)
    case .optimizer(let optimizer): lines(optimizer)
    case .step(let step): lines(step)
    case .line(let line): lines(line)
    case .run(let run): lines(run)
    case .position(let position): lines(position)
    case .explanation(let explanation): lines(explanation)
    case .value(let value): lines(value)
    case .gradient(let gradient): lines(gradient)
    case .figure(let figure): lines(figure)
    case .comparison(let comparison): lines(comparison)
    case .difference(let difference): lines(difference)
    case .sweep(let sweep): lines(sweep)
    case .settings(let settings): lines(settings)
    case .watches(let watches): lines(watches)
    case .data(let data): lines(data)
    case .gradientCheck(let check): lines(check)
    case .curvature(let curvature): lines(curvature)
    case .stability(let stability): lines(stability)
    case .alternative(let alternative): lines(alternative)
    case .blame(let blame): lines(blame)
    case .claim(let claim): lines(claim)
    case .backpropagation(let pass): lines(pass)
    case .precision(let precision): lines(precision)
    case .whose(let whose): lines(whose)
    case .recipes(let recipes): lines(recipes)
    case .help(.overview(let sections)): lines(sections)
    case .help(.command(let entry)): lines(entry)
    case .lessons(let lessons): lines(lessons)
    case .progress(let progress): lines(progress)
    case .drill(let drill): lines(drill)
    case .prose(let prose): [StyledText()] + lines(prose.blocks, width: min(room, readingRoom))
    case .note(let note): lines(note)
    case .file(let file): lines(file)
    case .check(let check): lines(check)
    case .steps, .trace, .derivation, .recipe, .echo, .error: []
    }
  }

  var readingRoom: Int { TextRenderer.readingWidth - TextRenderer.margin }
}

// MARK: - Pieces

extension TextRenderer {
  func styled(_ text: String, _ style: Style = .plain) -> StyledText {
    StyledText(text, style, alphabet)
  }

  func name(_ name: Name, _ style: Style = .name) -> StyledText {
    styled(notation().text(name), style)
  }

  func number(_ value: Double) -> StyledText { styled(numbers.text(value), .number) }

  func formula(
    _ formula: Expression, spacing: Notation.Spacing = .tight, squares: Set<Name> = []
  ) -> StyledText {
    styled(notation(spacing, squares).text(formula), .formula).withFirmTerms
  }

  func notation(_ spacing: Notation.Spacing = .tight, _ squares: Set<Name> = []) -> Notation {
    Notation(alphabet: alphabet, spacing: spacing, numbers: numbers, squares: squares)
  }

  var ellipsis: StyledText { styled("…", .dim) }

  /// `lr = 0.1`.
  func assignment(_ name: Name, _ value: Double, _ style: Style = .plain) -> StyledText {
    self.name(name, style) + styled(" = ") + number(value)
  }

  /// `lr = 0.1`, or `lr = 0.1/√t`.
  func assignment(_ name: Name, _ setting: Recipe.Setting) -> StyledText {
    switch setting {
    case .number(let value): assignment(name, value)
    case .formula(let formula): self.name(name) + styled(" = ") + self.formula(formula)
    }
  }

  /// Short texts one after the other, on as many lines as it takes.
  func flow(
    _ items: [StyledText], behind first: StyledText = StyledText(), gap: Int = 3, width: Int? = nil
  ) -> [StyledText] {
    let width = width ?? room
    let start = first.isEmpty ? first : first + .spaces(gap)
    var lines: [StyledText] = []
    var (line, count) = (start, 0)
    for item in items {
      if count > 0, line.width + gap + item.width > width {
        lines.append(line)
        (line, count) = (.spaces(start.width), 0)
      }
      line += .spaces(count > 0 ? gap : 0) + item
      count += 1
    }
    return lines + [line]
  }

  /// Short texts behind a first one, or below it where they would not fit.
  func flow(_ items: [StyledText], behindOrBelow first: StyledText) -> [StyledText] {
    let lines = flow(items, behind: first)
    guard lines.contains(where: { $0.width > room }) else { return lines }
    return first.wrapped(to: room) + flow(items, width: room - 2).indented(by: 2)
  }

  /// Running text in lines.
  func paragraph(_ text: String, _ style: Style = .plain) -> [StyledText] {
    styled(text, style).wrapped(to: min(room, readingRoom))
  }
}
