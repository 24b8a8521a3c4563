import RealModule

// fits throughout (product, range): places of the numbers of a matrix

/// An eigenvalue of a matrix that need not be symmetric.
package struct ComplexEigenvalue: Hashable, Sendable {
  package var real: Double
  package var imaginary: Double

  package var magnitude: Double { Double.hypot(real, imaginary) }
}

/// The eigenvalues of any square matrix: reduced to Hessenberg form, then by QR steps with double
/// shifts.
///
/// Martin, Peters and Wilkinson, The QR algorithm for real Hessenberg matrices (1970), as in
/// EISPACK's elmhes and hqr. Single eigenvalues come out to about the size of the matrix times a
/// double's precision; where several coincide, to the root of that, as anybody's do.
struct GeneralEigenvalues {
  private let count: Int
  private var numbers: [Double]
  private var values: [ComplexEigenvalue]

  /// The eigenvalues of a matrix, the greatest size first.
  ///
  /// - Parameters:
  ///   - matrix: n·n numbers, row after row.
  ///   - count: n.
  /// - Returns: nil where a number is not finite, or where the steps don't settle.
  static func values(of matrix: [Double], count: Int) -> [ComplexEigenvalue]? {
    guard matrix.allSatisfy(\.isFinite) else { return nil }
    var work = GeneralEigenvalues(matrix, count)
    work.reduce()
    guard work.iterate() else { return nil }
    return work.values.sorted {
      ($0.magnitude, $0.real, $0.imaginary) > ($1.magnitude, $1.real, $1.imaginary)
    }
  }

  private init(_ matrix: [Double], _ count: Int) {
    self.count = count
    numbers = matrix
    values = [ComplexEigenvalue](
      repeating: ComplexEigenvalue(real: 0, imaginary: 0), count: count)
  }

  private subscript(row: Int, column: Int) -> Double {
    get { numbers[row * count + column] }
    set { numbers[row * count + column] = newValue }
  }

  /// Makes all numbers below the one diagonal under the main one 0, by eliminations with pivots.
  private mutating func reduce() {
    for m in 1..<max(count - 1, 1) {
      var pivot = m
      for row in m..<count where self[row, m - 1].magnitude > self[pivot, m - 1].magnitude {
        pivot = row
      }
      if pivot != m {
        for k in m - 1..<count {
          (self[pivot, k], self[m, k]) = (self[m, k], self[pivot, k])
        }
        for k in 0..<count { (self[k, pivot], self[k, m]) = (self[k, m], self[k, pivot]) }
      }
      let largest = self[m, m - 1]
      guard largest != 0 else { continue }
      for row in m + 1..<count where self[row, m - 1] != 0 {
        let factor = self[row, m - 1] / largest
        self[row, m - 1] = 0
        for k in m..<count { self[row, k] -= factor * self[m, k] }
        for k in 0..<count { self[k, m] += factor * self[k, row] }
      }
    }
  }

  /// The corner that is worked on, from its last row up, and how far it was shifted.
  private struct Corner {
    var last: Int
    var shift = 0.0
    var rounds = 0
  }

  private static let roundLimit = 60

  private mutating func iterate() -> Bool {
    let norm = numbers.reduce(0) { $0 + $1.magnitude }
    var corner = Corner(last: count - 1)
    while corner.last >= 0 {
      let (last, first) = (corner.last, split(corner.last, norm))
      let x = self[last, last]
      if first == last {
        values[last] = ComplexEigenvalue(real: x + corner.shift, imaginary: 0)
        corner = Corner(last: last - 1, shift: corner.shift)
      } else if first == last - 1 {
        pair(last, corner.shift)
        corner = Corner(last: last - 2, shift: corner.shift)
      } else {
        guard corner.rounds < GeneralEigenvalues.roundLimit else { return false }
        turn(first, &corner)
      }
    }
    return true
  }

  /// The first row of the corner that hangs together, above which there is nothing beside the
  /// diagonal.
  private mutating func split(_ last: Int, _ norm: Double) -> Int {
    var row = last
    while row > 0 {
      let sum = self[row - 1, row - 1].magnitude + self[row, row].magnitude
      if self[row, row - 1].magnitude <= 0x1p-53 * (sum == 0 ? norm : sum) {
        self[row, row - 1] = 0
        return row
      }
      row -= 1
    }
    return row
  }

  /// The two eigenvalues of a corner of two rows.
  private mutating func pair(_ last: Int, _ shift: Double) {
    let (x, y) = (self[last, last], self[last - 1, last - 1])
    let w = self[last, last - 1] * self[last - 1, last]
    let p = 0.5 * (y - x)
    let q = p * p + w
    let root = q.magnitude.squareRoot()
    let middle = x + shift
    if q >= 0 {
      let z = p + (p >= 0 ? root : -root)
      values[last - 1] = ComplexEigenvalue(real: middle + z, imaginary: 0)
      values[last] = ComplexEigenvalue(
        real: z != 0 ? middle - w / z : middle, imaginary: 0)
    } else {
      values[last - 1] = ComplexEigenvalue(real: middle + p, imaginary: root)
      values[last] = ComplexEigenvalue(real: middle + p, imaginary: -root)
    }
  }
}

// MARK: - A QR step

extension GeneralEigenvalues {
  /// Three numbers that a reflection is made from.
  private struct Triple {
    var (p, q, r): (Double, Double, Double)

    mutating func scale() -> Double {
      let size = p.magnitude + q.magnitude + r.magnitude
      if size != 0 { (p, q, r) = (p / size, q / size, r / size) }
      return size
    }
  }

  private mutating func turn(_ first: Int, _ corner: inout Corner) {
    let last = corner.last
    var (x, y) = (self[last, last], self[last - 1, last - 1])
    var w = self[last, last - 1] * self[last - 1, last]
    // An unusual shift, where the usual ones go round in a circle.
    if corner.rounds > 0, corner.rounds.isMultiple(of: 10) {
      corner.shift += x
      for row in 0...last { self[row, row] -= x }
      let size = self[last, last - 1].magnitude + self[last - 1, last - 2].magnitude
      (x, y, w) = (0.75 * size, 0.75 * size, -0.4375 * size * size)
    }
    corner.rounds += 1
    var (start, triple) = (last - 2, Triple(p: 0, q: 0, r: 0))
    while true {
      let z = self[start, start]
      let (r, s) = (x - z, y - z)
      triple = Triple(
        p: (r * s - w) / self[start + 1, start] + self[start, start + 1],
        q: self[start + 1, start + 1] - z - r - s, r: self[start + 2, start + 1])
      _ = triple.scale()
      guard start > first else { break }
      let u = self[start, start - 1].magnitude * (triple.q.magnitude + triple.r.magnitude)
      let v =
        triple.p.magnitude
        * (self[start - 1, start - 1].magnitude + z.magnitude + self[start + 1, start + 1].magnitude)
      if u <= 0x1p-53 * v { break }
      start -= 1
    }
    for row in start + 2...last {
      self[row, row - 2] = 0
      if row > start + 2 { self[row, row - 3] = 0 }
    }
    for k in start..<last { reflect(k, from: start, first, last, &triple) }
  }

  private mutating func reflect(
    _ k: Int, from start: Int, _ first: Int, _ last: Int, _ triple: inout Triple
  ) {
    var size = 0.0
    if k != start {
      triple = Triple(
        p: self[k, k - 1], q: self[k + 1, k - 1], r: k < last - 1 ? self[k + 2, k - 1] : 0)
      size = triple.scale()
      guard size != 0 else { return }
    }
    let length =
      (triple.p * triple.p + triple.q * triple.q + triple.r * triple.r).squareRoot()
    let s = triple.p < 0 ? -length : length
    guard s != 0 else { return }
    if k == start {
      if first != start { self[k, k - 1] = -self[k, k - 1] }
    } else {
      self[k, k - 1] = -s * size
    }
    let p = triple.p + s
    let (x, y, z) = (p / s, triple.q / s, triple.r / s)
    let (q, r) = (triple.q / p, triple.r / p)
    for j in k...last {
      var sum = self[k, j] + q * self[k + 1, j]
      if k < last - 1 {
        sum += r * self[k + 2, j]
        self[k + 2, j] -= sum * z
      }
      self[k + 1, j] -= sum * y
      self[k, j] -= sum * x
    }
    for i in first...min(last, k + 3) {
      var sum = x * self[i, k] + y * self[i, k + 1]
      if k < last - 1 {
        sum += z * self[i, k + 2]
        self[i, k + 2] -= sum * r
      }
      self[i, k + 1] -= sum * q
      self[i, k] -= sum
    }
  }
}
