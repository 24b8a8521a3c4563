/// What pictures are drawn with on a screen.
package struct Graphics: Hashable, Sendable {
  /// The smallest parts that a character can be made of.
  package enum Cells: Hashable, Sendable {
    /// Two by four dots.
    case braille
    /// Two halves, one above the other, which every font has.
    case blocks
    /// One: a letter or a sign.
    case ascii
  }

  /// The screen's rows.
  package var rows: Int
  package var cells: Cells
  package var palette: Palette

  package init(rows: Int = 24, cells: Cells = .braille, palette: Palette = .indexed) {
    self.rows = rows
    self.cells = cells
    self.palette = palette
  }
}

extension Graphics.Cells {
  var dotsAcross: Int { self == .braille ? 2 : 1 }

  var dotsUp: Int {
    switch self {
    case .braille: 4
    case .blocks: 2
    case .ascii: 1
    }
  }

  /// What tells one line from another without colours.
  var markers: [Character] {
    self == .ascii ? ["*", "x", "o", "+", "#", "@"] : ["●", "×", "◆", "+", "▲", "□"]
  }

  var start: Character { self == .ascii ? "S" : "○" }

  var end: Character { self == .ascii ? "E" : "●" }
}
