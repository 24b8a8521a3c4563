import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

/// A population in pictures, explanations and questions.
struct SwarmTests {
  private func swarm(_ lines: String...) throws -> Session {
    var session = Session(library: .standard, commands: .standard)
    try session.run("seed 1")
    try session.run("objective rastrigin")
    try session.run("use swarm n=3")
    for line in lines { try session.run(line) }
    return session
  }

  private func figure(_ line: String, _ session: Session) throws -> Figure {
    var session = session
    guard case .figure(let figure)? = try session.run(line).first else {
      throw Diagnostic("no picture")
    }
    return figure
  }

  /// Every particle is a walk of its own, through the places it was at.
  @Test func aSwarmsPathHasAWalkAParticle() throws {
    let session = try swarm("run 20")
    let figure = try figure("plot path", session)
    let walks = figure.series.filter { $0.look == .walk }
    #expect(walks.map(\.name) == ["swarm[1]", "swarm[2]", "swarm[3]"])
    let walk = try #require(session.walk)
    for (particle, series) in walks.enumerated() {
      #expect(series.points.count == 21)
      for step in [0, 7, 20] {
        let theta = walk.row(step).theta
        #expect(series.points[step] == PlotPoint(theta[2 * particle], theta[2 * particle + 1]))
      }
    }
  }

  @Test func aSwarmOverOneParameterStandsOnTheCurve() throws {
    var session = Session(library: .standard, commands: .standard)
    for line in ["seed 1", "objective double-well", "use swarm n=3", "run 5"] {
      try session.run(line)
    }
    let walks = try figure("plot path", session).series.filter { $0.look == .walk }
    #expect(walks.count == 3)
    for point in walks.flatMap(\.points) where point.isFinite {
      #expect(abs(point.y - (point.x * point.x - 1) * (point.x * point.x - 1)) < 1e-9)
    }
  }

  /// A frame of a flight has every particle as far as it has come.
  @Test func aFlightShowsAllParticlesAtEachStep() throws {
    let animation = Animation(
      figure: try figure("plot path", swarm("run 20")), stepCount: 20, speed: 10)
    for step in [0, 5, 20] {
      guard case .figure(let frame) = animation.frame(after: step) else { return }
      let walks = frame.series.filter { $0.look == .walk }
      #expect(walks.count == 3)
      #expect(walks.allSatisfy { $0.points.count == step + 1 })
    }
  }

  /// One f is said of a swarm, wherever it is said: that of the place it would answer.
  @Test func thePromptSpeaksOfTheBestPlace() throws {
    let session = try swarm("run 9")
    let row = try #require(session.walk?.current)
    let best = try #require(row.objective)
    #expect(row[.objective]?.first != best)
    #expect(session.status == "swarm 9 f=\(NumberFormat.significant(3).text(best))")
  }

  // MARK: Questions

  /// What a step draws can't be worked out, so the question says it; with it the answer can.
  @Test func aQuestionSaysWhatIsDrawn() throws {
    let session = try swarm("run 5")
    let question = try session.prediction(
      of: Parser.expression("velocity[3].x"), tolerance: .relative(1e-3))
    let after = try #require(session.walk?.preview())
    func number(_ text: String) throws -> Double {
      try #require(try after.value(of: Parser.expression(text)).numbers.first)
    }
    let short = NumberFormat.short
    let (r1, r2) = (try number("r1[3].x"), try number("r2[3].x"))
    #expect(
      question.text == "What will velocity[3].x be after step 6, where r1[3].x = \(short.text(r1)) "
        + "and r2[3].x = \(short.text(r2)) are drawn?")
    #expect(question.answer == (try number("velocity[3].x")))
  }

  @Test(arguments: [
    ("anneal", "accepted", "where kick = "), ("anneal", "temperature", nil),
    ("anneal", "proposal.y", "where kick.y = "), ("es", "child.x", "where kick.x = "),
    ("random", "place.x", "where draw.x = "), ("swarm n=3", "x[2]", "where r1[2].x = "),
    ("swarm n=3", "value[2]", "where r1[2]"), ("gd lr=0.001", "x", nil),
  ])
  func whatRestsOnADrawSaysSo(_ optimizer: String, _ quantity: String, _ words: String?) throws {
    var session = try swarm()
    try session.run("use \(optimizer)")
    let text = try session.prediction(
      of: Parser.expression(quantity), tolerance: .relative(1e-3)
    ).text
    if let words { #expect(text.contains(words), "\(text)") }
    #expect(text.contains("drawn") == (words != nil))
  }

  @Test func aDrawItselfIsNoQuestion() throws {
    let session = try swarm()
    let error = try #require(throws: Diagnostic.self) {
      try session.prediction(of: Parser.expression("r1[1].x"), tolerance: .relative(1e-3))
    }
    #expect(error.message == "r1[1].x is drawn at random in the step")
    let many = try #require(throws: Diagnostic.self) {
      var session = session
      try session.run("use swarm n=40")
      _ = try session.prediction(of: Parser.expression("best.x"), tolerance: .relative(1e-3))
    }
    #expect(many.message.hasPrefix("best.x rests on "))
  }

  @Test func aVelocityIsExplainedDownToItsDraws() throws {
    var session = try swarm("run 5")
    guard case .derivation(let report)? = try session.run("explain velocity[3].x deep").first
    else { throw Diagnostic("no derivation") }
    let row = try #require(session.walk?.current)
    let items = report.sections.flatMap(\.items).map(\.explanation)
    for (name, formula) in [("velocity[3].x", "velocity[3].x"), ("r1[3].x", "r1[3].x")] {
      let item = try #require(items.first { $0.name == name })
      #expect([item.value] == (try row.value(of: Parser.expression(formula)).numbers))
    }
  }
}

extension ExplanationReport {
  fileprivate var name: String { parameter.map { "\(quantity).\($0)" } ?? "\(quantity)" }
}
