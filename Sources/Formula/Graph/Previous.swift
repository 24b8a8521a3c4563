// `prev(f)`: what a formula was before the step.

extension Name {
  /// What the name's value before the step is called in a scope; nobody can type it as a name.
  package var beforeStep: Name { Name("prev(\(text))") }

  /// The name of which this is the value before the step, nil for any other name.
  package var afterStep: Name? {
    guard text.hasPrefix("prev("), text.hasSuffix(")") else { return nil }
    return Name(String(text.dropFirst(5).dropLast()))
  }
}

extension Expression {
  /// The formula with `prev` worked into its names, which a scope binds apart from those of now.
  ///
  /// A formula before the step is the same formula over the numbers before the step:
  /// `prev(f + x)` is `prev(f) + prev(x)`.
  package func resolvingPrevious() -> Expression {
    guard usesPrevious else { return self }
    return rewritten { node in
      guard case .call(.prev, let arguments) = node.kind else { return node }
      let inner = arguments[0].rewritten { leaf in
        switch leaf.kind {
        case .name(let name): Expression(.name(name.beforeStep), at: leaf.range)
        case .component(let parameter, of: let name):
          Expression(.component(parameter, of: name.beforeStep), at: leaf.range)
        default: leaf
        }
      }
      return Expression(inner.kind, at: node.range)
    }
  }

  /// Whether it speaks of the numbers before the step.
  package var usesPrevious: Bool {
    var result = false
    forEach { node in
      switch node.kind {
      case .call(.prev, _): result = true
      case .name(let name), .component(_, of: let name):
        if name.afterStep != nil { result = true }
      default: break
      }
    }
    return result
  }
}
