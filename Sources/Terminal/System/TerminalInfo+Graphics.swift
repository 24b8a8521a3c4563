import Formula
package import Rendering

extension TerminalInfo {
  /// What pictures can be drawn with here.
  package var graphics: Graphics { Graphics(rows: rows, cells: cells, palette: palette) }

  /// What characters can be made of.
  ///
  /// The consoles of Linux and of the BSDs take UTF-8, but their fonts have no braille.
  static func cells(isUTF8: Bool, _ term: String?) -> Graphics.Cells {
    guard isUTF8 else { return .ascii }
    let consoles = ["linux", "vt", "wsvt", "cons", "ansi"]
    return consoles.contains { term?.hasPrefix($0) == true } ? .blocks : .braille
  }

  /// The colours there are, as the terminal's name and the variable COLORTERM say.
  static func palette(_ term: String?, _ colours: String?) -> Palette {
    if ["truecolor", "24bit"].contains(colours) { return .trueColour }
    let term = term ?? ""
    if term.hasSuffix("-direct") { return .trueColour }
    let able = ["256color", "kitty", "alacritty", "ghostty", "foot", "wezterm"]
    return able.contains { term.contains($0) } ? .indexed : .basic
  }
}
