import Formula

// fits throughout (range, product): lanes that are at work, and steps within a limit

/// Walks of one machine, each in a lane of one frame: an instruction is carried out for all of them
/// before the next one comes.
///
/// Each comes out with the bits that it would have had alone. One that has ended leaves its lane, and
/// costs nothing more.
struct WalkLanes {
  private let machine: Machine
  private var frame: LaneFrame
  /// Who is in each lane.
  private var walkers: [Walker]
  private let condition: StopCondition?
  private var judge: LaneJudge?
  private var marks: [Double]

  /// A walk that goes on, its place in the group, and how many steps it makes at most.
  private struct Walker {
    var walk: Int
    var place: Int
    var limit: Int
  }

  /// The most walks that share a frame: their numbers lie in the processor's nearest memory.
  static let most = 64
  /// How many numbers a frame has at most, all lanes together.
  private static let room = 1 << 17

  /// How many walks of a machine can share a frame; 1 where each has to walk alone.
  static func count(of machine: Machine) -> Int {
    machine.runsInLanes ? max(min(most, room / max(machine.emptyFrame.count, 1)), 1) : 1
  }

  /// Makes up to so many steps of some walks, all of one machine.
  ///
  /// - Parameters:
  ///   - group: which of the walks.
  ///   - walks: the walks.
  ///   - limits: how many steps each of the group makes at most, in the group's order.
  ///   - condition: ends each walk after the first step at which it holds.
  /// - Returns: why each ended, in the group's order.
  static func run(
    _ group: [Int], of walks: UnsafeMutableBufferPointer<Walk>, _ limits: [Int],
    until condition: StopCondition?
  ) -> [Walk.RunEnd] {
    var ends = [Walk.RunEnd?](repeating: nil, count: group.count)
    // What is special from the start walks alone.
    let isPlain = condition.map { $0.endCount == $0.formulas.formulas.count } ?? true
    for (place, walk) in group.enumerated()
    where !isPlain || walks[walk].firstNonFinite != nil || limits[place] < 1
      || walks[walk].meets(condition)
    {
      ends[place] = walks[walk].run(limits[place], until: condition)
    }
    let open = group.indices.filter { ends[$0] == nil }
    if open.count > 1 {
      var lanes = WalkLanes(
        open.map { Walker(walk: group[$0], place: $0, limit: limits[$0]) }, walks, condition)
      lanes.run(walks, &ends)
    } else if let only = open.first {
      ends[only] = walks[group[only]].run(limits[only], until: condition)
    }
    return ends.map { $0 ?? .done }
  }

  private init(
    _ walkers: [Walker], _ walks: UnsafeMutableBufferPointer<Walk>, _ condition: StopCondition?
  ) {
    machine = walks[walkers[0].walk].machine
    frame = LaneFrame(walkers.map { walks[$0.walk].frame })
    self.walkers = walkers
    self.condition = condition
    judge = condition.map { LaneJudge($0, lanes: walkers.count) }
    marks = [Double](repeating: 0, count: walkers.count)
  }

  private mutating func run(
    _ walks: UnsafeMutableBufferPointer<Walk>, _ ends: inout [Walk.RunEnd?]
  ) {
    var made = 0
    while !walkers.isEmpty {
      let next = walkers.map { min($0.limit - made, walks[$0.walk].stepsToKept(after: made)) }
      for _ in 0..<max(next.min() ?? 0, 1) {
        judge?.keepAsBefore(frame)
        machine.step(&frame)
        made += 1
        // The last lane first, as each that ends gives its place to the last.
        for ended in endedLanes(walks, after: made).reversed() {
          let place = walkers[ended.lane].place
          ends[place] = end(ended, walks, made)
        }
        if walkers.isEmpty { return }
      }
      for lane in walkers.indices.reversed() {
        let walker = walkers[lane]
        walks[walker.walk].keep(after: made) { frame.prefix(machine.layout.size, of: lane) }
        guard made == walker.limit else { continue }
        walks[walker.walk].arrive(frame[lane], after: made)
        ends[walker.place] = .done
        remove(lane)
      }
    }
  }

  /// A lane whose walk ends here, or can't go on with the others.
  private struct Ended {
    var lane: Int
    var isMet: Bool
  }

  private mutating func endedLanes(
    _ walks: UnsafeMutableBufferPointer<Walk>, after made: Int
  ) -> [Ended] {
    judge?.read(frame)
    let isFinite = frame.mark(machine.layout.computed, &marks)
    guard !isFinite || judge != nil else { return [] }
    return walkers.indices.compactMap { lane in
      let step = walks[walkers[lane].walk].stepCount + made
      let isMet = judge?.holds(lane, step: step) ?? false
      return isMet || marks[lane] != 0 ? Ended(lane: lane, isMet: isMet) : nil
    }
  }

  private mutating func end(
    _ ended: Ended, _ walks: UnsafeMutableBufferPointer<Walk>, _ made: Int
  ) -> Walk.RunEnd {
    let walker = walkers[ended.lane]
    walks[walker.walk].keep(after: made) { frame.prefix(machine.layout.size, of: ended.lane) }
    walks[walker.walk].arrive(frame[ended.lane], after: made)
    remove(ended.lane)
    if ended.isMet { return .conditionMet }
    return walks[walker.walk].run(walker.limit - made, until: condition)
  }

  private mutating func remove(_ lane: Int) {
    frame.remove(lane)
    judge?.remove(lane)
    walkers.swapAt(lane, walkers.count - 1)
    walkers.removeLast()
  }
}

/// A condition that is asked of all lanes at once.
private struct LaneJudge {
  private let condition: StopCondition
  private var frame: LaneFrame

  init(_ condition: StopCondition, lanes: Int) {
    self.condition = condition
    frame = LaneFrame([[Double]](repeating: condition.formulas.frame, count: lanes))
  }

  mutating func keepAsBefore(_ row: LaneFrame) { put(condition.formulas.before, of: row) }

  mutating func read(_ row: LaneFrame) {
    put(condition.formulas.now, of: row)
    condition.formulas.program.run(on: &frame)
  }

  private mutating func put(_ parts: [RowFormulas.Part], of row: LaneFrame) {
    for part in parts { frame.copy(part.count, from: part.source, of: row, to: part.target) }
  }

  func holds(_ lane: Int, step: Int) -> Bool {
    condition.formulas.results.contains { result in
      step >= result.firstStep && StopJudge.isYes(frame[Int(result.slot.index), lane])
    }
  }

  mutating func remove(_ lane: Int) { frame.remove(lane) }
}
