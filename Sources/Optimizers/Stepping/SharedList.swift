/// A list that grows at its end, and of which copies share all but what was changed: `undo` keeps
/// what was there before each line, which costs what the line did and not what there is.
///
/// A tree of nodes that never change, 32 elements a leaf and 32 nodes a branch. An element's place
/// in it follows from its index alone, so that two lists that share a beginning share its nodes.
package struct SharedList<Element: Sendable>: Sendable {
  fileprivate static var width: Int { 32 }

  fileprivate final class Node: Sendable {
    let elements: [Element]
    let children: [Node]

    init(elements: [Element] = [], children: [Node] = []) {
      self.elements = elements
      self.children = children
    }
  }

  package private(set) var count = 0
  private var root = Node()
  /// How many elements a child of the root holds, a leaf's being one each; as few as there can be.
  private var span = 1

  package init() {}
}

// MARK: - Changing

extension SharedList {
  package mutating func append(_ element: Element) {
    if count == span * SharedList.width {
      root = Node(children: [root])
      span *= SharedList.width
    }
    root = root.appending(element, at: count, span: span)
    count += 1
  }

  /// Keeps the first elements, so many.
  package mutating func cut(to length: Int) {
    guard length < count else { return }
    count = length
    while span > 1, length <= span {
      root = root.children[0]
      span /= SharedList.width
    }
    root = length == 0 ? Node() : root.prefix(length, span: span)
  }

  /// Puts another element in the place of one.
  package mutating func replace(at index: Int, by element: Element) {
    root = root.replacing(element, at: index, span: span)
  }
}

extension SharedList.Node {
  func appending(_ element: Element, at index: Int, span: Int) -> SharedList.Node {
    if span == 1 { return SharedList.Node(elements: elements + [element]) }
    // fits: a span is a power of the width
    let (child, rest) = index.quotientAndRemainder(dividingBy: span)
    let below = span / SharedList.width
    guard child < children.count else {
      return SharedList.Node(
        children: children + [SharedList.Node().appending(element, at: rest, span: below)])
    }
    return with(children[child].appending(element, at: rest, span: below), at: child)
  }

  func replacing(_ element: Element, at index: Int, span: Int) -> SharedList.Node {
    if span == 1 {
      var elements = elements
      elements[index] = element
      return SharedList.Node(elements: elements)
    }
    // fits: a span is a power of the width
    let (child, rest) = index.quotientAndRemainder(dividingBy: span)
    let changed = children[child].replacing(element, at: rest, span: span / SharedList.width)
    return with(changed, at: child)
  }

  func prefix(_ length: Int, span: Int) -> SharedList.Node {
    if span == 1 { return SharedList.Node(elements: Array(elements.prefix(length))) }
    // fits: a span is a power of the width
    let (last, rest) = (length - 1).quotientAndRemainder(dividingBy: span)
    let end = children[last].prefix(rest + 1, span: span / SharedList.width)
    return SharedList.Node(children: Array(children.prefix(last)) + [end])
  }

  private func with(_ child: SharedList.Node, at index: Int) -> SharedList.Node {
    var children = children
    children[index] = child
    return SharedList.Node(children: children)
  }
}

// MARK: - Looking

extension SharedList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> Element {
    var (node, rest, span) = (root, index, span)
    while span > 1 {
      node = node.children[rest / span]
      rest %= span
      span /= SharedList.width
    }
    return node.elements[rest]
  }

  /// The first index whose element belongs to the second part, in a list that has the others
  /// before it.
  package func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

// MARK: - Comparing

extension SharedList {
  /// Whether another list begins with these elements; what both share isn't looked at.
  package func isBeginning(
    of other: SharedList, by areEqual: (Element, Element) -> Bool
  ) -> Bool {
    guard count <= other.count else { return false }
    // fits: the other one is no smaller
    return root(spanning: other.span).isBeginning(
      count, of: other.root, span: other.span, by: areEqual)
  }

  /// The elements of leaves that another list doesn't have at the same place.
  package func elements(besides other: SharedList) -> [Element] {
    let common = Swift.max(span, other.span)
    var result: [Element] = []
    root(spanning: common).add(besides: other.root(spanning: common), to: &result)
    return result
  }

  /// The root as it would be if the list were larger.
  private func root(spanning wanted: Int) -> Node {
    var (node, span) = (root, span)
    while span < wanted {
      node = Node(children: [node])
      span *= SharedList.width
    }
    return node
  }
}

extension SharedList.Node {
  func isBeginning(
    _ length: Int, of other: SharedList.Node, span: Int, by areEqual: (Element, Element) -> Bool
  ) -> Bool {
    if self === other { return true }
    if span == 1 { return elements.elementsEqual(other.elements.prefix(length), by: areEqual) }
    return children.indices.allSatisfy { index in
      // fits: a node has no child without an element
      children[index].isBeginning(
        Swift.min(length - index * span, span), of: other.children[index],
        span: span / SharedList.width, by: areEqual)
    }
  }

  func add(besides other: SharedList.Node?, to result: inout [Element]) {
    if self === other { return }
    result += elements
    for (index, child) in children.enumerated() {
      let theirs = other.flatMap { $0.children.indices.contains(index) ? $0.children[index] : nil }
      child.add(besides: theirs, to: &result)
    }
  }
}

extension SharedList: Equatable where Element: Equatable {
  package static func == (left: SharedList, right: SharedList) -> Bool {
    left.count == right.count && left.isBeginning(of: right, by: ==)
  }
}
