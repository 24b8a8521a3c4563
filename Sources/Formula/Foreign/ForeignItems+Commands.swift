// LaTeX, and brackets and signs of other languages.
// fits throughout (range): every place was found in the row, the second behind the first

extension [ForeignItem] {
  /// Commands of LaTeX as the dictionary has them; one that it doesn't have is a name.
  var withoutCommands: [ForeignItem] {
    var items = self
    var rounds = 0
    while let place = items.firstIndex(where: \.isCommand), rounds < 400 {
      rounds += 1
      items = items.replacingCommand(place)
    }
    return items.joiningIndices
  }

  private func replacingCommand(_ place: Int) -> [ForeignItem] {
    guard case .command(let name) = self[place] else { return self }
    // Without braces a command takes single digits: \frac12 is 1/2.
    let behind = next(place + 1)
    if behind < count, case .number(let digits) = self[behind], digits.count > 1,
      ForeignNotation.commands[name]?.contains("#1") == true
    {
      let single = digits.map { ForeignItem.number(String($0)) }
      return (Array(self[..<behind]) + single + self[(behind + 1)...]).replacingCommand(place)
    }
    var end = place + 1
    var arguments: [String: [ForeignItem]] = [:]
    var template = ForeignNotation.commands[name] ?? (name + " ")
    if end < count, self[end] == .open("["), let other = ForeignNotation.commands[name + "[]"],
      let close = closing(end)
    {
      arguments["#0"] = Array(self[(end + 1)..<close])
      (template, end) = (other, close + 1)
    }
    for number in ["#1", "#2"] where template.contains(number) {
      guard let (argument, rest) = argument(end) else {
        // No formula comes of a command without its braces.
        return Array(self[..<place]) + [.sign("?")] + self[(place + 1)...]
      }
      (arguments[number], end) = (argument, rest)
    }
    var filled: [ForeignItem] = []
    var rest = template[...]
    while !rest.isEmpty {
      if rest.first == "#" {
        filled += arguments[String(rest.prefix(2))] ?? []
        rest = rest.dropFirst(2)
      } else {
        let plain = rest.prefix { $0 != "#" }
        filled += ForeignItem.scan(String(plain))
        rest = rest[plain.endIndex...]
      }
    }
    return Array(self[..<place]) + filled + self[end...]
  }

  /// The braces, or the single character, that a command takes.
  private func argument(_ start: Int) -> (items: [ForeignItem], end: Int)? {
    let start = next(start)
    guard start < count else { return nil }
    if self[start] == .open("{"), let close = closing(start) {
      return (Array(self[(start + 1)..<close]), close + 1)
    }
    return ([self[start]], start + 1)
  }

  /// x_{1} as x_1, and θ _1 as θ_1.
  private var joiningIndices: [ForeignItem] {
    var result: [ForeignItem] = []
    var index = 0
    while index < count {
      if case .word(let word) = self[index], word.hasSuffix("_"), index + 1 < count,
        self[index + 1] == .open("{"), let close = closing(index + 1)
      {
        let inside = Array(self[(index + 2)..<close])
        if inside.count == 1 {
          result.append(.word(word + inside.text))
          index = close + 1
          continue
        }
      }
      result.append(self[index])
      index += 1
    }
    index = 1
    while index < result.count {
      if case .word(let tail) = result[index], tail.hasPrefix("_"), tail.count > 1 {
        var head = index - 1
        if result[head] == .space, head > 0 { head -= 1 }
        if case .word(let word) = result[head] {
          result.replaceSubrange(head...index, with: [.word(word + tail)])
          index = head
        }
      }
      index += 1
    }
    return result
  }

  /// Braces as parentheses, and Sin[x] as sin(x).
  var withPlainBrackets: [ForeignItem] {
    var items = self
    var index = 0
    while index < items.count {
      if items[index] == .open("{") { items[index] = .open("(") }
      if items[index] == .close("}") { items[index] = .close(")") }
      if case .word(let word) = items[index], index + 1 < items.count,
        items[index + 1] == .open("["), let spelling = spelling(word),
        let close = items.closing(index + 1)
      {
        items[index] = .word(spelling)
        items[index + 1] = .open("(")
        items[close] = .close(")")
      }
      index += 1
    }
    return items
  }

  private func spelling(_ word: String) -> String? {
    if let own = ForeignNotation.spelling(word) { return own == "f" ? nil : own }
    let lower = word.lowercased()
    let isKnown = ForeignNotation.templates[lower] != nil || ForeignNotation.rewritten[lower] != nil
    return isKnown ? lower : nil
  }

  /// Signs of other languages.
  var withPlainSigns: [ForeignItem] {
    var result: [ForeignItem] = []
    for (index, item) in enumerated() {
      let isOperandBefore = result.last { $0 != .space }?.endsOperand ?? false
      switch item {
      case .sign(".^"): result.append(.sign("^"))
      case .sign(".*"): result.append(.sign("*"))
      case .sign("./"): result.append(.sign("/"))
      case .sign("&&"), .sign("&"): result += [.space, .word("and"), .space]
      case .sign("||"): result += [.space, .word("or"), .space]
      case .sign("!") where !isOperandBefore: result += [.word("not"), .space]
      case .sign("==="): result.append(.sign("=="))
      case .sign("!=="), .sign("<>"): result.append(.sign("!="))
      case .sign(";") where index + 1 < count: result.append(.sign(","))
      case .sign("∜"): result += [.word("fourthroot")]
      case .sign(",") where isDecimalComma(index):
        guard case .number(let whole)? = result.popLast(), case .number(let part) = self[index + 1]
        else { continue }
        result.append(.number(whole + "." + part))
      case .number where index > 1 && isDecimalComma(index - 1): continue
      default: result.append(item)
      }
    }
    return result
  }

  /// A comma between digits, outside of all brackets.
  private func isDecimalComma(_ index: Int) -> Bool {
    guard index > 0, index + 1 < count, case .number(let whole) = self[index - 1],
      case .number(let part) = self[index + 1], self[index] == .sign(","),
      (whole + part).allSatisfy(\.isNumber)
    else { return false }
    return places { $0 == .sign(",") }.contains(index)
  }

  /// Words of other languages, hexadecimal numbers, and indices that a sum over a list needs not.
  var withPlainWords: [ForeignItem] {
    enumerated().map { index, item in
      switch item {
      case .number(let digits) where digits.hasPrefix("0x") || digits.hasPrefix("0X"):
        // fits: too many digits are no number
        return UInt64(digits.dropFirst(2), radix: 16).map { .number(String($0)) } ?? item
      case .word(let word):
        let isCall = index + 1 < count && self[index + 1] == .open("(")
        if !isCall, let other = ForeignNotation.words[word] { return .word(other) }
        let parts = word.split(separator: "_", omittingEmptySubsequences: false)
        if !isCall, parts.count == 2, !parts[0].isEmpty,
          ForeignNotation.indexLetters.contains(String(parts[1]))
        {
          return .word(String(parts[0]))
        }
        return item
      default: return item
      }
    }
  }
}

extension ForeignItem {
  fileprivate var isCommand: Bool {
    if case .command = self { return true }
    return false
  }

  var endsOperand: Bool {
    switch self {
    case .word(let word): !["and", "or", "not", "mod", "div"].contains(word)
    case .number, .close, .raised: true
    default: false
    }
  }
}
