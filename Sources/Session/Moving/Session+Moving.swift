package import Formula
import Optimizers

extension CommandTable {
  static let back = Command(
    "back", short: "b", .step, "go back a step, or n", brief: "a step",
    takes: Grammar<Int?>.optional(.stepCount(example: "2")),
    details: """
      Everything is as it was then, hyper-parameters too. The steps stay recorded for forward \
      until another step is made, which begins a new branch.
      """,
    examples: ["back", "back 3"], related: ["forward", "goto", "reset", "undo"]
  ) { session, count, host throws(Diagnostic) in try session.back(count ?? 1, host) }

  static let forward = Command(
    "forward", .step, "go forward again in the recorded walk", brief: "again",
    takes: Grammar<Int?>.optional(.stepCount(example: "2")).located,
    details: "It makes no step; it undoes back.", examples: ["forward", "forward 3"],
    related: ["back", "goto"]
  ) { session, count, host throws(Diagnostic) in try session.forward(count, host) }

  static let mark = Command(
    "mark", .step, "give this place a name to return to", brief: "a place",
    takes: Grammar<String?>.either(
      Grammar<Located<String>>.newName(example: "here").map(\.value), .nothing(meaning: nil)),
    details: "Alone it lists the places that are marked.",
    examples: ["mark here", "mark before-lr"], related: ["goto", "back"]
  ) { session, name, host throws(Diagnostic) in try session.mark(name, host) }

  static let goTo = Command(
    "goto", .step, "go to a mark, to a step, or to a part of a lesson", brief: "a place",
    takes: Grammar<Place>.either(.marked, .stepNumber),
    details: """
      A mark brings function, optimizer and walk back as they were. A number is a step of the \
      recorded walk; in a lesson it is a part, and contents shows their numbers.
      """,
    examples: ["goto 2", "goto 0"], related: ["mark", "back", "forward", "contents"]
  ) { session, place, host throws(Diagnostic) in try session.goTo(place, host) }
}

/// Where `goto` leads.
enum Place: Sendable {
  case mark(String)
  case step(Int)
}

extension Grammar where Value == Place {
  fileprivate static var marked: Grammar {
    Grammar(
      .place("NAME", example: "here"),
      begins: { $0.session.marks[String($0.rest.text)] != nil }
    ) { reader throws(Diagnostic) in
      if reader.isAtEnd { reader.expect(.names(reader.session.marks.names)) }
      let word = reader.rest
      reader.advance(to: word.range.upper)
      return .mark(String(word.text))
    }
  }

  /// A step's number, which in a lesson is a part's.
  fileprivate static var stepNumber: Grammar {
    Grammar(.place("n", example: "2")) { reader throws(Diagnostic) in
      let word = reader.rest
      reader.advance(to: word.range.upper)
      guard let number = try? word.formula().value().numbers.first,
        let step = Int(counting: number)
      else {
        throw .noSuchPlace(String(word.text), among: reader.session.marks.names, at: word.range)
      }
      return .step(step)
    }.needing(.place)
  }
}

// Moving about in the recorded walk, and returning to a place.

extension Session {
  mutating func back(_ count: Int, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    var count = count
    var remark: NoteReport.Content?
    if halfStep != nil {
      position.halfStep = nil
      count -= 1
      remark = "the half-done step is dropped"
    }
    if count > 0, walk.stepCount == 0 {
      remark = "this is the start; there is nothing before it"
    } else if count > walk.stepCount {
      let were = walk.stepCount == 1 ? "was" : "were"
      remark = "only \(count: walk.stepCount, of: "step") \(were) made; this is the start"
    }
    move(to: max(walk.stepCount - count, 0))
    report(remark, host)
    return .done
  }

  mutating func forward(_ given: Located<Int?>, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard halfStep == nil else { throw .halfDone(at: given.range) }
    let count = given.value ?? 1
    let ahead = stepsAhead
    guard ahead > 0 else {
      report("no recorded step lies ahead; step makes a new one", host)
      return .done
    }
    move(to: walk.stepCount + min(count, ahead))
    report(
      count > ahead ? "only \(count: ahead, of: "step") lay ahead; this is the last" : nil, host)
    return .done
  }

  /// Goes to a step of the recorded walk; what lies after it stays recorded.
  ///
  /// - Throws: a ``Diagnostic`` where there is no such step.
  package mutating func goTo(step: Int, _ host: Host) throws(Diagnostic) {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let last = walk.stepCount + stepsAhead
    guard step <= last else { throw .noSuchStep(step, last: last) }
    position.halfStep = nil
    move(to: step)
    report(nil, host)
  }

  private mutating func move(to step: Int) {
    guard var whole = future ?? walk, step != walk?.stepCount else { return }
    let recorded = whole
    whole.back(to: step)
    position.walk = whole
    position.future = step < recorded.stepCount ? recorded : nil
    setup.hypers = whole.current.hypers
    if recipe != nil { setup.recipe = whole.machine.recipe }
    if let own = whole.current.seed { setup.seed = own }
  }

  private func report(_ remark: NoteReport.Content?, _ host: Host) {
    guard let walk else { return }
    var report = PositionReport(walk, remark: remark)
    report.stepsAhead = stepsAhead
    host.emit(.position(report))
  }

  /// Begins a new branch where a person went back: what was recorded ahead is given up.
  mutating func beginBranch(_ host: Host) {
    guard let future, let walk else { return }
    let last = future.stepCount
    let steps: NoteReport.Content =
      stepsAhead == 1
      ? "step \(count: last, "last") is"
      : "steps \(count: walk.stepCount + 1, "first") to \(count: last, "last") are"
    host.emit(
      .note(NoteReport("A new branch: the old \(part: steps) dropped; undo would bring them back."))
    )
    position.future = nil
  }
}

// MARK: - Places

extension Session {
  mutating func mark(_ name: String?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let name else {
      let names = marks.names
      host.emit(
        .note(
          NoteReport(
            names.isEmpty ? "no place is marked" : "marked: \(names.joined(separator: ", "))")))
      return .done
    }
    marks.add(Marks.Place(setup: setup, position: position), as: name)
    host.emit(.note(NoteReport("marked: goto \(name) returns here")))
    return .done
  }

  mutating func goTo(_ place: Place, _ host: Host) throws(Diagnostic) -> Outcome {
    switch place {
    case .step(let step): return .lesson(.goTo(step))
    case .mark(let name):
      guard let place = marks[name] else { return .done }
      restore(place)
      report(nil, host)
      return .done
    }
  }

  /// Returns to a place; what is looked at and compared stays.
  private mutating func restore(_ place: Marks.Place) {
    let recorded = future ?? walk
    (setup, position) = (place.setup, place.position)
    // Where the walk went on from here, its steps still lie ahead.
    if let walk, let recorded, walk.isBeginning(of: recorded) { position.future = recorded }
    if stepsAhead == 0 { position.future = nil }
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
