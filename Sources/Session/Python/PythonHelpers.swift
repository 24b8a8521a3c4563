import Formula

/// Functions that NumPy doesn't have, each computed as Downhill does.
enum PythonHelpers {
  private static let texts: [(name: String, lines: [String])] = [
    (
      "sigmoid",
      [
        "def sigmoid(x):",
        "    small = np.exp(-np.abs(x))",
        "    return np.where(x < 0, small, 1) / (1 + small)",
      ]
    ),
    ("relu", ["def relu(x):", "    return np.maximum(x, 0)"]),
    (
      "softplus",
      ["def softplus(x):", "    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))"]
    ),
    (
      "near",
      [
        "def near(a, b):",
        "    scale = np.where((a == 0) | (b == 0), 1, np.maximum(np.abs(a), np.abs(b)))",
        "    return np.abs(a - b) <= 1e-9 * scale",
      ]
    ),
  ]

  /// The names of those that nodes of a graph call.
  static func used(in graph: Graph, under roots: [Graph.ID]) -> [String] {
    let names = texts.map(\.name)
    return graph.reachable(from: roots).map { "\(graph[$0].operation)" }.filter(names.contains)
  }

  /// The names of those that some formulas call.
  static func used(in formulas: [Expression]) -> [String] {
    var result: [String] = []
    for formula in formulas {
      formula.forEach { node in
        switch node.kind {
        case .call(.sigmoid, _), .call(.relu, _), .call(.softplus, _):
          if case .call(let function, _) = node.kind { result.append(function.rawValue) }
        case .near(_, _, .nineDigits): result.append("near")
        default: break
        }
      }
    }
    return result
  }

  /// The definitions of those with these names, each with two blank lines behind it.
  static func lines(for names: some Sequence<String>) -> [String] {
    let names = Set(names)
    return texts.filter { names.contains($0.name) }.flatMap { $0.lines + ["", ""] }
  }
}
