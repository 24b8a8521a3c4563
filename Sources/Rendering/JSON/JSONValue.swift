import Formula

/// A value of JSON; an object's members keep their order.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number; what JSON has no number for becomes `"nan"`, `"inf"` or `"-inf"`.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member(key: $0, value: $1) })
  }

  static func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }

  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// Adds a member to an object; nil adds nothing.
  mutating func add(_ key: String, _ value: JSONValue?) {
    guard case .object(var members) = self, let value else { return }
    members.append(Member(key: key, value: value))
    self = .object(members)
  }
}

// MARK: - Writing

extension JSONValue {
  /// The value on one line, without blanks between its parts.
  var text: String {
    var result = ""
    write(to: &result)
    return result
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value):
      let digits = NumberFormat.roundTrip.text(value)
      text += value.isFinite ? digits : "\"\(digits)\""
    case .string(let value): JSONValue.write(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSONValue.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  /// Writes a string so that neither a reader of JSON nor a terminal can misread it.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where mustEscape(scalar):
        // Characters beyond the first plane are written as two halves.
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          // fits: a control has at most four digits
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// Controls and marks of direction, and line breaks that are not ASCII.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    guard !(0x20..<0x7F ~= scalar.value) else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
