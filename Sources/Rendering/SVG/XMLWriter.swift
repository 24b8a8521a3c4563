/// Writes XML, indented, every text escaped.
struct XMLWriter {
  private(set) var text: String
  private var open: [String] = []

  init() {
    text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  }

  /// An element without content.
  mutating func element(_ name: String, _ attributes: XMLAttributes = [:]) {
    indent()
    text += "<\(name)\(Self.text(attributes))/>\n"
  }

  /// An element that holds a text.
  mutating func element(
    _ name: String, _ attributes: XMLAttributes = [:], text content: String
  ) {
    indent()
    text += "<\(name)\(Self.text(attributes))>\(Self.escaped(content))</\(name)>\n"
  }

  /// An element that holds others.
  mutating func element(
    _ name: String, _ attributes: XMLAttributes = [:],
    _ content: (inout XMLWriter) -> Void
  ) {
    indent()
    text += "<\(name)\(Self.text(attributes))>\n"
    open.append(name)
    content(&self)
    open.removeLast()
    indent()
    text += "</\(name)>\n"
  }

  // fits: elements nest a few deep
  private mutating func indent() { text += String(repeating: " ", count: 2 * open.count) }

  private static func text(_ attributes: XMLAttributes) -> String {
    attributes.pairs.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }

  /// A text as XML holds it; characters that XML has no place for are left out.
  static func escaped(_ text: String) -> String {
    // U+FFFE and U+FFFF begin with EF.
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case ..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0xEF: false
      default: true
      }
    }
    if isPlain { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case _ where scalar.value < 0x20 || [0xFFFE, 0xFFFF].contains(scalar.value): break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// An element's attributes, in order.
struct XMLAttributes: ExpressibleByDictionaryLiteral {
  fileprivate var pairs: [(name: String, value: String)]

  init(dictionaryLiteral pairs: (String, String)...) {
    self.pairs = pairs.map { ($0, $1) }
  }

  static func + (left: XMLAttributes, right: XMLAttributes) -> XMLAttributes {
    var result = left
    result.pairs += right.pairs
    return result
  }
}
