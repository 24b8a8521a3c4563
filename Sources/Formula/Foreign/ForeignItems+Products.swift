// Calls without parentheses and products without a sign.
// fits throughout (range): every place was found in the row, the second behind the first

extension [ForeignItem] {
  /// sin x as sin(x), sin² x as sin(x)^2, exp^x as exp(x), sin⁻¹(x) as asin(x).
  var withCalls: [ForeignItem] {
    var items = mapBrackets(\.withCalls)
    var index = items.count - 1
    while index >= 0 {
      items.replaceCall(index)
      index -= 1
    }
    return items
  }

  private static let inverses = [
    "sin": "asin", "cos": "acos", "tan": "atan", "exp": "log", "log": "exp", "square": "sqrt",
    "sqrt": "square", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh",
  ]

  private mutating func replaceCall(_ index: Int) {
    guard case .word(let word) = self[index] else { return }
    if index > 0, self[index - 1] == .sign(".") { return }
    let behind = index + 1
    if behind < count, self[behind] == .open("(") {
      if let name = callable(word, isCalled: true) { respell(index, name) }
      return
    }
    guard let name = callable(word) else { return }
    // exp^x
    if name == "exp", behind < count, self[behind] == .sign("^"), let end = powersEndOnce(behind) {
      let exponent = Array(self[(behind + 1)..<end]).trimmed.unwrapped
      replaceSubrange(index..<end, with: [.word("exp"), .open("(")] + exponent + [.close(")")])
      return
    }
    let powerEnd = Swift.min(powersEndOnce(behind) ?? behind, count)
    let power = Array(self[behind..<powerEnd])
    var argument = next(powerEnd)
    let isApart = argument > powerEnd
    guard argument < count else { return }
    let isSigned =
      self[argument] == .sign("-") && isApart && argument + 1 < count
      && self[argument + 1] != .space
    if isSigned { argument += 1 }
    guard self[argument].beginsOperand, let end = operandEnd(argument) else { return }
    let start = isSigned ? argument - 1 : argument
    let inside = Array(self[start..<end]).unwrapped
    let isInverse = power.text.filter({ !"^ ()".contains($0) }) == "-1" || power.text == "⁻¹"
    if isInverse, let inverse = [ForeignItem].inverses[name] {
      replaceSubrange(
        index..<end, with: ForeignItem.scan(inverse) + [.open("(")] + inside + [.close(")")])
      return
    }
    replaceSubrange(
      index..<end, with: [.word(name), .open("(")] + inside + [.close(")")] + power)
  }

  /// How a word that is a function of one number is written here, nil for any other.
  private func callable(_ word: String, isCalled: Bool = false) -> String? {
    guard !["f", "if", "prev", "normal", "uniform", "fma", "dot", "clamp"].contains(word) else {
      return nil
    }
    if let spelling = ForeignNotation.spelling(word) {
      return spelling == "f" || spelling == "if" ? nil : spelling
    }
    let isKnown = ForeignNotation.templates[word] != nil || ForeignNotation.rewritten[word] != nil
    return isKnown && (isCalled || word.count > 2) ? word : nil
  }

  /// The end of one power at a place, nil where there is none.
  func powersEndOnce(_ start: Int) -> Int? {
    guard start < count else { return nil }
    if case .raised = self[start] { return start + 1 }
    guard self[start] == .sign("^") || self[start] == .sign("**") else { return nil }
    var index = next(start + 1)
    if index < count, self[index] == .sign("-") || self[index] == .sign("+") { index += 1 }
    guard index < count else { return nil }
    if case .number = self[index] { return index + 1 }
    return operandEnd(index)
  }

  /// Writes a function's name as it is here, or the formula that it is.
  private mutating func respell(_ index: Int, _ name: String) {
    guard let close = closing(index + 1) else { return }
    if let template = ForeignNotation.rewritten[name], ForeignNotation.spelling(name) == nil {
      let arguments = Array(self[(index + 2)..<close]).split(at: .sign(",")).map(\.trimmed)
      let names = ["a", "b", "c"]
      let pieces = ForeignItem.scan(template)
      let used = Set(pieces.map(\.text)).intersection(names)
      guard used.count == arguments.count else { return }
      let filled = pieces.flatMap { piece -> [ForeignItem] in
        guard let place = names.firstIndex(of: piece.text), place < arguments.count else {
          return [piece]
        }
        return arguments[place].bracketed
      }
      let isAlone = index == 0 && close == count - 1
      replaceSubrange(
        index...close, with: isAlone ? filled : [.open("(")] + filled + [.close(")")])
    } else if ForeignNotation.spelling(name) != nil {
      self[index] = .word(name)
    }
  }

  /// In parentheses, unless it is one name, number or call.
  private var bracketed: [ForeignItem] {
    let isOne = operandEnd(0) == count && !contains { $0.text == "^" }
    return isOne && count <= 1 || isWrapped ? self : [.open("(")] + self + [.close(")")]
  }

  private var isWrapped: Bool { first == .open("(") && closing(0) == count - 1 }

  /// Without parentheses around all of it.
  var unwrapped: [ForeignItem] { isWrapped ? Array(dropFirst().dropLast()) : self }
}

extension [ForeignItem] {
  /// ∑ x² as sum(x²), ∏ x as prod(x), with or without what the index runs over.
  var withSums: [ForeignItem] {
    var items = mapBrackets(\.withSums)
    while let place = items.firstIndex(where: { $0 == .sign("∑") || $0 == .sign("∏") }) {
      let function = items[place] == .sign("∑") ? "sum" : "prod"
      var start = items.next(place + 1)
      // What it runs over: _i, _{i=1}^n.
      if start < items.count, case .word(let word) = items[start], word.hasPrefix("_") {
        start += 1
        if word == "_", start < items.count, case .open = items[start] {
          start = (items.closing(start) ?? start) + 1
        }
      }
      if start < items.count, items[start] == .sign("^") {
        start = items.powersEndOnce(start) ?? start
      }
      start = items.next(start)
      var end = start
      // The term: as far as the next sum or comparison.
      let stops: Set<String> = ["+", "-", "<", ">", "<=", ">=", "==", "!=", "~=", ",", "="]
      while end < items.count, end == start || !stops.contains(items[end].text) {
        if case .close = items[end] { break }
        if case .open = items[end] { end = items.closing(end) ?? end }
        end += 1
      }
      let inside = Array(items[start..<Swift.min(end, items.count)])
      let isSpaced = inside.last == .space
      items.replaceSubrange(
        place..<Swift.min(end, items.count),
        with: [.word(function), .open("(")] + inside.trimmed.unwrapped + [.close(")")]
          + (isSpaced ? [.space] : []))
    }
    return items
  }

  /// x y as x*y, (x + 1) y as (x + 1)*y, x(y + 1) as x*(y + 1), [1 2] as [1, 2].
  ///
  /// - Parameter unknown: names that are called, but are no functions.
  /// - Returns: the pieces with a sign wherever a product has none.
  func withProducts(_ unknown: Set<String>) -> [ForeignItem] {
    var result: [ForeignItem] = []
    for (index, item) in enumerated() {
      let last = result.last { $0 != .space }
      if item.beginsOperand, let last, last.endsOperand, index > 0 {
        let touches = result.last != .space
        if needsSign(last, item, touches: touches, at: index, unknown) {
          if !touches { result.removeLast() }
          result.append(.sign("*"))
        }
      }
      result.append(item)
    }
    return result.inLists
  }

  private func needsSign(
    _ last: ForeignItem, _ item: ForeignItem, touches: Bool, at index: Int, _ unknown: Set<String>
  ) -> Bool {
    switch (last, item) {
    case (.word(let word), .open("(")):
      return unknown.contains(word) || !touches && !isCallLike(word)
    case (.word, .open("[")): return false
    case (.word(let first), .word(let second)):
      return [first, second].allSatisfy { !Parser.closingWords.contains($0) || isCallLike($0) }
    case (.number, .number): return false
    case (.number, .word(let word)):
      let power = index > 1 && !touches ? self[index - 2] : item
      return !touches && (Parser.closingWords.contains(word) || isExponent(power, index))
    case (.number, .open("(")): return false
    case (.close(")"), .open("(")): return false
    case (.raised, _), (.close, _), (.word, _): return true
    default: return true
    }
  }

  /// Whether the number before a blank before a place is an exponent.
  private func isExponent(_ number: ForeignItem, _ index: Int) -> Bool {
    index > 2 && self[index - 3] == .sign("^") || index > 2 && self[index - 3] == .sign("**")
  }

  private func isCallLike(_ word: String) -> Bool {
    Name(word).isReserved || word == "f" || word == "prev"
  }

  /// Numbers side by side in brackets, as MATLAB has lists.
  private var inLists: [ForeignItem] {
    var items = self
    var index = 1
    while index + 1 < items.count {
      if items[index] == .space, case .number = items[index - 1], case .number = items[index + 1] {
        items[index] = .sign(", ")
      }
      index += 1
    }
    return items
  }
}
