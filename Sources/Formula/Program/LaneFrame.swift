import CInterpreter

// fits throughout (product, range): places in memory that was had

/// A frame for many walks: of every slot a number a lane, side by side.
///
/// Lanes at work come first; one that has ended is taken out, and costs nothing more.
package struct LaneFrame {
  /// How many slots it has.
  package let slots: Int
  /// How many lanes there is room for.
  package let stride: Int
  /// How many lanes are at work.
  package private(set) var lanes: Int
  private var numbers: [Double]

  /// Puts frames of equal size side by side.
  package init(_ frames: [[Double]]) {
    slots = frames[0].count
    stride = frames.count
    lanes = frames.count
    numbers = [Double](repeating: 0, count: slots * stride)
    for (lane, frame) in frames.enumerated() { self[lane] = frame }
  }

  /// A lane's frame.
  package subscript(lane: Int) -> [Double] {
    get { (0..<slots).map { numbers[$0 * stride + lane] } }
    set { for slot in 0..<slots { numbers[slot * stride + lane] = newValue[slot] } }
  }

  /// The first numbers of a lane's frame.
  package func prefix(_ count: Int, of lane: Int) -> [Double] {
    (0..<count).map { numbers[$0 * stride + lane] }
  }

  /// One number.
  package subscript(slot: Int, lane: Int) -> Double {
    get { numbers[slot * stride + lane] }
    set { numbers[slot * stride + lane] = newValue }
  }

  /// Takes a lane out; the last one takes its place.
  package mutating func remove(_ lane: Int) {
    lanes -= 1
    guard lane < lanes else { return }
    for slot in 0..<slots { numbers[slot * stride + lane] = numbers[slot * stride + lanes] }
  }

  /// Copies slots of another frame with as many lanes.
  package mutating func copy(
    _ count: Int, from source: Int, of other: LaneFrame, to target: Int
  ) {
    for index in 0..<count * stride {
      numbers[target * stride + index] = other.numbers[source * stride + index]
    }
  }

  /// Looks whether numbers are finite in all lanes.
  ///
  /// - Parameters:
  ///   - checked: the slots whose numbers are looked at.
  ///   - marks: gets 0 for each lane where all are, and what isn't 0 for the others.
  /// - Returns: whether all are in all lanes.
  package func mark(_ checked: Range<Int>, _ marks: inout [Double]) -> Bool {
    precondition(marks.count >= lanes && checked.upperBound <= slots, "a mark is missing")
    return numbers.withUnsafeBufferPointer { numbers in
      marks.withUnsafeMutableBufferPointer { marks in
        guard let numbers = numbers.baseAddress, let marks = marks.baseAddress else { return true }
        return interpreter_mark_lanes(
          numbers, stride, lanes, checked.lowerBound, checked.count, marks)
      }
    }
  }

  mutating func withUnsafeMutableNumbers(
    _ body: (UnsafeMutablePointer<Double>, _ stride: Int, _ lanes: Int) -> Void
  ) {
    let (stride, lanes) = (stride, lanes)
    numbers.withUnsafeMutableBufferPointer { numbers in
      guard let first = numbers.baseAddress else { return }
      body(first, stride, lanes)
    }
  }
}
