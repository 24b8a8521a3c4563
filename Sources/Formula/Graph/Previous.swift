// `prev(f)`: what a formula was before the step.

/// A name as a formula reads it: its value now, or that of so many steps before.
///
/// This is what a definition or a row is asked for; it is no name, so that nothing a person calls
/// a thing can be taken for the thing's past.
package struct Reading: Hashable, Sendable {
  package var name: Name
  /// 0 for now, 1 inside `prev`.
  package var stepsBack: Int

  package init(_ name: Name, stepsBack: Int = 0) {
    self.name = name
    self.stepsBack = stepsBack
  }

  /// What it is to a formula that is itself taken so many steps before.
  package func earlier(by steps: Int) -> Reading { Reading(name, stepsBack: stepsBack + steps) }
}

extension Expression {
  /// Everything the formula reads, in written order and each once.
  package var readings: [Reading] {
    var result: [Reading] = []
    var seen: Set<Reading> = []
    var open: [(node: Expression, stepsBack: Int)] = [(self, 0)]
    while let (node, stepsBack) = open.popLast() {
      switch node.kind {
      case .name(let name), .component(_, of: let name):
        // An element may be of something that has a name as a whole.
        for name in [name, name.element?.whole].compactMap({ $0 }) {
          let reading = Reading(name, stepsBack: stepsBack)
          if seen.insert(reading).inserted { result.append(reading) }
        }
      default:
        if case .apply(let callee, _) = node.kind {
          let reading = Reading(callee.name, stepsBack: stepsBack)
          if seen.insert(reading).inserted { result.append(reading) }
        }
        let inner = node.stepsBack(within: stepsBack)
        open += node.kind.children.reversed().map { ($0, inner) }
      }
    }
    return result
  }

  /// Whether it speaks of the numbers before the step.
  package var usesPrevious: Bool {
    var result = false
    forEach { if case .call(.prev, _) = $0.kind { result = true } }
    return result
  }

  /// How many steps before its parts are taken, where the formula itself is taken so many before.
  ///
  /// A formula before the step is the same formula over the numbers before the step:
  /// `prev(f + x)` is `prev(f) + prev(x)`.
  func stepsBack(within outer: Int) -> Int {
    if case .call(.prev, _) = kind { outer + 1 } else { outer }
  }
}
