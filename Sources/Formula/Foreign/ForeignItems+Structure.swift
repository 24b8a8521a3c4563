// Bars, conditions, and signs that are functions here.
// fits throughout (range): every place was found in the row, the second behind the first

extension [ForeignItem] {
  /// |x| as abs(x), ‖x‖ as norm(x), ⌊x⌋ as floor(x), ⌈x⌉ as ceil(x).
  var withBars: [ForeignItem] {
    var items = self
    for (bar, function) in [("|", "abs"), ("‖", "norm")] {
      var isOpen = false
      items = items.flatMap { item -> [ForeignItem] in
        guard item == .sign(bar) else { return [item] }
        isOpen.toggle()
        return isOpen ? [.word(function), .open("(")] : [.close(")")]
      }
    }
    return items.flatMap { item -> [ForeignItem] in
      switch item {
      case .open("⌊"): [.word("floor"), .open("(")]
      case .open("⌈"): [.word("ceil"), .open("(")]
      case .close("⌋"), .close("⌉"): [.close(")")]
      default: [item]
      }
    }
  }

  /// c ? a : b, a if c else b, and if c then a else b, as if(c, a, b).
  var withConditionals: [ForeignItem] {
    let items = mapBrackets(\.withConditionals)
    func choice(
      _ c: ArraySlice<ForeignItem>, _ a: ArraySlice<ForeignItem>, _ b: ArraySlice<ForeignItem>
    )
      -> [ForeignItem]
    {
      let parts = [c, a, b].map { Array($0).trimmed.withConditionals }
      guard parts.allSatisfy({ !$0.isEmpty }) else { return items }
      return [.word("if"), .open("(")] + parts[0] + [.sign(","), .space] + parts[1]
        + [.sign(","), .space] + parts[2] + [.close(")")]
    }
    if let question = items.places(where: { $0 == .sign("?") }).first {
      // The colon of this one: others belong to the conditions between.
      var depth = 0
      for place in items.places(where: { $0 == .sign("?") || $0 == .sign(":") })
      where place > question {
        if items[place] == .sign("?") {
          depth += 1
        } else if depth > 0 {
          depth -= 1
        } else {
          return choice(items[..<question], items[(question + 1)..<place], items[(place + 1)...])
        }
      }
      return items
    }
    let words = items.places { [.word("if"), .word("then"), .word("else")].contains($0) }
    guard let condition = words.first, items[condition] == .word("if"),
      let otherwise = words.first(where: { items[$0] == .word("else") })
    else { return items }
    if let then = words.first(where: { items[$0] == .word("then") }), condition == 0,
      then < otherwise
    {
      return choice(
        items[1..<then], items[(then + 1)..<otherwise], items[(otherwise + 1)...])
    }
    return choice(
      items[(condition + 1)..<otherwise], items[..<condition], items[(otherwise + 1)...])
  }

  /// x mod 2 as mod(x, 2), and what else the dictionary has between two operands.
  var withInfixes: [ForeignItem] {
    var items = mapBrackets(\.withInfixes)
    var from = 0
    while let place = items[from...].firstIndex(where: { ForeignNotation.infixes[$0.text] != nil })
    {
      from = place + 1
      var before = place
      while before > 0, items[before - 1] == .space { before -= 1 }
      let after = items.next(place + 1)
      guard let start = items.operandStart(before), let end = items.operandEnd(after),
        let template = ForeignNotation.infixes[items[place].text]
      else { continue }
      let parts = ["a": Array(items[start..<before]), "b": Array(items[after..<end])]
      let filled = ForeignItem.scan(template).flatMap { parts[$0.text] ?? [$0] }
      items.replaceSubrange(start..<end, with: filled)
      from = start + filled.count
    }
    return items
  }
}
