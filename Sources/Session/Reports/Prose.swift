package import Formula

/// Text with structure, as a lesson has it: what a renderer wraps and colours.
package struct Prose: Hashable, Sendable {
  package var blocks: [Block]

  package init(_ blocks: [Block]) {
    self.blocks = blocks
  }

  /// A piece that starts on a line of its own.
  package indirect enum Block: Hashable, Sendable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case code(String, language: String)
    /// `start` is the first number of an ordered list, nil for bullets.
    case list(start: Int?, items: [[Block]])
    case quote([Block])
    case table(header: [[Inline]], rows: [[[Inline]]])
    case rule
    /// A formula in TeX's notation that stands alone, as it is in the file.
    case math(String)
  }

  /// A piece that flows within a line.
  package indirect enum Inline: Hashable, Sendable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case code(String)
    case link([Inline], destination: String)
    case lineBreak
    /// Text that is crossed out.
    case deleted([Inline])
    /// A formula in TeX's notation, as it is in the file.
    case math(String)
    /// A formula of the lesson's text whose live value is to stand here.
    case formula(SourceSlice)
  }
}
