// fits throughout (range, remainder, product): a matrix has a row and a column at least, and room in
// its frame

/// What instructions do on matrices, whose numbers stand row after row.
enum Matrix {
  /// How many columns a product has, given how many numbers its operands and its result have.
  ///
  /// With m·k numbers on the left, k·n on the right and m·n in the result, k² is left·right over
  /// the result, so k needs not be told.
  static func columns(of counts: [Int], result: Int) -> Int {
    let square = counts[0].saturatingProduct(counts[1]) / max(result, 1)
    let inner = max(Int(clamping: Double(square).squareRoot().rounded()), 1)
    return counts[1] / inner
  }

  /// Out of line, as its loops would only be in the way of the single numbers.
  @inline(never)
  static func product(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let (target, a, b) = (Int(i.target), Int(i.a), Int(i.b))
    let columns = Int(i.columns)
    let rows = Int(i.count) / columns
    let inner = Int(i.inner)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = frame[a + row * inner] * frame[b + column]
        for k in 1..<max(inner, 1) {
          sum += frame[a + row * inner + k] * frame[b + k * columns + column]
        }
        frame[target + row * columns + column] = sum
      }
    }
  }

  @inline(never)
  static func transpose(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    let rows = Int(i.count) / columns
    for row in 0..<rows {
      for column in 0..<columns {
        frame[Int(i.target) + column * rows + row] = frame[Int(i.a) + row * columns + column]
      }
    }
  }

  @inline(never)
  static func repeatColumn(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    for k in 0..<Int(i.count) { frame[Int(i.target) + k] = frame[Int(i.a) + k / columns] }
  }

  @inline(never)
  static func repeatRow(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    for k in 0..<Int(i.count) { frame[Int(i.target) + k] = frame[Int(i.a) + k % columns] }
  }

  @inline(never)
  static func sumRows(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    for row in 0..<Int(i.count) {
      var sum = frame[Int(i.a) + row * columns]
      for column in 1..<max(columns, 1) { sum += frame[Int(i.a) + row * columns + column] }
      frame[Int(i.target) + row] = sum
    }
  }

  @inline(never)
  static func sumColumns(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let columns = Int(i.columns)
    let rows = Int(i.inner) / columns
    for column in 0..<columns {
      var sum = frame[Int(i.a) + column]
      for row in 1..<max(rows, 1) { sum += frame[Int(i.a) + row * columns + column] }
      frame[Int(i.target) + column] = sum
    }
  }

  /// x in A·x = b, by elimination with the largest pivot of each column.
  ///
  /// Golub and Van Loan, Matrix Computations (4th ed.), algorithm 3.4.1. Where the matrix is
  /// singular a pivot is 0, and what is divided by it comes out infinite or as no number. The third
  /// operand is room for the matrix, which is changed on the way.
  @inline(never)
  static func solve(_ i: Instruction, _ frame: inout MutableSpan<Double>) {
    let count = Int(i.columns)
    let (x, a) = (Int(i.target), Int(i.c))
    for k in 0..<count * count { frame[a + k] = frame[Int(i.a) + k] }
    for k in 0..<count { frame[x + k] = frame[Int(i.b) + k] }
    for column in 0..<count {
      var pivot = column
      for row in column..<count {
        let (size, largest) = (frame[a + row * count + column], frame[a + pivot * count + column])
        // What is no number wins, so that it isn't lost.
        if size.magnitude > largest.magnitude || size.isNaN { pivot = row }
      }
      if pivot != column {
        for k in 0..<count { frame.swapAt(a + pivot * count + k, a + column * count + k) }
        frame.swapAt(x + pivot, x + column)
      }
      for row in 0..<count where row > column {
        let factor = frame[a + row * count + column] / frame[a + column * count + column]
        guard factor != 0 else { continue }
        for k in column..<count {
          frame[a + row * count + k] -= factor * frame[a + column * count + k]
        }
        frame[x + row] -= factor * frame[x + column]
      }
    }
    for row in (0..<count).reversed() {
      var sum = frame[x + row]
      for k in 0..<count where k > row { sum -= frame[a + row * count + k] * frame[x + k] }
      frame[x + row] = sum / frame[a + row * count + row]
    }
  }
}
