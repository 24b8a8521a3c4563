// Ways over a formula's tree. None of them calls itself, so that the longest formula there may be
// fits the smallest stack.

extension Expression.Kind {
  /// The parts, in written order.
  package var children: [Expression] {
    switch self {
    case .number, .name, .component: []
    case .negate(let operand), .not(let operand): [operand]
    case .binary(_, let left, let right), .near(let left, let right, _): [left, right]
    case .call(_, let arguments), .apply(_, let arguments): arguments
    case .vector(let elements): elements
    }
  }

  /// The same kind with each part replaced.
  package func mapChildren(_ transform: (Expression) -> Expression) -> Expression.Kind {
    switch self {
    case .number, .name, .component: self
    case .negate(let operand): .negate(transform(operand))
    case .not(let operand): .not(transform(operand))
    case .binary(let symbol, let left, let right):
      .binary(symbol, transform(left), transform(right))
    case .near(let left, let right, let tolerance):
      .near(transform(left), transform(right), tolerance)
    case .call(let function, let arguments): .call(function, arguments.map(transform))
    case .apply(let callee, let arguments): .apply(callee, arguments.map(transform))
    case .vector(let elements): .vector(elements.map(transform))
    }
  }
}

extension Expression {
  /// Works something out from the leaves up.
  ///
  /// - Parameter combine: gets each node with what came of its parts, in written order.
  /// - Returns: what came of the whole.
  /// - Throws: what `combine` throws.
  package func fold<Result, Failure: Error>(
    _ combine: (Expression, [Result]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try fold(from: (), descend: { _, _ in }) { node, _, parts throws(Failure) in
      try combine(node, parts)
    }
  }

  /// Works something out from the leaves up, where each node knows something of what it stands in.
  ///
  /// - Parameters:
  ///   - context: what the whole formula stands in.
  ///   - descend: gets a node and what it stands in, and gives what its parts stand in.
  ///   - combine: gets each node, what it stands in, and what came of its parts, in written order.
  /// - Returns: what came of the whole.
  /// - Throws: what `combine` throws.
  package func fold<Context, Result, Failure: Error>(
    from context: Context, descend: (Expression, Context) -> Context,
    _ combine: (Expression, Context, [Result]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var open: [(node: Expression, context: Context, isEntered: Bool)] = [(self, context, false)]
    var results: [Result] = []
    while let (node, context, isEntered) = open.popLast() {
      let children = node.kind.children
      if !isEntered, !children.isEmpty {
        open.append((node, context, true))
        let inner = descend(node, context)
        for child in children.reversed() { open.append((child, inner, false)) }
      } else {
        let parts = Array(results.suffix(children.count))
        results.removeLast(children.count)
        results.append(try combine(node, context, parts))
      }
    }
    return results[0]
  }

  /// Rebuilds the formula from its leaves up; `transform` sees each node after its parts.
  package func rewritten(_ transform: (Expression) -> Expression) -> Expression {
    fold { node, parts in
      var parts = parts[...]
      let kind = node.kind.mapChildren { _ in parts.removeFirst() }
      return transform(Expression(kind, at: node.range))
    }
  }

  /// Visits the formula and all its parts, in written order.
  package func forEach(_ visit: (Expression) -> Void) {
    var open = [self]
    while let node = open.popLast() {
      visit(node)
      open += node.kind.children.reversed()
    }
  }

  /// Every name read: components by the quantity they are of, elements by their own name and that
  /// of the whole, functions that are formulas by theirs.
  package var names: Set<Name> {
    var names: Set<Name> = []
    forEach {
      switch $0.kind {
      case .name(let name):
        names.insert(name)
        if let whole = name.element?.whole { names.insert(whole) }
      case .component(_, of: let name): names.insert(name)
      case .apply(let callee, _): names.insert(callee.name)
      default: break
      }
    }
    return names
  }

  /// Whether a name is one of ``names``, which are not put together for it.
  package func reads(_ name: Name) -> Bool {
    var open = [self]
    while let node = open.popLast() {
      switch node.kind {
      case .name(let own) where own == name || own.element?.whole == name: return true
      case .component(_, of: name): return true
      case .apply(let callee, _) where callee.name == name: return true
      default: open += node.kind.children
      }
    }
    return false
  }
}

extension Expression {
  /// Where a name stands first, alone or with a parameter after a dot.
  package func range(of name: Name) -> SourceRange? {
    var result: SourceRange?
    forEach { node in
      switch node.kind {
      case .name(name), .component(_, of: name): result = result ?? node.range
      default: break
      }
    }
    return result
  }

  /// Where a function is called first, nil where it isn't.
  package func range(ofCall function: Function) -> SourceRange? {
    var result: SourceRange?
    forEach { if case .call(function, _) = $0.kind { result = result ?? $0.range } }
    return result
  }
}

// MARK: - Equality

extension Expression {
  package static func == (left: Expression, right: Expression) -> Bool {
    var open = [(left, right)]
    while let (left, right) = open.popLast() {
      guard left.kind.head == right.kind.head else { return false }
      open += zip(left.kind.children, right.kind.children)
    }
    return true
  }

  package func hash(into hasher: inout Hasher) {
    forEach { hasher.combine($0.kind.head) }
  }
}

extension Expression.Kind {
  /// What a node is, apart from its parts.
  fileprivate enum Head: Hashable {
    case number(Double)
    case name(Name)
    case component(Name, of: Name)
    case negate, not
    case binary(BinaryOperator)
    case near(Tolerance)
    case call(Function, count: Int)
    case apply(Name, count: Int)
    case vector(count: Int)
  }

  fileprivate var head: Head {
    switch self {
    case .number(let value): .number(value)
    case .name(let name): .name(name)
    case .component(let component, of: let quantity): .component(component, of: quantity)
    case .negate: .negate
    case .not: .not
    case .binary(let symbol, _, _): .binary(symbol)
    case .near(_, _, let tolerance): .near(tolerance)
    case .call(let function, let arguments): .call(function, count: arguments.count)
    case .apply(let callee, let arguments): .apply(callee.name, count: arguments.count)
    case .vector(let elements): .vector(count: elements.count)
    }
  }
}
