// What stands around a formula: quotes, signs of LaTeX's mathematics, heads of functions.

extension [ForeignItem] {
  mutating func strip(_ remark: inout Rewriting.Remark?) {
    var before: [ForeignItem]
    repeat {
      before = self
      stripOnce(&remark)
      self = trimmed
    } while self != before && !isEmpty
  }

  private mutating func stripOnce(_ remark: inout Rewriting.Remark?) {
    if let first, let last, count > 2, first == last, ["\"", "'", "`", "$"].contains(first.text) {
      if first != .sign("$") { remark = .quotes }
      self = Array(dropFirst().dropLast())
    }
    if let first, case .command(let name) = first, let last, case .command(let other) = last,
      ["(": ")", "[": "]"][name] == other
    {
      self = Array(dropFirst().dropLast())
    }
    if last == .sign(";") {
      remark = remark ?? .semicolon
      removeLast()
    }
    stripHead(&remark)
    stripDerivative(&remark)
  }

  private mutating func stripHead(_ remark: inout Rewriting.Remark?) {
    for (start, end) in ForeignNotation.openings {
      let head = ForeignItem.scan(start).trimmed
      guard starts(with: head) else { continue }
      if end.isEmpty {
        self = Array(dropFirst(head.count))
        return
      }
      let sign = ForeignItem.scan(end)[0]
      if let place = dropFirst(head.count).firstIndex(of: sign) {
        self = Array(self[(place + 1)...])
        return
      }
    }
    // (x, y) => …, x -> …, f[x_] := …, y = …
    for arrow in ["=>", "->", ":=", "<-", "="] {
      guard let place = places(where: { $0 == .sign(arrow) }).first else { continue }
      let (left, right) = (Array(self[..<place]).trimmed, Array(self[(place + 1)...]).trimmed)
      guard left.isHead, !right.isEmpty else { return }
      if arrow == "=", case .word? = left.first, left.count == 1 {
        remark = .assignment(left.text + " == " + right.text)
      }
      self = right
      return
    }
  }

  /// Whether this can be what a formula is assigned to: nothing, a name, names in parentheses, or a
  /// function with its arguments.
  private var isHead: Bool {
    allSatisfy { item in
      switch item {
      case .word, .space, .open, .close, .sign(","): true
      default: false
      }
    }
  }

  /// Takes off d/dx, ∂/∂x or ∇.
  private mutating func stripDerivative(_ remark: inout Rewriting.Remark?) {
    let plain = filter { $0 != .space }
    let isQuotient =
      plain.count > 3 && plain[1] == .sign("/")
      && (plain[0] == .word("d") || plain[0] == .sign("∂"))
    if isQuotient, let slash = firstIndex(of: .sign("/")) {
      var rest = Array(self[(slash + 1)...]).trimmed
      if rest.first == .sign("∂") { rest.removeFirst() }
      guard case .word(let variable)? = rest.first, plain[0] != .word("d") || variable.first == "d",
        rest.count > 1, rest[1] == .space || rest[1] == .open("(")
      else { return }
      self = Array(rest.dropFirst())
      remark = .derivative
    } else if first == .sign("∇") {
      removeFirst()
      remark = .derivative
    }
  }
}
