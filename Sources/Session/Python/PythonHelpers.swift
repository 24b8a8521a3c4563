import Formula

/// Functions that NumPy doesn't have, each computed as Downhill does.
enum PythonHelpers {
  static let names = Set(texts.map(\.name))

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
      "erf",
      [
        "def erf(x):", "    import math", "",
        "    return np.vectorize(math.erf, otypes=[float])(x)",
      ]
    ),
    (
      "logSumExp",
      [
        "def logSumExp(v):", "    greatest = np.max(v)",
        "    return greatest + np.log(np.sum(np.exp(v - greatest)))",
      ]
    ),
    (
      "others",
      [
        "def others(v):", "    # For each element the product of all others.",
        "    left = np.concatenate([[1.0], np.cumprod(v[:-1])])",
        "    right = np.concatenate([np.cumprod(v[:0:-1])[::-1], [1.0]])",
        "    return left * right",
      ]
    ),
    (
      "chain",
      [
        "def chain(a, b):", "    # In the chain rule 0 wins, even against infinity.",
        "    return np.where(np.equal(a, 0) | np.equal(b, 0), 0.0, np.multiply(a, b))",
      ]
    ),
    (
      "pick",
      ["def pick(v, place):", "    return np.asarray(v)[int(place) - 1]  # places count from 1"]
    ),
    (
      "solve",
      [
        "def solve(A, b):", "    # A singular matrix has no answer.", "    try:",
        "        return np.linalg.solve(A, b)", "    except np.linalg.LinAlgError:",
        "        return np.full(len(b), np.nan)",
      ]
    ),
    (
      "f_each",
      ["def f_each(places):", "    return np.array([[f(place)] for place in places])"]
    ),
    (
      "philox",
      [
        "def philox(step, place):",
        "    \"\"\"Two random words of 64 bits for a step's number at a place.\"\"\"",
        "    # Philox4x32-10: Salmon, Moraes, Dror and Shaw, Parallel random numbers (2011).",
        "    mask = 0xFFFFFFFF",
        "    x, k0, k1 = [place, 2, step & mask, step >> 32], seed & mask, seed >> 32",
        "    for turn in range(10):",
        "        if turn:",
        "            k0, k1 = (k0 + 0x9E3779B9) & mask, (k1 + 0xBB67AE85) & mask",
        "        a, b = x[0] * 0xD2511F53, x[2] * 0xCD9E8D57",
        "        x = [(b >> 32) ^ x[1] ^ k0, b & mask, (a >> 32) ^ x[3] ^ k1, a & mask]",
        "    return x[1] << 32 | x[0], x[3] << 32 | x[2]",
      ]
    ),
    (
      "uniform",
      [
        "def uniform(step, first, shape):",
        "    \"\"\"Numbers from [0, 1), by their places in the step.\"\"\"",
        "    words = [philox(step, first + i) for i in range(int(np.prod(shape)))]",
        "    return np.array([(a >> 11) * 2.0**-53 for a, _ in words]).reshape(shape)",
      ]
    ),
    (
      "normal",
      [
        "def normal(step, first, shape):",
        "    \"\"\"Numbers of the normal distribution (Box and Muller 1958).\"\"\"",
        "    words = [philox(step, first + i) for i in range(int(np.prod(shape)))]",
        "    radius = [np.sqrt(-2 * np.log(((a >> 11) + 1) * 2.0**-53)) for a, _ in words]",
        "    angle = [2 * np.pi * ((b >> 11) * 2.0**-53) for _, b in words]",
        "    return (np.array(radius) * np.cos(angle)).reshape(shape)",
      ]
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
    graph.reachable(from: roots).map { "\(graph[$0].operation)" }.filter(names.contains)
  }

  /// The names of those that some formulas call.
  static func used(in formulas: [Expression]) -> [String] {
    var result: [String] = []
    for formula in formulas {
      formula.forEach { node in
        switch node.kind {
        case .call(let function, _) where names.contains(function.rawValue):
          result.append(function.rawValue)
          if function == .normal || function == .uniform { result.append("philox") }
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
