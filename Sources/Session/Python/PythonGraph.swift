import Formula

/// A graph as lines of Python, one for each thing to be computed: for formulas too long to read,
/// and for matrices, which NumPy joins with vectors by other rules.
struct PythonGraph {
  let graph: Graph
  let names: PythonNames
  private var words: [Graph.ID: String] = [:]
  /// Lists of numbers that have no line yet.
  private var lists: [Graph.ID: String] = [:]
  private(set) var lines: [String] = []

  /// Writes all that some nodes need.
  init(_ graph: Graph, _ roots: [Graph.ID], names: PythonNames) {
    self.graph = graph
    self.names = names
    for id in graph.reachable(from: roots) { add(id) }
  }

  /// What stands for a node; a list of numbers gets its line where it is first used.
  mutating func word(_ id: Graph.ID) -> String {
    if let word = words[id] { return word }
    return addLine("np.array(\(lists[id] ?? "np.nan"))", for: id)
  }

  private mutating func addLine(_ text: String, for id: Graph.ID) -> String {
    let word = "t\(lines.count + 1)"
    lines.append("\(word) = \(text)")
    words[id] = word
    return word
  }

  private mutating func add(_ id: Graph.ID) {
    let node = graph[id]
    if let value = node.constant {
      let text = PythonNotation.number(value)
      words[id] = value < 0 ? "(\(text))" : text
    } else if node.operation == .input {
      words[id] = names[graph.inputNames[node.index]]
    } else if let list = list(node) {
      lists[id] = list
    } else {
      let text = text(node)
      _ = addLine(text, for: id)
    }
  }

  /// A vector or a matrix of numbers alone, as Python's list.
  private func list(_ node: Graph.Node) -> String? {
    guard node.operation == .pack else { return nil }
    let items = node.operands.compactMap { id in
      graph[id].constant.map(PythonNotation.float) ?? lists[id]
    }
    guard items.count == node.operands.count else { return nil }
    return "[\(items.joined(separator: ", "))]"
  }

  private mutating func text(_ node: Graph.Node) -> String {
    var parts: [String] = []
    for id in node.operands { parts.append(word(id)) }
    let all = parts.joined(separator: ", ")
    switch node.operation {
    case .negate: return "-\(all)"
    case .add: return parts.joined(separator: " + ")
    case .subtract: return parts.joined(separator: " - ")
    case .multiply: return parts.joined(separator: " * ")
    case .divide: return parts.joined(separator: " / ")
    case .power: return parts.joined(separator: "**")
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not, .near,
      .nearRelative, .nearAbsolute:
      return "np.where(\(condition(node, parts)), 1.0, 0.0)"
    case .select: return "np.where(\(parts[0]) != 0, \(parts[1]), \(parts[2]))"
    case .fma: return "\(parts[0]) * \(parts[1]) + \(parts[2])"
    case .sum: return "np.sum(\(all))"
    case .least: return "np.min(\(all))"
    case .greatest: return "np.max(\(all))"
    case .argLeast: return "argmin(\(all))"
    case .argGreatest: return "argmax(\(all))"
    case .minimum, .maximum, .sqrt, .cbrt, .abs, .exp, .expm1, .log, .log1p, .log2, .log10, .sin,
      .cos, .tan, .asin, .acos, .atan, .atan2, .sinh, .cosh, .tanh, .sigmoid, .relu, .softplus,
      .erf,
      .sign, .floor, .ceil, .round, .mod, .hypot, .prod, .chain, .others, .logSumExp, .pick,
      .solve:
      return "\(PythonNotation.function("\(node.operation)"))(\(all))"
    default: return gathered(node, parts)
    }
  }

  private func condition(_ node: Graph.Node, _ parts: [String]) -> String {
    switch node.operation {
    case .less: "\(parts[0]) < \(parts[1])"
    case .lessOrEqual: "\(parts[0]) <= \(parts[1])"
    case .greater: "\(parts[0]) > \(parts[1])"
    case .greaterOrEqual: "\(parts[0]) >= \(parts[1])"
    case .equal: "\(parts[0]) == \(parts[1])"
    case .notEqual: "\(parts[0]) != \(parts[1])"
    case .and: "np.logical_and(\(parts[0]), \(parts[1]))"
    case .or: "np.logical_or(\(parts[0]), \(parts[1]))"
    case .nearRelative: "np.abs(\(parts[0]) - \(parts[1])) <= \(parts[2]) * np.abs(\(parts[1]))"
    case .nearAbsolute: "np.abs(\(parts[0]) - \(parts[1])) <= \(parts[2])"
    case .near: "near(\(parts[0]), \(parts[1]))"
    default: "np.logical_not(\(parts[0]))"
    }
  }

  /// Numbers put into vectors and matrices and taken out of them.
  private func gathered(_ node: Graph.Node, _ parts: [String]) -> String {
    let counts = node.shape.dimensions.map(\.count)
    switch node.operation {
    case .copy where !counts.isEmpty:
      return "np.full((\(counts.map { "\($0)," }.joined(separator: " "))), \(parts[0]))"
    case .element: return "\(parts[0])[\(node.index)]"
    case .place where counts.count == 2:
      return "np.outer(np.arange(\(counts[0])) == \(node.index), \(parts[0]))"
    case .place: return "\(parts[0]) * (np.arange(\(counts[0])) == \(node.index))"
    case .pack:
      return "np.array([\(parts.joined(separator: ", "))], dtype=float)"
    case .product:
      let isOuter = counts.count == 2 && node.operands.allSatisfy { graph[$0].shape.isVector }
      return isOuter ? "np.outer(\(parts[0]), \(parts[1]))" : "\(parts[0]) @ \(parts[1])"
    case .transpose: return "\(parts[0]).T"
    case .repeatColumn: return "np.repeat(\(parts[0])[:, None], \(counts[1]), axis=1)"
    case .repeatRow: return "np.repeat(\(parts[0])[None, :], \(counts[0]), axis=0)"
    case .sumRows: return "np.sum(\(parts[0]), axis=1)"
    case .sumColumns: return "np.sum(\(parts[0]), axis=0)"
    default: return parts[0]
    }
  }
}

extension Shape {
  fileprivate var isVector: Bool { dimensions.count == 1 }

  var isMatrix: Bool { dimensions.count == 2 }
}
