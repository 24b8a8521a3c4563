/// What a piece of text is; its look follows from that.
///
/// The looks are few, and each reads on a light ground as on a dark one.
package enum Style: Hashable, Sendable {
  case plain
  /// Headings, and the titles of columns.
  case heading
  /// What a quantity, a command or a lesson is called.
  case name
  case number
  case formula
  /// What may be overlooked.
  case dim
  case good
  case warning
  case error
  /// What can be typed.
  case code
  case emphasis
  case strong
  /// What is crossed out.
  case deleted
  case prompt
  /// A part of a picture.
  case paint(Paint)

  /// The number a terminal knows the look by, nil for none.
  var escapeCode: String? {
    switch self {
    case .plain, .number, .formula: nil
    case .heading, .strong, .prompt: "1"
    case .dim: "2"
    case .emphasis: "3"
    case .deleted: "2;9"
    case .error: "1;31"
    case .good: "32"
    case .warning: "33"
    case .name, .code: "36"
    case .paint(let paint): paint.escapeCode
    }
  }

  /// What stands around such text where there are no colours.
  var plainMark: String {
    switch self {
    case .code: "`"
    case .strong: "*"
    case .emphasis: "_"
    case .deleted: "~"
    default: ""
    }
  }
}
