/// Turns the bytes of a keyboard into characters, and tells pasting from typing.
///
/// A terminal brackets what is pasted: `ESC [ 200 ~` before it and `ESC [ 201 ~` after. Between
/// the two a TAB is no request to complete, and a control character no command.
struct KeyDecoder {
  /// What comes of waiting for a byte.
  enum Arrival: Hashable {
    case byte(UInt8)
    /// Nothing, for as long as was asked.
    case nothing
    case end
    /// The line is to be given up.
    case abandoned
  }

  /// What an editor is told.
  enum Key: Hashable {
    case character(Unicode.Scalar)
    case end
    case abandoned
  }

  /// Whether the characters come from a paste.
  private(set) var isPasting = false
  private let acceptsUTF8: Bool
  private var lookedAhead: [UInt8] = []
  /// What came, other than a byte, in the middle of a sequence.
  private var postponed: Arrival?

  /// How long, in milliseconds, the parts of what one key or paste sends may lie apart.
  private static let patience = 20
  /// A paste whose end got lost is over when nothing has come for so long.
  private static let pasteIdle = 500

  init(acceptsUTF8: Bool) {
    self.acceptsUTF8 = acceptsUTF8
  }

  /// Forgets a paste and what was read ahead.
  mutating func reset() {
    isPasting = false
    lookedAhead = []
    postponed = nil
  }

  /// The next key.
  ///
  /// - Parameter fetch: Waits for a byte for some milliseconds, or for ever if the number is
  ///   negative.
  /// - Returns: A character, or why there is none.
  mutating func next(_ fetch: (Int) -> Arrival) -> Key {
    while true {
      switch arrival(isPasting ? Self.pasteIdle : -1, fetch) {
      case .nothing:
        isPasting = false
      case .end:
        return .end
      case .abandoned:
        reset()
        return .abandoned
      case .byte(0x1B) where takeBracket(fetch):
        continue
      case .byte(let first):
        guard let scalar = decode(first, fetch) else { continue }
        guard isPasting else { return .character(scalar) }
        if scalar == "\t" { return .character(" ") }
        if scalar == "\r" || scalar == "\n" || !scalar.properties.isControl {
          return .character(scalar)
        }
      }
    }
  }

  private mutating func arrival(_ wait: Int, _ fetch: (Int) -> Arrival) -> Arrival {
    if !lookedAhead.isEmpty { return .byte(lookedAhead.removeFirst()) }
    defer { postponed = nil }
    return postponed ?? fetch(wait)
  }

  /// The next byte of a sequence, or nil when the sequence ends here.
  private mutating func byte(_ wait: Int, _ fetch: (Int) -> Arrival) -> UInt8? {
    let arrival = arrival(wait, fetch)
    if case .byte(let byte) = arrival { return byte }
    if arrival != .nothing { postponed = arrival }
    return nil
  }

  /// Takes in the rest of a paste's bracket after its Escape; if it isn't one, leaves the bytes
  /// to be read as keys.
  private mutating func takeBracket(_ fetch: (Int) -> Arrival) -> Bool {
    var bytes: [UInt8] = []
    let brackets = [Array("[200~".utf8), Array("[201~".utf8)]
    while brackets.contains(where: { $0.starts(with: bytes) }) {
      if let bracket = brackets.firstIndex(of: bytes) {
        isPasting = bracket == 0
        return true
      }
      guard let byte = byte(Self.patience, fetch) else { break }
      bytes.append(byte)
    }
    lookedAhead = bytes + lookedAhead
    return false
  }

  /// The character that begins with a byte; nil when the bytes are no UTF-8.
  private mutating func decode(_ first: UInt8, _ fetch: (Int) -> Arrival) -> Unicode.Scalar? {
    if first < 0x80 { return Unicode.Scalar(first) }
    guard acceptsUTF8, 0xC2...0xF4 ~= first else { return nil }
    var bytes = [first]
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < length {
      guard let byte = byte(Self.pasteIdle, fetch) else { return nil }
      guard byte & 0xC0 == 0x80 else {
        lookedAhead.insert(byte, at: 0)
        return nil
      }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }
}
