package import Formula

// fits throughout (product, remainder): places of numbers that a row has

/// One number of a quantity: that of a particle, of a parameter, of both, or the only one.
package struct NumberPlace: Hashable, Sendable {
  /// From 0; nil where the quantity is the same for all particles, or there is one walker.
  ///
  /// Of a matrix it is the row.
  package var particle: Int?
  /// From 0; nil where the quantity has no number a parameter.
  package var parameter: Int?

  package init(particle: Int? = nil, parameter: Int? = nil) {
    (self.particle, self.parameter) = (particle, parameter)
  }

  /// What the row of a particle, or of a matrix, is called: `velocity[3]`, or just the quantity's
  /// name.
  package func name(of quantity: Name) -> Name {
    // fits: a particle's number
    particle.map { quantity.element($0 + 1) } ?? quantity
  }
}

extension Machine {
  /// What a name picks: a quantity whole, or the row of one of its particles, as in `velocity[3]`,
  /// or of a matrix; nil where it is neither, and where there is no such row.
  package func selection(_ name: Name) -> (quantity: Quantity, particle: Int?)? {
    if let quantity = quantity(name == .steps ? .stepNumber : name) { return (quantity, nil) }
    guard let (whole, indices) = name.element, indices.count == 1, let quantity = quantity(whole),
      quantity.shape.hasRows, let rows = quantity.shape.dimensions.first,
      // fits: a side has a number at least
      1...rows.count ~= indices[0]
    else { return nil }
    return (quantity, indices[0] - 1)
  }

  /// A parameter's number of θ that a name picks: `x`, or `x[3]` for a particle's.
  package func parameter(_ name: Name) -> (parameter: Name, particle: Int?)? {
    if index(of: name) != nil { return (name, nil) }
    guard let particles, let (whole, indices) = name.element, indices.count == 1,
      1...particles ~= indices[0], index(of: whole) != nil
    else { return nil }
    return (whole, indices[0] - 1)
  }

  /// The places of the numbers of a shape in order, as far as they are of a particle or a parameter.
  package func places(
    of shape: Shape, particle: Int? = nil, parameter: Name? = nil
  ) -> [NumberPlace] {
    let chosen = parameter.map { index(of: $0).map { [$0] } ?? [] }
    var places = [NumberPlace()]
    for (index, side) in shape.dimensions.enumerated() {
      let isRow = index == 0 && shape.hasRows
      let numbers = (isRow ? particle.map { [$0] } : chosen) ?? Array(0..<side.count)
      places = places.flatMap { place in
        numbers.map { number in
          isRow
            ? NumberPlace(particle: number, parameter: place.parameter)
            : NumberPlace(particle: place.particle, parameter: number)
        }
      }
    }
    return places
  }

  /// Which of the numbers of a shape stands at a place.
  package func index(_ place: NumberPlace, in shape: Shape) -> Int {
    let each = shape.dimensions.last?.axis == .parameters ? parameters.count : 1
    return (place.particle ?? 0) * each + (place.parameter ?? 0)
  }

  /// The place of one of the numbers of a shape.
  package func place(_ index: Int, of shape: Shape) -> NumberPlace {
    let sides = shape.dimensions
    let each = sides.last?.axis == .parameters ? parameters.count : 1
    return NumberPlace(
      particle: shape.hasRows ? index / max(each, 1) : nil,
      parameter: sides.last?.axis == .parameters ? index % max(each, 1) : nil)
  }
}
