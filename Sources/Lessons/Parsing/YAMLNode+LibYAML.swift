import CYAML

// The one file that speaks to libyaml. It parses to a document in C, of which the part that anyone
// looks at is copied to Swift values.

extension YAMLNode {
  /// The only document of a text.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - depth: how many lists or mappings stand inside each other in the result. A bound, since
  ///     aliases make a text of a line a tree without end.
  /// - Returns: its root, or nil for an empty text.
  /// - Throws: the first thing that isn't YAML, or that a second document follows.
  static func document(in bytes: ArraySlice<UInt8>, depth: Int) throws(YAMLError) -> YAMLNode? {
    try bytes.withUnsafeBufferPointer { buffer throws(YAMLError) in
      let parser = YAMLParser(reading: buffer)
      let document = try parser.document()
      guard let root = document.root else { return nil }
      let next = try parser.document()
      guard next.root == nil else {
        throw YAMLError(
          problem: "but found another document", offset: next.start(places: parser.places))
      }
      return document.node(root, depth: depth, places: parser.places)
    }
  }
}

/// libyaml's parser, which keeps its own address and so has a place of its own.
private struct YAMLParser: ~Copyable {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  let places: YAMLPlaces

  /// The bytes have to stay where they are as long as this does.
  init(reading bytes: UnsafeBufferPointer<UInt8>) {
    places = YAMLPlaces(bytes)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next document, without a root at the end of the text.
  func document() throws(YAMLError) -> YAMLDocument {
    let document = YAMLDocument()
    guard yaml_parser_load(parser, document.pointer) == 1 else { throw failure }
    return document
  }

  private var failure: YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "there is no memory for it"
    return YAMLError(
      problem: problem,
      offset: parser.pointee.error == YAML_READER_ERROR
        // fits: an offset into a file in memory
        ? min(Int(parser.pointee.problem_offset), places.end)
        : places.offset(of: parser.pointee.problem_mark))
  }
}

/// libyaml counts Unicode scalars; everyone else here counts bytes.
private struct YAMLPlaces {
  private let starts: [Int]
  let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    end = bytes.count
  }

  func offset(of mark: yaml_mark_t) -> Int {
    // fits: an offset into a file in memory
    Int(mark.index) < starts.count ? starts[Int(mark.index)] : end
  }
}

/// A document in C, freed when it goes.
private struct YAMLDocument: ~Copyable {
  let pointer: UnsafeMutablePointer<yaml_document_t>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: yaml_document_t())
  }

  deinit {
    yaml_document_delete(pointer)
    pointer.deallocate()
  }

  /// The root, nil at the end of a text.
  var root: UnsafeMutablePointer<yaml_node_t>? { yaml_document_get_root_node(pointer) }

  func start(places: YAMLPlaces) -> Int { places.offset(of: pointer.pointee.start_mark) }

  func node(
    _ node: UnsafeMutablePointer<yaml_node_t>, depth: Int, places: YAMLPlaces
  ) -> YAMLNode {
    YAMLNode(
      content: content(of: node.pointee, depth: depth, places: places),
      offset: places.offset(of: node.pointee.start_mark))
  }

  private func content(
    of node: yaml_node_t, depth: Int, places: YAMLPlaces
  ) -> YAMLNode.Content {
    func child(_ item: yaml_node_item_t) -> YAMLNode? {
      yaml_document_get_node(pointer, item).map {
        self.node($0, depth: depth - 1, places: places)
      }
    }
    switch node.type {
    case YAML_SCALAR_NODE:
      let scalar = node.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        String(decoding: text, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_NODE where depth > 0:
      let items = node.data.sequence.items
      let count = items.top - items.start
      return .sequence(UnsafeBufferPointer(start: items.start, count: count).compactMap(child))
    case YAML_MAPPING_NODE where depth > 0:
      let pairs = node.data.mapping.pairs
      let count = pairs.top - pairs.start
      return .mapping(
        UnsafeBufferPointer(start: pairs.start, count: count).compactMap { pair in
          guard let key = child(pair.key), let value = child(pair.value) else { return nil }
          return (key, value)
        })
    default:
      return .nested
    }
  }
}
