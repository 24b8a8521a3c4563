// fits throughout (product, range): places of the numbers of a matrix

/// The eigenvalues of a symmetric matrix and their directions.
package struct SymmetricEigen: Hashable, Sendable {
  /// From the greatest down.
  package private(set) var values: [Double]
  /// One for each eigenvalue: of length 1, its first number of the greatest size above 0.
  package private(set) var directions: [[Double]]

  /// Turns planes until nothing is left beside the diagonal: Jacobi's method.
  ///
  /// Golub and Van Loan, Matrix Computations (4th ed.), 8.5, cyclic by rows with their stable
  /// rotation. It finds small eigenvalues beside great ones as exactly as the matrix says them.
  ///
  /// - Parameters:
  ///   - matrix: n·n numbers, row after row.
  ///   - count: n.
  ///
  /// It is nil where a number is not finite.
  package init?(_ matrix: [Double], count: Int) {
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    // Scaled, so that no square overflows or vanishes.
    let scale = matrix.map(\.magnitude).max() ?? 0
    var a = scale > 0 ? matrix.map { $0 / scale } : matrix
    var vectors = [Double](repeating: 0, count: count * count)
    for index in 0..<count { vectors[index * count + index] = 1 }
    for _ in 0..<SymmetricEigen.sweepLimit {
      var isDiagonal = true
      for row in 0..<count {
        for column in row + 1..<max(count, row + 1) {
          let size = a[row * count + column].magnitude
          let (first, second) = (a[row * count + row], a[column * count + column])
          // What can't change either number on the diagonal is nothing.
          guard size > 0 else { continue }
          if size < 0x1p-60 * max(min(first.magnitude, second.magnitude), 0x1p-1000) {
            a[row * count + column] = 0
            a[column * count + row] = 0
            continue
          }
          isDiagonal = false
          SymmetricEigen.rotate(&a, &vectors, row, column, count)
        }
      }
      if isDiagonal { break }
    }
    let order = (0..<count).sorted { a[$0 * count + $0] > a[$1 * count + $1] }
    values = order.map { a[$0 * count + $0] * scale }
    directions = order.map { column in
      let direction = (0..<count).map { vectors[$0 * count + column] }
      return SymmetricEigen.signed(direction)
    }
  }

  private static let sweepLimit = 60

  /// Makes the number at a row and a column 0 by a turn in their plane.
  private static func rotate(
    _ a: inout [Double], _ vectors: inout [Double], _ p: Int, _ q: Int, _ count: Int
  ) {
    let apq = a[p * count + q]
    let tau = (a[q * count + q] - a[p * count + p]) / (2 * apq)
    let t = (tau >= 0 ? 1.0 : -1.0) / (tau.magnitude + (1 + tau * tau).squareRoot())
    let cosine = 1 / (1 + t * t).squareRoot()
    let sine = t * cosine
    a[p * count + p] -= t * apq
    a[q * count + q] += t * apq
    a[p * count + q] = 0
    a[q * count + p] = 0
    for k in 0..<count where k != p && k != q {
      let (x, y) = (a[k * count + p], a[k * count + q])
      a[k * count + p] = cosine * x - sine * y
      a[k * count + q] = sine * x + cosine * y
      a[p * count + k] = a[k * count + p]
      a[q * count + k] = a[k * count + q]
    }
    for k in 0..<count {
      let (x, y) = (vectors[k * count + p], vectors[k * count + q])
      vectors[k * count + p] = cosine * x - sine * y
      vectors[k * count + q] = sine * x + cosine * y
    }
  }

  /// A direction and its opposite are one; shown is the one whose greatest number is above 0.
  private static func signed(_ direction: [Double]) -> [Double] {
    let greatest = direction.map(\.magnitude).max() ?? 0
    // Of numbers that a few roundings have made differ, the first counts.
    let leading = direction.first { $0.magnitude > greatest * (1 - 1e-9) } ?? 0
    // Adding 0 makes 0 of −0.
    return direction.map { (leading < 0 ? -$0 : $0) + 0 }
  }
}
