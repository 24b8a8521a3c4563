package import Formula

// fits throughout (range, product): places in frames that exist

/// Walks of one machine from one start, each with other values of the hyper-parameters, which are
/// looked at step by step and then forgotten.
///
/// As many as fit are made in lanes. Each has the bits that it would have alone.
package struct Trials: Sendable {
  private let machine: Machine
  private let start: [Double]
  /// The frame at the start, where that is the same whatever the hyper-parameters are.
  private let frame: [Double]?

  /// - Parameters:
  ///   - machine: what makes the steps; of one walker, by a recipe that draws nothing.
  ///   - start: one number a parameter.
  package init(_ machine: Machine, from start: [Double]) {
    self.machine = machine
    self.start = start
    let isOneForAll = !machine.recipe.hypers.contains { machine.recipe.startReads($0.name) }
    frame =
      isOneForAll && machine.scheduled.isEmpty
      ? try? machine.startFrame(start, hypers: machine.recipe.standardValues, seed: 0) : nil
  }

  /// Where one of the walks is.
  package struct Place {
    fileprivate let layout: RowLayout
    fileprivate let numbers: Numbers

    fileprivate enum Numbers {
      case frame([Double])
      case lane(LaneFrame, Int)
    }

    private func number(_ slot: Int) -> Double {
      switch numbers {
      case .frame(let frame): frame[slot]
      case .lane(let lanes, let lane): lanes[slot, lane]
      }
    }

    /// f there, nil without an objective.
    package var objective: Double? {
      layout.exists(layout.objective) ? number(layout.objective.indices.lowerBound) : nil
    }

    /// A parameter's number, by its place in θ.
    package func theta(_ index: Int) -> Double { number(layout.theta.indices.lowerBound + index) }
  }

  /// Makes walks.
  ///
  /// - Parameters:
  ///   - hypers: for each walk a value for each hyper-parameter of the recipe.
  ///   - steps: how many steps each makes at most.
  ///   - gradients: what is fed to the first steps by hand, one number a parameter.
  ///   - goesOn: looks at a walk, by its place in the list, after a step, and says whether it goes on.
  package func walk(
    _ hypers: [[Name: Double]], steps: Int, feeding gradients: [[Double]] = [],
    _ goesOn: (_ walk: Int, _ step: Int, Place) -> Bool
  ) {
    let size = WalkLanes.count(of: machine)
    // fits: a lane at least
    for first in stride(from: 0, to: hypers.count, by: size) {
      let walks = Array(first..<min(first + size, hypers.count))
      let frames = walks.map { startFrame(hypers[$0]) }
      if walks.count > 1 {
        walkTogether(walks, frames, steps, gradients, goesOn)
      } else if let frame = frames[0] {
        walkAlone(walks[0], frame, steps, gradients, goesOn)
      }
    }
  }

  /// The frame before the first step, nil where a value is missing.
  private func startFrame(_ hypers: [Name: Double]) -> [Double]? {
    guard var frame else { return try? machine.startFrame(start, hypers: hypers, seed: 0) }
    for quantity in machine.layout.quantities where quantity.role == .hyper {
      frame[quantity.indices.lowerBound] = hypers[quantity.name] ?? .nan
    }
    return frame
  }

  private func walkAlone(
    _ walk: Int, _ frame: [Double], _ steps: Int, _ gradients: [[Double]],
    _ goesOn: (Int, Int, Place) -> Bool
  ) {
    var frame = frame
    for step in 0..<steps {
      machine.step(&frame, feeding: gradients.indices.contains(step) ? gradients[step] : nil)
      guard goesOn(walk, step + 1, Place(layout: machine.layout, numbers: .frame(frame))) else {
        return
      }
    }
  }

  private func walkTogether(
    _ walks: [Int], _ frames: [[Double]?], _ steps: Int, _ gradients: [[Double]],
    _ goesOn: (Int, Int, Place) -> Bool
  ) {
    var walkers = walks.indices.filter { frames[$0] != nil }.map { walks[$0] }
    guard !walkers.isEmpty else { return }
    var lanes = LaneFrame(frames.compactMap { $0 })
    for step in 0..<steps {
      machine.step(&lanes, feeding: gradients.indices.contains(step) ? gradients[step] : nil)
      for lane in walkers.indices.reversed() {
        // A place that outlived the look would share the frame, which would be copied to take a lane out.
        if goesOn(
          walkers[lane], step + 1, Place(layout: machine.layout, numbers: .lane(lanes, lane)))
        {
          continue
        }
        lanes.remove(lane)
        walkers.swapAt(lane, walkers.count - 1)
        walkers.removeLast()
      }
      if walkers.isEmpty { return }
    }
  }
}
