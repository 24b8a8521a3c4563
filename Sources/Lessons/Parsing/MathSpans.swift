import CMark

/// Formulas between dollars, as an extension of cmark's inlines, so that nothing in them is taken
/// for emphasis, a link or an escape.
///
///     $E[g^2]_t$      $`a_1 b_2`$      $$x \\ y$$
///
/// The rule is Pandoc's: behind the first dollar and before the last one stands no blank, and no
/// digit follows, so that `$5 and $6` are prices. A letter or a digit before the first one makes it
/// one as well: `US$5`.
enum MathSpans {
  /// The marks around a formula as a node keeps them.
  static let (single, double) = ("$", "$$")

  /// A new extension, to be freed by who attaches it to a parser.
  static func makeExtension() -> OpaquePointer? {
    guard let result = cmark_syntax_extension_new("math") else { return nil }
    let sign = UnsafeMutableRawPointer(bitPattern: 0x24)
    cmark_syntax_extension_set_special_inline_chars(
      result, cmark_llist_append(cmark_get_default_mem_allocator(), nil, sign))
    cmark_syntax_extension_set_match_inline_func(result) { _, _, _, character, inlines in
      guard character == UInt8(ascii: "$"), let inlines else { return nil }
      return MathSpans.node(at: inlines)
    }
    return result
  }

  static func free(_ extension: OpaquePointer?) {
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), `extension`)
  }

  /// The formula that begins at a dollar, behind which the parser stands then; nil where none does.
  private static func node(at inlines: OpaquePointer) -> OpaquePointer? {
    let start = cmark_inline_parser_get_offset(inlines)
    let before = start > 0 ? cmark_inline_parser_peek_at(inlines, start - 1) : 0
    guard before != dollar, !before.isDigitOrLetter,
      let (content, isDouble) = content(at: inlines)
    else {
      cmark_inline_parser_set_offset(inlines, start)
      return nil
    }
    let node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_enter(node, content)
    cmark_node_set_on_exit(node, isDouble ? double : single)
    return node
  }

  private static func content(at inlines: OpaquePointer) -> (String, isDouble: Bool)? {
    func take() -> UInt8? {
      guard cmark_inline_parser_is_eof(inlines) == 0 else { return nil }
      let byte = cmark_inline_parser_peek_char(inlines)
      cmark_inline_parser_advance_offset(inlines)
      return byte
    }
    func next() -> UInt8 { cmark_inline_parser_peek_char(inlines) }
    _ = take()
    let isDouble = next() == dollar
    if isDouble { _ = take() }
    var bytes: [UInt8] = []
    while let byte = take() {
      if byte == dollar, !isDouble || next() == dollar {
        if isDouble { _ = take() }
        break
      }
      bytes.append(byte)
      // What is escaped ends nothing.
      if byte == UInt8(ascii: "\\"), let other = take() { bytes.append(other) }
      if cmark_inline_parser_is_eof(inlines) != 0 { return nil }
    }
    guard let first = bytes.first, let last = bytes.last else { return nil }
    if !isDouble {
      guard !first.isSpace, !last.isSpace, !(48...57).contains(next()) else { return nil }
      // Another way to write it, $`x`$, which GitHub has for what is like Markdown.
      let mark = UInt8(ascii: "`")
      if bytes.count > 2, first == mark, last == mark {
        bytes = Array(bytes.dropFirst().dropLast())
      }
    }
    return (String(decoding: bytes, as: UTF8.self), isDouble)
  }

  private static let dollar = UInt8(ascii: "$")
}

extension UInt8 {
  fileprivate var isDigitOrLetter: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
  }

  fileprivate var isSpace: Bool { isBlank || self == newline }
}
