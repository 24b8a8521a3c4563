package import Formula
import Optimizers

// Moving about in the recorded walk, and returning to a place.

extension Session {
  mutating func back(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    var count = try arguments.count(1)
    var remark: String?
    if halfStep != nil {
      halfStep = nil
      count -= 1
      remark = "the half-done step is dropped"
    }
    if count > 0, walk.stepCount == 0 {
      remark = "this is the start; there is nothing before it"
    } else if count > walk.stepCount {
      let made = walk.stepCount == 1 ? "1 step was" : "\(walk.stepCount) steps were"
      remark = "only \(made) made; this is the start"
    }
    move(to: max(walk.stepCount - count, 0))
    report(remark, host)
    return .done
  }

  mutating func forward(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard halfStep == nil else { throw .halfDone(at: arguments.range) }
    let count = try arguments.count(1)
    let ahead = stepsAhead
    guard ahead > 0 else {
      report("no recorded step lies ahead; step makes a new one", host)
      return .done
    }
    move(to: walk.stepCount + min(count, ahead))
    let steps = ahead == 1 ? "1 step lay" : "\(ahead) steps lay"
    report(count > ahead ? "only \(steps) ahead; this is the last" : nil, host)
    return .done
  }

  /// How many steps of the recorded walk lie ahead, after a person went back.
  package var stepsAhead: Int {
    guard let future, let walk else { return 0 }
    return future.stepCount - walk.stepCount
  }

  /// Goes to a step of the recorded walk; what lies after it stays recorded.
  ///
  /// - Throws: a ``Diagnostic`` where there is no such step.
  package mutating func goTo(step: Int, _ host: Host) throws(Diagnostic) {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let last = walk.stepCount + stepsAhead
    guard step <= last else { throw .noSuchStep(step, last: last) }
    halfStep = nil
    move(to: step)
    report(nil, host)
  }

  private mutating func move(to step: Int) {
    guard var whole = future ?? walk, step != walk?.stepCount else { return }
    let recorded = whole
    whole.back(to: step)
    walk = whole
    future = step < recorded.stepCount ? recorded : nil
    hypers = whole.current.hypers
    if let value = whole.current[.seed]?.first { seed = UInt64(value) }
  }

  private func report(_ remark: String?, _ host: Host) {
    guard let walk else { return }
    var report = PositionReport(walk, remark: remark)
    report.stepsAhead = stepsAhead
    host.emit(.position(report))
  }

  /// Begins a new branch where a person went back: what was recorded ahead is given up.
  mutating func beginBranch(_ host: Host) {
    guard let future, let walk else { return }
    let steps =
      stepsAhead == 1
      ? "step \(future.stepCount) is" : "steps \(walk.stepCount + 1) to \(future.stepCount) are"
    host.emit(
      .note(NoteReport("A new branch: the old \(steps) dropped; undo would bring them back.")))
    self.future = nil
  }
}

// MARK: - Places

extension Session {
  mutating func mark(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    guard !arguments.isEmpty else {
      let names = marks.names
      host.emit(
        .note(
          NoteReport(
            names.isEmpty ? "no place is marked" : "marked: \(names.joined(separator: ", "))")))
      return .done
    }
    let name = String(arguments.text)
    guard name.isPlainWord else { throw .expectedPlainName("mark", at: arguments.range) }
    marks.add(self, as: name)
    host.emit(.note(NoteReport("marked: goto \(name) returns here")))
    return .done
  }

  mutating func goTo(_ arguments: SourceSlice, _ host: Host) throws(Diagnostic) -> Outcome {
    if let place = marks[String(arguments.text)] {
      restore(place)
      report(nil, host)
      return .done
    }
    guard let number = try? arguments.formula().value().numbers.first,
      let step = Int(exactly: number), step >= 0
    else { throw .noSuchPlace(String(arguments.text), among: marks.names, at: arguments.range) }
    return .lesson(.goTo(step))
  }

  /// Returns to a place; what is looked at and compared stays.
  private mutating func restore(_ place: Session) {
    let recorded = future ?? walk
    definitions = place.definitions
    objective = place.objective
    blocks = place.blocks
    start = place.start
    data = place.data
    batch = place.batch
    seed = place.seed
    recipe = place.recipe
    hypers = place.hypers
    walk = place.walk
    halfStep = place.halfStep
    future = place.future
    // Where the walk went on from here, its steps still lie ahead.
    if let walk, let recorded, walk.isBeginning(of: recorded) { future = recorded }
    if future?.stepCount == walk?.stepCount { future = nil }
  }
}

extension Diagnostic {
  static func noSuchStep(_ step: Int, last: Int) -> Diagnostic {
    Diagnostic("there is no step \(step) yet", hint: "the last one recorded is \(last)")
  }

  static func noSuchPlace(_ name: String, among known: [String], at range: SourceRange)
    -> Diagnostic
  {
    guard !name.isEmpty else {
      return Diagnostic(
        "a mark's name or a step's number should follow", at: range, hint: "goto 3, after step 3")
    }
    let nearest = Spelling.nearest(to: name, among: known)
    return Diagnostic(
      "no place is marked \(name)", at: range,
      hint: nearest.map { "did you mean \($0)?" }
        ?? (known.isEmpty ? "mark \(name) marks one" : "marked: \(known.joined(separator: ", "))"))
  }
}
