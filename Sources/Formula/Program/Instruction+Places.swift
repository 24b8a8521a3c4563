// fits throughout (conversion, product, range): places in a frame that exists

extension Instruction {
  /// How many numbers the result has, and each operand.
  var extents: (target: Int, operands: [Int]) {
    let (count, columns, inner) = (Int(count), Int(columns), Int(inner))
    switch operation {
    case .sum, .prod, .least, .greatest, .argLeast, .argGreatest, .logSumExp: return (1, [count])
    case .others, .transpose: return (count, [count])
    case .pick: return (columns, [count, 1])
    case .product: return (count, [count / columns * inner, inner * columns])
    case .repeatColumn: return (count, [count / columns])
    case .repeatRow: return (count, [columns])
    case .sumRows: return (count, [count * columns])
    case .sumColumns: return (count, [inner])
    // The third is room that nobody else looks at.
    case .solve: return (count, [columns * columns, columns, columns * columns])
    default:
      let strides = [strideA, strideB, strideC].prefix(Int(operandCount))
      return (count, strides.map { $0 == 0 ? 1 : count })
    }
  }

  /// The places that it writes.
  var written: Range<Int> { Int(target)..<Int(target) + extents.target }

  /// The places that it reads, operand by operand.
  var read: [Range<Int>] {
    zip([a, b, c], extents.operands).map { Int($0)..<Int($0) + $1 }
  }

  /// Whether all places lie in a frame of so many numbers.
  func liesWithin(_ size: Int) -> Bool {
    written.upperBound <= size && read.allSatisfy { $0.upperBound <= size }
  }

  /// Does it in each lane of a frame, by bringing a lane's numbers together.
  func run(on frame: UnsafeMutableBufferPointer<Double>, stride: Int, lanes: Int) {
    var own: [Double] = []
    var alone = self
    var places: [Int32] = []
    for range in read {
      places.append(Int32(own.count))
      own += [Double](repeating: 0, count: range.count)
    }
    let result = own.count
    own += [Double](repeating: 0, count: written.count)
    alone.a = places.first ?? 0
    alone.b = places.count > 1 ? places[1] : 0
    alone.c = places.count > 2 ? places[2] : 0
    alone.target = Int32(result)
    for lane in 0..<lanes {
      for (range, place) in zip(read, places) {
        for (k, slot) in range.enumerated() { own[Int(place) + k] = frame[slot * stride + lane] }
      }
      var span = own.mutableSpan
      Program.run(alone, &span)
      for (k, slot) in written.enumerated() { frame[slot * stride + lane] = own[result + k] }
    }
  }
}
