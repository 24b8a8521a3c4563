import Formula

// Formulas of several particles: a row each, and a column of one number for each.

/// A call of `normal` or `uniform` in a recipe.
struct PythonDraw {
  /// The call in Python.
  var text: String
  /// The shape of what is drawn.
  var shape: Shape
}

extension PythonNotation {
  /// The functions that take numbers together, where there are several particles.
  ///
  /// A quantity of one number a particle is a column, so that NumPy joins it with rows of one number
  /// a parameter as Downhill does; what is taken together keeps its column.
  ///
  /// - Parameters:
  ///   - function: what is called.
  ///   - parts: its arguments.
  /// - Returns: nil where there is one walker, and for other functions.
  func particleCall(_ function: Function, _ parts: [Piece]) -> Piece? {
    guard shapes != nil, let first = parts.first else { return nil }
    let axes = first.shape.dimensions.map(\.axis)
    let all = parts.map(\.argument).joined(separator: ", ")
    switch function {
    case .f where axes.contains(.particles): return Piece(text: "f_each(\(all))", level: .atom)
    case .pick:
      let column = axes == [.particles] ? ", 0" : ""
      return Piece(text: "\(first.text(.atom))[\(index(parts[1]))\(column)]", level: .atom)
    case .dot where axes.count == 2:
      let product = "\(first.text(.product)) * \(parts[1].text(.power))"
      return Piece(text: "np.sum(\(product), axis=-1, keepdims=True)", level: .atom)
    case _ where function.reduces(parts.count) && axes.count == 2:
      let word = function == .norm ? "linalg.norm" : function.rawValue
      let way = axes.last == .particles ? "axis=0" : "axis=-1, keepdims=True"
      let one = function == .argmin || function == .argmax
      return Piece(
        text: "np.\(word)(\(all), \(way))" + (one ? " + 1" : ""), level: one ? .sum : .atom)
    default: return nil
    }
  }

  /// A number counted from 1 as Python's index.
  func index(_ piece: Piece) -> String {
    piece.text.hasSuffix(" + 1")
      ? String(piece.text.dropLast(4)) : "int(\(piece.argument)) - 1"
  }

  /// The shape of a formula's value.
  func shape(_ node: Expression, _ parts: [Shape]) -> Shape {
    guard let shapes else { return .scalar }
    let joined = parts.reduce(.scalar) { Shape.join($0, $1) ?? $1 }
    switch node.kind {
    case .name(let name): return shapes[name] ?? .scalar
    case .call(.across, _): return Shape(parts[0].dimensions.reversed())
    case .call(.pick, _): return Shape(Array(parts[0].dimensions.dropFirst()))
    case .call(.f, _): return Shape(parts[0].dimensions.dropLast())
    case .call(let function, let arguments) where function.reduces(arguments.count):
      return Shape(joined.dimensions.dropLast())
    default: return joined
    }
  }
}

extension Shape {
  /// The shape as NumPy has it, a column for one number a particle.
  var python: String {
    let sides = dimensions
    if sides.map(\.axis) == [.particles] { return "(\(sides[0].count), 1)" }
    switch sides.count {
    case 0: return "()"
    case 1: return "(\(sides[0].count),)"
    default: return "(" + sides.map { "\($0.count)" }.joined(separator: ", ") + ")"
    }
  }
}
