extension StyledText {
  /// The text up to a width, its end replaced by a mark where it is wider.
  func cut(to limit: Int, mark: StyledText) -> StyledText {
    guard width > limit else { return self }
    return taking(limit - mark.width, of: characters) + mark
  }

  /// The end of the text up to a width, behind a mark.
  func end(of limit: Int, mark: StyledText) -> StyledText {
    guard limit > mark.width else { return StyledText() }
    let room = limit - mark.width
    var kept = characters[...]
    var width = kept.reduce(0) { $0 + $1.width }
    while width > room, let first = kept.popFirst() { width -= first.width }
    return mark + kept.map { $0 }.joined()
  }

  private func taking(_ limit: Int, of characters: [StyledText]) -> StyledText {
    var result = StyledText()
    for character in characters {
      guard result.width + character.width <= limit else { break }
      result += character
    }
    return result
  }

  /// The characters one by one, each with its style.
  var characters: [StyledText] {
    spans.flatMap { span in span.text.map { StyledText(cleanText: String($0), span.style) } }
  }
}
