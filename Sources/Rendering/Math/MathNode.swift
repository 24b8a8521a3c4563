/// A piece of a formula in TeX's notation, as far as a line of text can show it.
///
///     E[g^2]_t            // E [ g ² with a superscript, ] with a subscript
///     \frac{\eta}{v}      // a fraction
indirect enum MathNode: Hashable {
  /// A letter, a number, a sign.
  case symbol(MathSymbol)
  /// Words: `\text{if }`, `\operatorname{sign}`.
  case words(String)
  /// A blank that the author typed, which means nothing but may help to read.
  case blank
  /// A blank that the author asked for: `\quad`.
  case space
  /// What braces hold together, or a pair of `\left` and `\right`.
  case group([MathNode])
  case fraction([MathNode], [MathNode])
  /// `\sqrt[3]{x}`; no degree for a square root.
  case root(degree: [MathNode], [MathNode])
  /// `\hat{x}`: a mark that stands on a letter, and its name.
  case accent(Unicode.Scalar, name: String, [MathNode])
  case scripts(base: MathNode?, lower: [MathNode]?, upper: [MathNode]?)
  /// Rows of cells, as of `cases` or a matrix.
  case rows([[[MathNode]]], MathRows)
}

/// How rows stand in a line.
enum MathRows: Hashable {
  /// Lines of their own: `aligned`, or `\\` in a formula that stands alone.
  case lines
  case cases, matrix
}

/// A sign and what it does among its neighbours, which says where blanks go.
struct MathSymbol: Hashable {
  enum Role: Hashable {
    case ordinary
    /// A name that stands before what it is of: `log`.
    case function
    case binary, relation
    case opening, closing, punctuation
  }

  var text: String
  /// What a screen with nothing but ASCII has for it, where that is no other sign of text's.
  var ascii: String?
  var role = Role.ordinary
}
