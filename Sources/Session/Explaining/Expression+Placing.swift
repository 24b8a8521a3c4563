import Formula
import Optimizers

// fits throughout (product): places of numbers that a value has

// Formulas of all numbers, written for the one at a place.

/// What a name stands for, without a copy of a row's numbers.
struct Numbers {
  var values: ArraySlice<Double>
  var shape: Shape

  init(_ values: ArraySlice<Double>, _ shape: Shape) {
    (self.values, self.shape) = (values, shape)
  }

  /// The numbers of a formula's value.
  init(_ value: Value, _ shape: Shape) {
    self.init(value.numbers[...], shape)
  }
}

/// Where in a formula something stands: at which place, and which sides are taken whole.
private struct Context {
  var place: NumberPlace
  /// Those that a function such as `norm` or `argmin` takes all numbers of.
  var whole: Set<Shape.Axis> = []

  /// Which of a side's numbers stands at the place, nil where the place says nothing of it.
  func index(on side: Shape.Dimension) -> Int? {
    switch side.axis {
    case .particles: place.particle
    case .parameters: place.parameter
    // A list goes with the parameters where it has as many numbers.
    case .rows, .elements: place.parameter.flatMap { $0 < side.count ? $0 : nil }
    }
  }
}

/// Writes formulas for one number of what they are about.
struct PlacedFormula {
  let parameters: [Name]
  let value: (Name) -> Numbers?

  init(parameters: [Name], _ value: @escaping (Name) -> Numbers?) {
    (self.parameters, self.value) = (parameters, value)
  }

  /// The formula for a place: `beta·E[g²].x`, but `norm(g)`, which takes all of them; `own[3].x` for
  /// a particle's.
  func symbolic(_ formula: Expression, at place: NumberPlace) -> Expression {
    written(formula, Context(place: place)) { node, context in
      guard case .name(let name) = node.kind, let numbers = value(name) else { return node }
      return named(name, numbers.shape, context) ?? node
    }
  }

  /// The formula with numbers for names: those of a place, or all where a function takes all.
  func substituted(_ formula: Expression, at place: NumberPlace) -> Expression {
    written(formula, Context(place: place)) { node, context in
      switch node.kind {
      case .name(let name):
        return value(name).map { numbers($0, context) } ?? node
      case .component(let parameter, of: let name):
        guard let values = value(name), let index = parameters.firstIndex(of: parameter) else {
          return node
        }
        var inner = context
        inner.place.parameter = index
        inner.whole.remove(.parameters)
        return numbers(values, inner)
      default: return node
      }
    }
  }

  private func named(_ name: Name, _ shape: Shape, _ context: Context) -> Expression? {
    var (name, parameter) = (name, Name?.none)
    for side in shape.dimensions where !context.whole.contains(side.axis) {
      switch side.axis {
      case .particles: name = context.place.particle.map { name.element($0 + 1) } ?? name
      case .parameters: parameter = context.place.parameter.map { parameters[$0] }
      case .rows, .elements: break
      }
    }
    return Expression(parameter.map { .component($0, of: name) } ?? .name(name))
  }

  /// The numbers of a value at a place, in lists as far as they are taken whole.
  private func numbers(_ numbers: Numbers, _ context: Context) -> Expression {
    func part(_ sides: ArraySlice<Shape.Dimension>, from first: Int) -> Expression {
      guard let side = sides.first else { return .number(numbers.values[first]) }
      let rest = sides.dropFirst()
      let stride = rest.reduce(1) { $0.saturatingProduct($1.count) }
      let index = context.whole.contains(side.axis) ? nil : context.index(on: side)
      // fits: the numbers of the value's shape
      if let index { return part(rest, from: first + index * stride) }
      return Expression(.vector((0..<side.count).map { part(rest, from: first + $0 * stride) }))
    }
    return part(numbers.shape.dimensions[...], from: numbers.values.startIndex)
  }
}

// MARK: - What functions take whole

extension PlacedFormula {
  /// Rewrites the leaves, each with what it stands in.
  private func written(
    _ formula: Expression, _ context: Context, _ write: (Expression, Context) -> Expression
  ) -> Expression {
    func inner(_ argument: Expression, whole: Shape.Axis?) -> Expression {
      var inside = context
      if let whole { inside.whole.insert(whole) }
      return written(argument, inside, write)
    }
    switch formula.kind {
    case .name, .component:
      return write(formula, context)
    case .call(.solve, let parts):
      return picked(
        Expression(.call(.solve, parts.map { inner($0, whole: .parameters) })), of: formula, context
      )
    case .binary(.matrixTimes, let left, let right):
      let (left, right) = (inner(left, whole: .parameters), inner(right, whole: .parameters))
      return picked(Expression(.binary(.matrixTimes, left, right)), of: formula, context)
    case .call(let function, let arguments):
      return Expression(
        .call(
          function,
          arguments.enumerated().map { index, argument in
            inner(argument, whole: reducedAxis(of: argument, index, by: function, arguments.count))
          }))
    case .apply(let callee, let arguments):
      let reduces = FunctionLibrary.standard[callee.name]?.reduces == true
      return Expression(
        .apply(
          callee,
          arguments.map {
            inner($0, whole: reduces ? shape(of: $0).dimensions.last?.axis : nil)
          }))
    default:
      return Expression(formula.kind.mapChildren { written($0, context, write) })
    }
  }

  /// The number at a place of what takes everything whole and comes to one number a parameter.
  private func picked(_ whole: Expression, of formula: Expression, _ context: Context)
    -> Expression
  {
    guard case .vector(.parameters, let count) = shape(of: formula),
      !context.whole.contains(.parameters), let index = context.place.parameter, index < count
    else { return whole }
    // fits: elements count from 1
    return Expression(.call(.pick, [whole, .number(Double(index + 1))]))
  }

  /// Which side of an argument a function takes whole.
  private func reducedAxis(
    of argument: Expression, _ index: Int, by function: Function, _ count: Int
  ) -> Shape.Axis? {
    let sides = shape(of: argument).dimensions
    return switch function {
    case .pick: index == 0 ? sides.first?.axis : nil
    case .f: sides.last?.axis
    case _ where function.reduces(count): sides.last?.axis
    default: nil
    }
  }

  /// The shape of a formula's value.
  private func shape(of formula: Expression) -> Shape {
    formula.fold { node, parts in
      let joined = parts.reduce(.scalar) { Shape.join($0, $1) ?? $1 }
      switch node.kind {
      case .name(let name): return value(name)?.shape ?? .scalar
      case .component(_, of: let name):
        return Shape((value(name)?.shape ?? .scalar).dimensions.dropLast())
      case .call(.across, _): return Shape(parts[0].dimensions.reversed())
      case .call(.pick, _), .call(.solve, _):
        return Shape(Array(parts[0].dimensions.dropFirst()))
      case .call(.f, _): return Shape(parts[0].dimensions.dropLast())
      case .call(let function, let arguments) where function.reduces(arguments.count):
        return Shape(joined.dimensions.dropLast())
      case .binary(.matrixTimes, _, _):
        return Shape(parts[0].dimensions.dropLast() + parts[1].dimensions.dropFirst())
      case .vector(let elements): return .vector(.elements, count: elements.count)
      default: return joined
      }
    }
  }
}
