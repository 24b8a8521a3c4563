// A formula as a row of pieces, and the ways to find one's way in it.
// fits throughout (range): every place was found in the row, the second behind the first

extension [ForeignItem] {
  /// The whole as text: blanks only where they were, or where two words would run together.
  var text: String {
    var result = ""
    for (index, item) in enumerated() {
      if index > 0, self[index - 1].runsInto(item) { result += " " }
      if item == .space, result.last == " " { continue }
      result += item.text
    }
    return result.trimmed
  }

  /// The formula without the words of a command behind it: `x^2` of `x^2 from x = 4`.
  var formulaAlone: [ForeignItem] {
    let words: Set<String> = ["from", "until", "for", "seed", "every"]
    var depth = 0
    for (index, item) in enumerated() {
      switch item {
      case .open: depth += 1
      case .close: depth -= 1
      case .word(let word) where depth == 0 && index > 0 && self[index - 1] == .space:
        if words.contains(word) { return Array(self[..<index]).trimmed }
      default: break
      }
    }
    return trimmed
  }

  var trimmed: [ForeignItem] {
    let rest = drop { $0 == .space }
    let end = rest.lastIndex { $0 != .space }
    return end.map { Array(rest[...$0]) } ?? []
  }

  /// How deep its brackets stand in each other.
  var depth: Int {
    var (depth, deepest) = (0, 0)
    for item in self {
      switch item {
      case .open: depth += 1
      case .close: depth -= 1
      default: break
      }
      deepest = Swift.max(depth, deepest)
    }
    return deepest
  }

  /// The place of what closes the bracket at a place, nil where nothing does.
  func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<count {
      switch self[index] {
      case .open: depth += 1
      case .close:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// The first place from another on that isn't a blank; the end where there is none.
  func next(_ index: Int) -> Int {
    var index = index
    while index < count, self[index] == .space { index += 1 }
    return index
  }

  /// Places outside of all brackets where something holds.
  func places(where holds: (ForeignItem) -> Bool) -> [Int] {
    var (depth, result) = (0, [Int]())
    for (index, item) in enumerated() {
      if case .close = item { depth -= 1 }
      if depth == 0, holds(item) { result.append(index) }
      if case .open = item { depth += 1 }
    }
    return result
  }

  /// The same with the inside of every bracket changed, part by part where commas part it.
  func mapBrackets(_ change: ([ForeignItem]) -> [ForeignItem]) -> [ForeignItem] {
    var result: [ForeignItem] = []
    var index = 0
    while index < count {
      if case .open = self[index], let end = closing(index) {
        let inside = Array(self[(index + 1)..<end])
        let parts = inside.split(at: .sign(",")).map(change)
        result += [self[index]] + Array(parts.joined(separator: [.sign(",")])) + [self[end]]
        index = end + 1
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }

  /// The parts between a sign that stands outside of brackets.
  func split(at sign: ForeignItem) -> [[ForeignItem]] {
    var (start, parts) = (0, [[ForeignItem]]())
    for place in places(where: { $0 == sign }) {
      parts.append(Array(self[start..<place]))
      start = place + 1
    }
    return parts + [Array(self[start...])]
  }

  /// The end of the operand that begins at a place: a number with what touches it, a name, a call
  /// or a bracket, with its powers; nil where none begins there.
  func operandEnd(_ start: Int) -> Int? { factorEnd(start).map(powersEnd) }

  /// The end of an operand without its powers.
  private func factorEnd(_ start: Int) -> Int? {
    guard start < count else { return nil }
    var index = start
    if case .number = self[index] {
      guard index + 1 < count, self[index + 1].beginsOperand, !self[index + 1].isNumber else {
        return index + 1
      }
      index += 1
    }
    switch self[index] {
    case .word, .command:
      index += 1
      while index + 1 < count, self[index] == .sign("."), case .word = self[index + 1] {
        index += 2
      }
      if index < count, case .open = self[index], let end = closing(index) { index = end + 1 }
      return index
    case .open:
      return closing(index).map { $0 + 1 }
    default: return nil
    }
  }

  /// The end of the powers that stand at a place.
  func powersEnd(_ start: Int) -> Int {
    var index = start
    while index < count {
      if case .raised = self[index] {
        index += 1
        continue
      }
      guard self[index] == .sign("^") || self[index] == .sign("**") else { break }
      var exponent = next(index + 1)
      if exponent < count, self[exponent] == .sign("-") || self[exponent] == .sign("+") {
        exponent += 1
      }
      guard exponent < count else { break }
      if case .number = self[exponent] {
        index = exponent + 1
      } else if let end = factorEnd(exponent) {
        index = end
      } else {
        break
      }
    }
    return index
  }

  /// The beginning of the operand that ends before a place.
  func operandStart(_ end: Int) -> Int? {
    var candidates: [Int] = []
    for start in 0..<end where self[start].beginsOperand && operandEnd(start) == end {
      let isTouched = start > 0 && (self[start - 1].isWordlike || self[start - 1] == .sign("^"))
      if !isTouched { candidates.append(start) }
    }
    return candidates.first
  }
}

extension ForeignItem {
  var isWordlike: Bool {
    switch self {
    case .word, .number: true
    default: false
    }
  }

  fileprivate var isNumber: Bool {
    if case .number = self { return true }
    return false
  }

  /// Whether the two would be one word without a blank: all but a number and the name it touches.
  fileprivate func runsInto(_ next: ForeignItem) -> Bool {
    switch (self, next) {
    case (.word, .word), (.word, .number), (.number, .number): true
    default: false
    }
  }

  var beginsOperand: Bool {
    switch self {
    case .word(let word): !["and", "or", "not", "mod", "div"].contains(word)
    case .number, .open: true
    default: false
    }
  }
}

extension String {
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
