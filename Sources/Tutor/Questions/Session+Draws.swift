import Formula
import Optimizers
import Session

// What a step draws can't be worked out, so a question about it says what is drawn.

extension Walk {
  /// The most drawn numbers that a question tells.
  private static let mostDraws = 12

  /// What the next step draws and a quantity depends on: `, where r1[3].x = 0.12 is drawn`.
  ///
  /// - Parameters:
  ///   - formula: the quantity that is asked for.
  ///   - after: the row that the step leaves.
  ///   - parameters: the names of θ's numbers.
  ///   - range: where it is asked for.
  /// - Returns: nil where nothing is drawn.
  /// - Throws: a ``Diagnostic`` where the quantity is itself drawn, or rests on too many draws.
  func draws(behind formula: Expression, _ after: Row, _ parameters: [Name], at range: SourceRange)
    throws(Diagnostic) -> NoteReport.Content?
  {
    let place = DrawPlace(formula, parameters)
    var pieces: [NoteReport.Content] = []
    for line in machine.recipe.drawingLines(behind: place.names) {
      guard !place.names.contains(line.target) else { throw .predictsADraw(formula, at: range) }
      guard let quantity = machine.quantity(line.target) else { continue }
      let name = place.name(of: quantity)
      let numbers = try after.value(of: name).numbers
      guard numbers.count <= Walk.mostDraws else {
        throw .predictsManyDraws(formula, numbers.count, at: range)
      }
      var piece: NoteReport.Content = "\(formula: name, "draw") = "
      piece.append(.numbers(name: Notation().text(name), numbers))
      pieces.append(piece)
    }
    guard !pieces.isEmpty else { return nil }
    return NoteReport.Content(
      .whereDrawn, ["draws": .joined(pieces, by: .andDraw)], count: pieces.count)
  }
}

/// Which particle's and parameter's number is asked for.
private struct DrawPlace {
  /// The lines that set what is asked for.
  var names: Set<Name> = []
  private var particle: Int?
  private var parameter: Name?

  init(_ formula: Expression, _ parameters: [Name]) {
    formula.forEach { node in
      switch node.kind {
      case .name(let name): take(name, parameters)
      case .component(let parameter, of: let name):
        take(name, parameters)
        self.parameter = parameter
      default: break
      }
    }
  }

  private mutating func take(_ name: Name, _ parameters: [Name]) {
    var whole = name
    if !parameters.contains(name), let element = name.element {
      (whole, particle) = (element.whole, element.indices.first)
    }
    if parameters.contains(whole) { parameter = whole }
    let isPlace = parameters.contains(whole) || whole == .objective
    names.insert(isPlace ? .theta : whole)
  }

  /// A quantity's number at the place; all of a side that the place says nothing of.
  func name(of quantity: Quantity) -> Expression {
    let axes = quantity.shape.dimensions.map(\.axis)
    var name = quantity.name
    if axes.contains(.particles), let particle { name = name.element(particle) }
    guard axes.contains(.parameters), let parameter else { return Expression(.name(name)) }
    return Expression(.component(parameter, of: name))
  }
}

extension Recipe {
  /// The lines that draw numbers, among those that set some quantities and what they read in the
  /// same step; in the recipe's order.
  fileprivate func drawingLines(behind targets: Set<Name>) -> [Line] {
    var wanted = targets
    var result: [Line] = []
    for line in lines.reversed() where wanted.contains(line.target) {
      if line.formula.range(ofCall: .normal) != nil || line.formula.range(ofCall: .uniform) != nil {
        result.append(line)
      }
      wanted.formUnion(line.formula.names)
    }
    return result.reversed()
  }
}
