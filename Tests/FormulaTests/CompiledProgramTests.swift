import TestSupport
import Testing

@testable import Formula

/// The fast ways to run a program against the checked one, to the bit.
struct CompiledProgramTests {
  /// Random programs whose instructions read and overwrite each other's places in every way that is
  /// allowed, and numbers of every kind, infinite and undefined ones among them.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func randomProgramsGiveTheBitsOfTheCheckedOne(seed: UInt64) {
    check(programs: 100, upTo: 60, starts: 5, runs: 3, seed: seed)
  }

  /// The same of vectors that go through their instructions in blocks of rows.
  @Test(arguments: [33, 300], 1...2 as ClosedRange<UInt64>)
  func longVectorsGiveTheBitsOfTheCheckedOne(rows: Int, seed: UInt64) {
    check(programs: 30, upTo: 40, rows: rows, starts: 2, runs: 2, seed: seed)
  }

  /// Holds random programs, run by themselves and in lanes, against the checked way.
  private func check(
    programs: Int, upTo length: Int, rows: Int = 1, starts count: Int, runs: Int, seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<programs {
      var maker = RandomProgram(random: random, rows: rows)
      let program = maker.program(length: Int.random(in: 1...length, using: &maker.random))
      random = maker.random
      let compiled = CompiledProgram(program, frameSize: maker.size, keeping: maker.kept)
      let starts = (0..<count).map { _ in (0..<maker.size).map { _ in random.number() } }
      var (checked, fast, lanes) = (starts, starts, LaneFrame(starts))
      for _ in 0..<runs {
        for index in starts.indices {
          var span = checked[index].mutableSpan
          program.run(on: &span)
          compiled.run(on: &fast[index])
        }
        compiled.run(on: &lanes)
      }
      for index in starts.indices {
        let (expected, lane) = (
          checked[index].prefix(maker.kept), lanes.prefix(maker.kept, of: index)
        )
        #expect(zip(expected, fast[index]).allSatisfy { $0.isSame(as: $1) }, "\(program)")
        #expect(zip(expected, lane).allSatisfy { $0.isSame(as: $1) }, "\(program)")
      }
    }
  }

  /// σ(w·x) − y and the sums that a gradient is made of, on more rows than one core takes in hand.
  @Test func aLongTableGivesTheBitsOfTheCheckedProgram() {
    let rows = 60_001
    let (x, z, slope) = (3, 3 + rows, 3 + 2 * rows)
    var program = Program()
    program.instructions = [
      Instruction(
        .multiply, to: Slot(z), from: [Slot(0), Slot(x)], counts: [1, rows], count: rows),
      Instruction(.sigmoid, to: Slot(slope), from: [Slot(z)], counts: [rows], count: rows),
      Instruction(.softplus, to: Slot(z), from: [Slot(z)], counts: [rows], count: rows),
      Instruction(.sum, to: Slot(1), from: [Slot(z)], counts: [rows], count: rows),
      Instruction(
        .multiply, to: Slot(slope), from: [Slot(slope), Slot(x)], counts: [rows, rows], count: rows),
      Instruction(.sum, to: Slot(2), from: [Slot(slope)], counts: [rows], count: rows),
    ]
    var random = SplitMix64(seed: 1)
    var checked = [0.7, 0, 0] + (0..<rows).map { _ in Double.random(in: -9...9, using: &random) }
    checked += [Double](repeating: 0, count: 2 * rows)
    var fast = checked
    var span = checked.mutableSpan
    program.run(on: &span)
    CompiledProgram(program, frameSize: fast.count, keeping: 3 + rows).run(on: &fast)
    #expect(fast[..<3].elementsEqual(checked[..<3]))
    #expect(fast[1] > 0)
  }

  @Test func longProgramsAreDoneInBlocksInEveryWay() {
    var maker = RandomProgram(random: SplitMix64(seed: 4), rows: 40)
    var (together, sums, moved) = (0, 0, 0)
    for _ in 0..<500 {
      let program = maker.program(length: 25)
      let steps = program.instructions.flatMap(\.singles).fused(keeping: maker.kept)
      var order: [Int] = []
      for part in steps.inBlocks(keeping: maker.kept) {
        switch part {
        case .one(let step): order.append(step.number)
        case .blocks(let blocks):
          order += blocks.instructions.map(\.number)
          together += blocks.instructions.count > 2 ? 1 : 0
          sums += blocks.instructions.count { $0.isSum && $0.inner != nil }
        }
      }
      #expect(order.count == steps.count)
      moved += zip(order, order.dropFirst()).count { $0 > $1 }
    }
    #expect(together > 100)
    #expect(sums > 2)
    #expect(moved > 100)
  }

  @Test func randomProgramsTryAllThatIsDoneToThem() {
    var maker = RandomProgram(random: SplitMix64(seed: 3))
    var pairs: Set<String> = []
    var (split, moved) = (0, 0)
    for _ in 0..<1000 {
      let program = maker.program(length: 25)
      let singles = program.instructions.flatMap(\.singles)
      let steps = singles.fused(keeping: maker.kept)
      split += singles.count - program.count
      moved += zip(steps, steps.scheduled()).count { $0.number != $1.number }
      for step in steps {
        guard let inner = step.inner else { continue }
        pairs.insert("\(inner.operation) \(step.outer.operation) \(step.isSecond)")
      }
    }
    // Four operations before four, as either operand, and a root after a sum.
    #expect(pairs.count == 33)
    #expect(split > 1000)
    #expect(moved > 1000)
  }

  @Test func aRunEndsAfterTheFirstTimeThatLeavesWhatIsNotFinite() {
    // x = x · 10, from which a number of a hundred digits overflows after 209 more.
    var program = Program()
    program.instructions = [
      Instruction(.multiply, to: Slot(0), from: [Slot(0), Slot(1)], counts: [1, 1], count: 1)
    ]
    let compiled = CompiledProgram(program, frameSize: 2)
    var frame = [1e100, 10]
    #expect(compiled.run(1000, whileFinite: 0..<1, on: &frame) == 209)
    #expect(frame[0] == .infinity)
    frame = [1, 1]
    #expect(compiled.run(1000, whileFinite: 0..<1, on: &frame) == 1000)
  }

  @Test func aLaneThatIsTakenOutLeavesTheOthersAsTheyWere() {
    var frame = LaneFrame([[1, 2], [3, 4], [5, 6]])
    frame.remove(0)
    #expect(frame.lanes == 2)
    #expect(frame[0] == [5, 6])
    #expect(frame[1] == [3, 4])
    frame.remove(1)
    #expect(frame[0] == [5, 6])
    var marks = [0.0, 0, 0]
    #expect(frame.mark(0..<2, &marks))
    frame[1, 0] = .nan
    #expect(frame.mark(0..<1, &marks))
    #expect(!frame.mark(0..<2, &marks))
  }
}

/// Makes programs of which nobody knows what they are good for.
private struct RandomProgram {
  var random: SplitMix64
  let size: Int
  /// Places before it keep what was written; those behind are read only after they were written.
  let kept: Int
  private let rows: Int
  private let lengths: [Int]

  /// Programs on vectors of so many numbers, or where that is 1 on many short ones.
  init(random: SplitMix64, rows: Int = 1) {
    self.random = random
    self.rows = rows
    (size, kept) = rows == 1 ? (40, 16) : (16 + 12 * rows, 16 + 3 * rows)
    lengths = rows == 1 ? [1, 1, 1, 1, 2, 2, 3, 4, 5, 7] : [1, 2, rows, rows, rows]
  }

  private static let operations: [(Operation, operands: Int)] =
    [
      (.copy, 1), (.negate, 1), (.sqrt, 1), (.abs, 1), (.relu, 1), (.exp, 1), (.sigmoid, 1),
      (.minimum, 2), (.maximum, 2), (.chain, 2), (.less, 2), (.lessOrEqual, 2), (.greater, 2),
      (.greaterOrEqual, 2), (.equal, 2), (.notEqual, 2), (.and, 2), (.or, 2), (.not, 1), (.sign, 1),
      (.expm1, 1), (.log, 1), (.log1p, 1), (.softplus, 1), (.tanh, 1), (.power, 2), (.select, 3),
      (.fma, 3), (.least, 1), (.others, 1),
    ]
    + Array(repeating: (.sum, 1), count: 8)
    + Array(repeating: [(.add, 2), (.subtract, 2), (.multiply, 2), (.divide, 2)], count: 8).joined()

  mutating func program(length: Int) -> Program {
    var program = Program()
    var written = kept
    while program.count < length {
      let (operation, operandCount) = random.element(Self.operations)
      let isReduction = [.sum, .least].contains(operation)
      let count = random.element(lengths)
      let size = isReduction ? 1 : count
      // Behind what is kept, results stand one after the other, and are seldom overwritten.
      let isNew = random.next() % 8 < 4 && written + size <= self.size
      let isKept = random.next() % 8 > 0
      let target = isNew ? written : place(size, below: isKept ? kept : written)
      var operands: [Slot] = []
      var counts: [Int] = []
      for _ in 0..<operandCount {
        let isWhole = isReduction || operation == .others || Bool.random(using: &random)
        counts.append(isWhole ? count : 1)
        let last = counts[counts.count - 1]
        let isChained = [1, rows].contains(last) && written > kept && random.next() % 3 == 0
        operands.append(
          Slot(isChained ? written - last : place(last, below: written)))
      }
      let instruction = Instruction(
        operation, to: Slot(target), from: operands, counts: counts, count: count)
      let isAllowed = instruction.read.allSatisfy {
        $0 == instruction.written && !operation.readsAcross && !isReduction
          || !$0.overlaps(instruction.written)
      }
      guard isAllowed else { continue }
      program.instructions.append(instruction)
      if target >= kept {
        let end = instruction.written.upperBound
        let gap = (rows - (end - kept) % rows) % rows
        written = max(written, min(end + gap, self.size))
      }
    }
    return program
  }

  private mutating func place(_ count: Int, below limit: Int) -> Int {
    // Long vectors that have something in common are mostly the same ones.
    if count == rows, rows > 1, random.next() % 16 > 0 {
      let first = kept % rows
      return first + rows * Int.random(in: 0..<(limit - first) / rows, using: &random)
    }
    return Int.random(in: 0...(limit - count), using: &random)
  }
}
