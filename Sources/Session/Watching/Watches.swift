package import Formula

/// What a person wants to see, or to stop at, after every step; numbered as they were added.
package struct Watches: Equatable, Sendable {
  package private(set) var items: [Item] = []
  private var count = 0

  /// A formula to be looked at after every step.
  package struct Item: Hashable, Sendable {
    package var number: Int
    package var kind: Kind
    package var formula: Expression
  }

  package enum Kind: Hashable, Sendable {
    /// Shown after every step.
    case always
    /// Shown after a step that changed it.
    case changes
    /// Stops a run where it begins to hold.
    case stop
  }

  /// Adds a formula under the next number.
  mutating func add(_ formula: Expression, _ kind: Kind) -> Item {
    count += 1
    let item = Item(number: count, kind: kind, formula: formula)
    items.append(item)
    return item
  }

  /// Drops the one of a number; false where there is none.
  mutating func remove(_ number: Int) -> Bool {
    let before = items.count
    items.removeAll { $0.number == number }
    return items.count < before
  }

  mutating func removeAll() { items = [] }

  package var breaks: [Item] { items.filter { $0.kind == .stop } }

  package var shown: [Item] { items.filter { $0.kind != .stop } }
}

/// What is watched, or how it changed.
package enum WatchReport: Sendable {
  /// Everything there is, with its value now; nil where it has none.
  case list([(item: Watches.Item, value: Value?)], parameters: [Name])
  /// What a step, or several, made of what is watched.
  case changes(Changes)

  package struct Changes: Sendable {
    /// The step after which it is looked at.
    package var step: Int
    /// The step it is held against.
    package var since: Int
    package var parameters: [Name]
    package var items: [(item: Watches.Item, before: Value?, after: Value?)]
  }
}
