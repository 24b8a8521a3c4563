package import Formula

/// How a function bends at a point: its Hessian, and what follows from it.
package struct Curvature: Sendable {
  /// One number a parameter.
  package let point: [Double]
  package let value: Double
  package let gradient: [Double]
  /// n·n numbers, row after row; none where there are too many parameters for it.
  package let hessian: [Double]
  /// All eigenvalues and directions; nil where a number of the Hessian is not finite, and where it
  /// isn't there.
  package let eigen: SymmetricEigen?
  /// The greatest and the least eigenvalue, found by themselves where there are too many; nil where
  /// they were not found.
  package let extremes: (greatest: Double, least: Double)?

  /// Works a function's curvature out at a point.
  ///
  /// - Throws: a ``Diagnostic`` where a name is unknown or f is not a single number.
  package init(of objective: Objective, at point: [Double]) throws(Diagnostic) {
    var compiled = try CompiledCurvature(
      objective, isWhole: point.count <= CompiledCurvature.largestCount)
    self.init(&compiled, at: point)
  }

  /// Works out the curvature of a compiled function at a point.
  init(_ compiled: inout CompiledCurvature, at point: [Double]) {
    self.point = point
    guard compiled.isWhole else {
      (value, gradient) = compiled.slopes(at: point)
      (hessian, eigen) = ([], nil)
      extremes = compiled.extremes()
      return
    }
    let derivatives = compiled.derivatives(at: point)
    (value, gradient) = (derivatives.value, derivatives.gradient)
    // Adding 0 makes 0 of −0.
    hessian = derivatives.hessian.map { $0 + 0 }
    eigen = SymmetricEigen(hessian, count: point.count)
    extremes = eigen.flatMap { eigen in
      guard let greatest = eigen.values.first, let least = eigen.values.last else { return nil }
      return (greatest, least)
    }
  }

  /// One number of the Hessian.
  package subscript(row: Int, column: Int) -> Double {
    // fits: the place of a number that there is
    hessian[row * point.count + column]
  }
}

// MARK: - What the point is

extension Curvature {
  /// In how many directions a function bends up, down, and not at all.
  package struct Bends: Hashable, Sendable {
    package var up = 0
    package var down = 0
    package var flat = 0
  }

  /// What a point is where the gradient is 0, and how f bends there if not.
  package enum Kind: Hashable, Sendable {
    case minimum, maximum, saddle
    /// Flat in some directions, up (or down) in all others: second derivatives don't say whether it
    /// is a minimum (or a maximum).
    case valley, ridge
    /// All second derivatives are 0.
    case flat
  }

  /// An eigenvalue counts as 0 where it is at most this part of the greatest one's size: what
  /// roundings leave of 0.
  package static let flatness = 1e-12

  /// The gradient counts as 0 where no part of it, as f and the parameter are sized, is greater:
  /// the cube root of a double's precision (Dennis and Schnabel, Numerical Methods for
  /// Unconstrained Optimization, 1983, 7.2).
  package static let stillness = 6.055454452393343e-06

  /// Whether the gradient is 0, to within ``stillness``.
  package var isStationary: Bool {
    zip(gradient, point).allSatisfy { slope, number in
      slope.magnitude * max(number.magnitude, 1) / max(value.magnitude, 1) <= Curvature.stillness
    }
  }

  /// Nil where there are no eigenvalues.
  package var bends: Bends? {
    eigen.map { eigen in
      let nothing = flatSize(eigen)
      var bends = Bends()
      for value in eigen.values {
        // fits: as many as there are eigenvalues
        if value.magnitude <= nothing {
          bends.flat += 1
        } else if value > 0 {
          bends.up += 1
        } else {
          bends.down += 1
        }
      }
      return bends
    }
  }

  /// Nil where there are no eigenvalues.
  package var kind: Kind? {
    bends.map { bends in
      switch (bends.up > 0, bends.down > 0, bends.flat > 0) {
      case (true, true, _): .saddle
      case (true, false, false): .minimum
      case (false, true, false): .maximum
      case (true, false, true): .valley
      case (false, true, true): .ridge
      case (false, false, _): .flat
      }
    }
  }

  /// The greatest size of an eigenvalue by the least one; infinite where f is flat somewhere, nil
  /// where it is flat everywhere.
  package var condition: Double? {
    guard let bends, let sizes = eigen?.values.map(\.magnitude), let greatest = sizes.max(),
      greatest > 0,
      let least = sizes.min()
    else { return nil }
    return bends.flat > 0 ? .infinity : greatest / least
  }

  /// 2/λmax: with a greater learning rate plain gradient descent leaves the neighbourhood of a
  /// minimum that bends like this; nil where f bends up nowhere.
  package var largestRate: Double? {
    extremes.flatMap { $0.greatest > 0 ? 2 / $0.greatest : nil }
  }

  /// Where the quadratic that fits here is stationary, θ − H⁻¹·g; nil where that is no single point.
  package var modelCenter: [Double]? {
    guard let bends, bends.flat == 0, !gradient.isEmpty else { return nil }
    return newtonPoint
  }

  /// Where Newton's method goes from here, but for flat directions, which it leaves alone; nil where
  /// there are no eigenvalues.
  var newtonPoint: [Double]? {
    eigen.map { eigen in
      var next = point
      for (value, direction) in zip(eigen.values, eigen.directions)
      where value.magnitude > flatSize(eigen) {
        let slope = direction.dot(gradient)
        for index in next.indices { next[index] -= slope / value * direction[index] }
      }
      return next
    }
  }

  /// Up to what size an eigenvalue counts as 0.
  private func flatSize(_ eigen: SymmetricEigen) -> Double {
    Curvature.flatness * (eigen.values.map(\.magnitude).max() ?? 0)
  }
}

// MARK: - Of many parameters

extension CompiledCurvature {
  /// The greatest and the least eigenvalue at the point that was asked for last; nil where they
  /// can't be told to a thousandth.
  ///
  /// Lanczos' method: products with the Hessian lead to a small matrix whose outermost eigenvalues
  /// are nearly the Hessian's, see Golub and Van Loan, Matrix Computations (4th ed.), 10.1. Each
  /// direction is held at right angles to all before it.
  mutating func extremes() -> (greatest: Double, least: Double)? {
    let chance = Chance(seed: 1)
    // It has some of every eigenvector, as good as certainly.
    var next = (0..<count).map { chance.normal(.start, step: 0, index: $0) }
    var directions: [[Double]] = []
    var (diagonal, beside): ([Double], [Double]) = ([], [])
    let limit = min(count, CompiledCurvature.directionLimit)
    while directions.count < limit {
      let length = next.dot(next).squareRoot()
      guard length.isFinite else { return nil }
      if let scale = diagonal.map(\.magnitude).max() {
        beside.append(length)
        // What is left over is rounding: the directions so far hold all that there is.
        if length <= 1e-14 * scale { break }
      }
      let direction = next.map { $0 / length }
      directions.append(direction)
      guard var product = product(direction) else { return nil }
      diagonal.append(product.dot(direction))
      for _ in 0..<2 {
        for other in directions {
          let part = product.dot(other)
          for index in product.indices { product[index] -= part * other[index] }
        }
      }
      next = product
    }
    return outermost(diagonal, beside, rest: next.dot(next).squareRoot())
  }

  private static let directionLimit = 100

  /// The outermost eigenvalues of a matrix with numbers on and beside its diagonal.
  private func outermost(_ diagonal: [Double], _ beside: [Double], rest: Double)
    -> (greatest: Double, least: Double)?
  {
    let size = diagonal.count
    // fits: at most the square of ``directionLimit``
    var matrix = [Double](repeating: 0, count: size * size)
    for index in 0..<size {
      matrix[index * size + index] = diagonal[index]
      guard index > 0 else { continue }
      matrix[index * size + index - 1] = beside[index - 1]
      matrix[(index - 1) * size + index] = beside[index - 1]
    }
    guard let eigen = SymmetricEigen(matrix, count: size), let greatest = eigen.values.first,
      let least = eigen.values.last
    else { return nil }
    // Each lies as near to an eigenvalue as what is left over reaches.
    let reach = [eigen.directions[0], eigen.directions[size - 1]].map {
      rest * ($0.last ?? 1).magnitude
    }
    let scale = max(greatest.magnitude, least.magnitude)
    return reach.allSatisfy { $0 <= 1e-3 * scale } ? (greatest, least) : nil
  }
}

extension [Double] {
  fileprivate func dot(_ other: [Double]) -> Double {
    zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
