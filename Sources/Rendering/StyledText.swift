import Formula

/// A line of text in pieces, each with a style.
///
/// Whatever it is made of, it holds nothing that could steer a terminal, and nothing but ASCII
/// where that is the alphabet. So its width is known, and layout can rely on it.
struct StyledText: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    var text: String
    var style: Style
  }

  private(set) var spans: [Span] = []
  /// The columns it takes on a terminal.
  private(set) var width = 0

  init() {}

  init(_ text: String, _ style: Style = .plain, _ alphabet: Notation.Alphabet) {
    let clean = ScreenText.clean(text, alphabet)
    guard !clean.isEmpty else { return }
    spans = [Span(text: clean, style: style)]
    width = DisplayWidth.columns(clean)
  }

  /// A piece of a text that is clean already.
  init(cleanText: String, _ style: Style) {
    spans = [Span(text: cleanText, style: style)]
    width = DisplayWidth.columns(cleanText)
  }

  static func spaces(_ count: Int) -> StyledText {
    count > 0
      ? StyledText(cleanText: String(repeating: " ", count: count), .plain) : StyledText()
  }

  var isEmpty: Bool { spans.isEmpty }

  static func += (left: inout StyledText, right: StyledText) {
    left.width += right.width
    for span in right.spans {
      if let last = left.spans.last, last.style == span.style {
        left.spans[left.spans.count - 1].text += span.text
      } else {
        left.spans.append(span)
      }
    }
  }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var result = left
    result += right
    return result
  }

  enum Side { case leading, trailing }

  /// The text with blanks up to a width, behind it or, for numbers, before it.
  func padded(to width: Int, on side: Side = .trailing) -> StyledText {
    let blanks = StyledText.spaces(width - self.width)
    return side == .trailing ? self + blanks : blanks + self
  }

  /// A blank at which a line isn't broken as long as what it joins fits a line.
  static let firmBlank: Character = "\u{A0}"

  /// The text with ordinary blanks for firm ones.
  var loosened: StyledText {
    mapSpans { String($0.map { $0 == StyledText.firmBlank ? " " : $0 }) }
  }

  /// The text with other characters of the same widths.
  func mapSpans(_ change: (String) -> String) -> StyledText {
    var result = self
    for index in spans.indices { result.spans[index].text = change(spans[index].text) }
    return result
  }

  /// The text as it goes to the screen, without blanks at its end.
  func rendered(isColoured: Bool) -> String {
    let spans = loosened.spans
    var result = ""
    for (index, span) in spans.enumerated() {
      let isLast = spans[(index + 1)...].allSatisfy { $0.text.allSatisfy { $0 == " " } }
      let end = isLast ? span.text.lastIndex { $0 != " " } : span.text.indices.last
      guard let end else { continue }
      let text = span.text[...end]
      if isColoured, let code = span.style.escapeCode {
        result += "\u{1B}[\(code)m\(text)\u{1B}[0m"
      } else {
        result += text
      }
      if isLast { break }
    }
    return result
  }
}

extension [StyledText] {
  /// The pieces in one line.
  func joined(by separator: StyledText = StyledText()) -> StyledText {
    var result = StyledText()
    for (index, piece) in enumerated() {
      if index > 0 { result += separator }
      result += piece
    }
    return result
  }

  /// The lines behind a first beginning and blanks as wide below it.
  func hanging(behind first: StyledText) -> [StyledText] {
    enumerated().map { ($0 == 0 ? first : .spaces(first.width)) + $1 }
  }

  func indented(by count: Int) -> [StyledText] {
    map { $0.isEmpty ? $0 : .spaces(count) + $0 }
  }
}
