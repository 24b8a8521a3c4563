import CInterpreter
import System

// fits throughout (range, product, conversion): places in a frame that exists

/// Instructions on long vectors that go through the rows together, a block after the other, so that
/// what they hand on stays in the processor's nearest memory.
///
/// What only they read has no place in the frame at all, but one for a block that all blocks share.
///
/// The pointers in it stay where they may: a row's place begins at a slot of a vector of `count`
/// numbers in the frame and moves on by a block at most as often as there are blocks; a block's own
/// place is one of `localCount`, had for the run; a sum's is one of those of the blocks. Cores share
/// none of what they write: each has its rows, its blocks and the sums of its blocks.
struct RowBlocks: Sendable {
  /// The instructions as they would be done one after the other.
  let instructions: [FusedInstruction]
  private let layout: RowBlockLayout
  /// How many rows there are.
  private let count: Int

  /// From how many elements on it pays.
  static let shortest = 32
  /// How many blocks a core takes in hand at a time.
  ///
  /// A table of so many, about 25,000 rows, is done by one core: it takes a few tenths of a
  /// millisecond, and another core a part of that to begin.
  private static let chunk = 96

  /// Lays instructions out.
  ///
  /// - Parameters:
  ///   - group: the instructions, of vectors of one length.
  ///   - all: all of the program, some of which may read what these write.
  ///   - kept: the number of places, from the first on, that are read by others too.
  init(_ group: [FusedInstruction], among all: [FusedInstruction], keeping kept: Int) {
    instructions = group
    count = Int(group[0].outer.count)
    layout = RowBlockLayout(group, among: all, keeping: kept)
  }

  /// Runs them on a frame.
  func run(on frame: UnsafeMutablePointer<Double>) {
    let blocks = (count + BlockSum.size - 1) / BlockSum.size
    let sums = layout.sums
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(sums.count * blocks, 1)) { room in
      guard let partial = room.baseAddress else { return }
      let chunks = (blocks + RowBlocks.chunk - 1) / RowBlocks.chunk
      if chunks > 1 {
        // Each turn has its rows and their sums to itself.
        nonisolated(unsafe) let (frame, partial) = (frame, partial)
        Cores.share(chunks) { chunk in
          let first = chunk * RowBlocks.chunk
          run(first..<min(first + RowBlocks.chunk, blocks), of: blocks, on: frame, partial)
        }
      } else {
        run(0..<blocks, of: blocks, on: frame, partial)
      }
      for (index, slot) in sums.enumerated() {
        let own = UnsafeMutableBufferPointer(start: partial + index * blocks, count: blocks)
        frame[slot] = BlockSum.pairwise(own)
      }
    }
  }

  /// Runs them on some of the blocks, given where sums of blocks go.
  private func run(
    _ range: Range<Int>, of blocks: Int, on frame: UnsafeMutablePointer<Double>,
    _ partial: UnsafeMutablePointer<Double>
  ) {
    let first = range.lowerBound * BlockSum.size
    let rows = min(range.upperBound * BlockSum.size, count) - first
    let length = min(rows, BlockSum.size)
    withUnsafeTemporaryAllocation(
      of: Double.self, capacity: max(layout.localCount * length, 1)
    ) { room in
      guard let locals = room.baseAddress else { return }
      for (slot, block) in layout.singles {
        (locals + block * length).initialize(repeating: frame[slot], count: length)
      }
      var places = layout.places.map { place in
        switch place {
        case .row(let slot):
          interpreter_place(numbers: frame + slot + first, step: BlockSum.size)
        case .local(let block): interpreter_place(numbers: locals + block * length, step: 0)
        case .sum(let sum):
          interpreter_place(numbers: partial + sum * blocks + range.lowerBound, step: 1)
        }
      }
      layout.linked.withUnsafeBufferPointer { linked in
        guard let linked = linked.baseAddress else { return }
        interpreter_run_rows(linked, &places, places.count, rows)
      }
    }
  }
}
