import Formula
import Optimizers
import Testing

@testable import Rendering
@testable import Session
@testable import Tutor

/// Help on all commands, as they are.
@Suite struct HelpLayoutTests {
  private static func help(width: Int, _ alphabet: Notation.Alphabet = .unicode) throws -> [String]
  {
    var session = Session(library: .standard, commands: .standard)
    var text = ""
    let renderer = TextRenderer(width: width, alphabet: alphabet)
    _ = try session.execute("help", Host(emit: { text += renderer.text($0) }))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// A screen has 24 lines, of which what was typed and the prompt take one each.
  @Test(arguments: [40, 60, 72, 80, 100, 120, 200], [Notation.Alphabet.unicode, .ascii])
  func itFitsAScreen(_ width: Int, _ alphabet: Notation.Alphabet) throws {
    let lines = try Self.help(width: width, alphabet)
    #expect(width < 60 || lines.count <= 22, "\(lines.joined(separator: "\n"))")
    for line in lines { #expect(DisplayWidth.columns(line) <= width) }
  }

  /// On a narrower screen some groups are lists of names.
  @Test(arguments: [120])
  func everyCommandHasItsWords(_ width: Int) throws {
    let text = try Self.help(width: width).joined(separator: "\n")
    for command in CommandTable.standard.commands {
      #expect(text.contains(command.name))
      #expect(text.contains(command.brief))
    }
  }

  @Test(arguments: [20, 40, 60, 80])
  func settingsKeepTheirDescriptions(_ width: Int) {
    let text = TextRenderer(width: width).text(.settings(Settings()))
    let words = text.split(whereSeparator: \.isWhitespace)
    #expect(words.contains("significant") && words.contains("prompt:"), "\(text)")
    for line in text.split(separator: "\n") { #expect(DisplayWidth.columns(String(line)) <= width) }
  }

  @Test func barsSayThatTheyAreLogarithmic() throws {
    var session = Session(library: .standard, commands: .standard)
    var text = ""
    for line in ["minimize x^2 from x = 4", "use gd", "sweep lr = 0.01, 0.02, 0.03 for 9"] {
      text = ""
      _ = try session.execute(line, Host(emit: { text += TextRenderer(width: 80).text($0) }))
    }
    #expect(text.contains("bars grow with the logarithm"))
    #expect(text.contains("▪"))
  }
}
