import CMark
import Formula
import Synchronization

// The file that speaks to cmark-gfm, with MathSpans.swift beside it. It parses to a tree of C nodes, which is copied to Swift
// values and freed before anyone else sees it.

extension MarkdownNode {
  /// The document that begins at a line of a lesson's file, after the front matter.
  static func document(in lines: LineTable, fromLine firstLine: Int) -> MarkdownNode {
    let start = lines.range(ofLine: firstLine).lower
    let tree = CMarkTree(MathFences.fencing(lines.bytes[start...]))
    return CMarkReader(lines: lines, firstLine: firstLine).node(tree.root, depth: 0)
  }
}

/// A document parsed by cmark, freed when it goes.
private struct CMarkTree: ~Copyable {
  let root: OpaquePointer?

  /// The characters that begin inlines are kept by cmark in one table for all parsers, to which
  /// each adds those of its extensions while it works: so one works at a time.
  private static let turn = Mutex<Void>(())
  /// Registering is not safe from two threads at once; a static constant is set up once.
  private static let register: Void = cmark_gfm_core_extensions_ensure_registered()
  private static let options =
    CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

  init(_ bytes: [UInt8]) {
    Self.register
    let math = MathSpans.makeExtension()
    defer { MathSpans.free(math) }
    let parser = cmark_parser_new(Self.options)
    defer { cmark_parser_free(parser) }
    for name in ["table", "tasklist", "strikethrough"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    cmark_parser_attach_syntax_extension(parser, math)
    // A pointer may not leave a lock as one.
    let address = Self.turn.withLock { _ in
      bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      return Int(bitPattern: cmark_parser_finish(parser))
    }
    root = OpaquePointer(bitPattern: address)
  }

  deinit {
    cmark_node_free(root)
  }
}

/// Copies C nodes to Swift.
private struct CMarkReader {
  let lines: LineTable
  let firstLine: Int

  func node(_ pointer: OpaquePointer?, depth: Int) -> MarkdownNode {
    let (kind, nests) = kind(of: pointer)
    var node = MarkdownNode(kind: kind, range: range(of: pointer))
    let depth = depth + (nests ? 1 : 0)
    guard depth <= MarkdownNode.deepest else {
      node.kind = .tooDeep
      return node
    }
    var child = cmark_node_first_child(pointer)
    while child != nil {
      node.children.append(self.node(child, depth: depth))
      child = cmark_node_next(child)
    }
    return node
  }

  /// The node's kind, and whether it counts towards `deepest`.
  private func kind(of node: OpaquePointer?) -> (MarkdownNode.Kind, nests: Bool) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_FOOTNOTE_DEFINITION: return (.footnote, true)
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return (.footnoteMark(number: Int(literal(node)) ?? 0), false)
    case CMARK_NODE_CUSTOM_INLINE:
      let content = string(cmark_node_get_on_enter(node))
      let isDisplay = string(cmark_node_get_on_exit(node)) == MathSpans.double
      return (.math(content, isDisplay: isDisplay), false)
    default: return namedKind(of: node)
    }
  }

  private func namedKind(of node: OpaquePointer?) -> (MarkdownNode.Kind, nests: Bool) {
    // Nodes of extensions have no constant in the headers, so names tell all nodes apart.
    switch String(cString: cmark_node_get_type_string(node)) {
    case "document": (.document, false)
    case "heading": (.heading(level: Int(cmark_node_get_heading_level(node))), false)
    case "paragraph": (.paragraph, false)
    case "code_block": (codeBlock(node), false)
    case "list": (.list(start: listStart(node)), true)
    case "item": (.listItem(isDone: nil), false)
    case "tasklist":
      (.listItem(isDone: cmark_gfm_extensions_get_tasklist_item_checked(node)), false)
    case "block_quote": (.quote, true)
    case "table": (.table, false)
    case "table_header": (.tableRow(isHeader: true), false)
    case "table_row": (.tableRow(isHeader: false), false)
    case "table_cell": (.tableCell, false)
    case "thematic_break": (.rule, false)
    case "text": (.text(literal(node)), false)
    case "code": (.codeSpan(literal(node)), false)
    case "emph": (.emphasis, true)
    case "strong": (.strong, true)
    case "strikethrough": (.deleted, true)
    case "link", "image": (.link(destination: string(cmark_node_get_url(node))), true)
    case "softbreak": (.softBreak, false)
    case "linebreak": (.lineBreak, false)
    case "html_block": (.html(literal(node)), false)
    case "html_inline": (.htmlTag(literal(node)), false)
    default: (.other, false)
    }
  }

  private func codeBlock(_ node: OpaquePointer?) -> MarkdownNode.Kind {
    var (length, offset, character) = (CInt(0), CInt(0), CChar(0))
    let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
    return .code(
      literal(node),
      info: string(cmark_node_get_fence_info(node)),
      fence: isFenced
        ? MarkdownNode.Fence(character: UInt8(bitPattern: character), length: Int(length)) : nil
    )
  }

  private func listStart(_ node: OpaquePointer?) -> Int? {
    cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      ? Int(cmark_node_get_list_start(node)) : nil
  }

  private func literal(_ node: OpaquePointer?) -> String {
    string(cmark_node_get_literal(node))
  }

  /// The file's own control characters are gone by now, but `&#27;` makes a new one.
  private func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { SafeText.removingControls(String(cString: $0)) } ?? ""
  }

  /// The stretch of the file from a node's first byte to its last.
  ///
  /// Lines and columns count bytes from 1; the last column is inside, and 0 when the node ends
  /// with the line before.
  private func range(of node: OpaquePointer?) -> SourceRange {
    let lower = offset(
      line: cmark_node_get_start_line(node), column: cmark_node_get_start_column(node) - 1)
    let upper = offset(line: cmark_node_get_end_line(node), column: cmark_node_get_end_column(node))
    return SourceRange(lower, max(lower, upper))
  }

  private func offset(line: CInt, column: CInt) -> Int {
    guard line > 0 else { return 0 }
    let line = lines.range(ofLine: firstLine + Int(line) - 1)
    return min(line.lower + max(Int(column), 0), line.upper)
  }
}
