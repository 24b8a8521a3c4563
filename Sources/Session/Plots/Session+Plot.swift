import Formula
import Optimizers

extension CommandTable {
  static let plot = Command(
    "plot", .look, "draw quantities by step, or the walk on its ground", brief: "a picture",
    takes: .plotRequest,
    details: """
      A quantity may be any formula: plot norm(g) log. plot path shows f from above, its \
      contours close together where it is low; with more than two parameters name two. Walks \
      that were compared or kept are drawn too, unless it ends in alone. plot path model adds the \
      quadratic that fits f at a step. force replaces a file that is there already.
      """,
    examples: [
      "plot f log", "plot E[g²].x, E[g²].y", "plot path", "plot path model at 1", "plot y vs x",
    ],
    related: ["animate", "compare", "trace"]
  ) { session, request, host throws(Diagnostic) in try session.plot(request, host) }

  static let animate = Command(
    "animate", .look, "watch the walk step by step; any key stops it", brief: "the walk",
    takes: Grammar<Double?>.optional(.positive("STEPS A SECOND", example: "20"))
      .needing(.screen),
    details: """
      At a terminal only. Without a speed it takes about ten seconds. In a lesson its last \
      picture stays.
      """,
    examples: ["animate", "animate 20"], related: ["plot", "trace"]
  ) { session, speed, host throws(Diagnostic) in try session.animate(atSpeed: speed, host) }
}

extension Session {
  func plot(_ request: PlotRequest, _ host: Host) throws(Diagnostic) -> Outcome {
    let walks = try plottedWalks(request.isAlone)
    let plotter = Plotter(definitions: definitions, isInterrupted: host.isInterrupted)
    let figure = try request.subject.figure(plotter, self, walks)
    if let file = request.file { return .request(.picture(figure, file)) }
    host.emit(.figure(figure))
    return .done
  }

  /// How many steps a second can be watched; slower ones would seem to stand still.
  private static let speeds = 0.01...1_000_000

  func animate(atSpeed given: Double?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    guard walk.stepCount > 0 else { throw .noStepsYet() }
    // Without a wish it takes ten seconds, or less for a short walk.
    let wish = given ?? max(Double(walk.stepCount) / 10, 5)
    let speed = min(max(wish, Session.speeds.lowerBound), Session.speeds.upperBound)
    let walks = try plottedWalks(true)
    let plotter = Plotter(definitions: definitions, isInterrupted: host.isInterrupted)
    let figure: Figure
    if walk.machine.objective == nil {
      let point = parameters.map { Expression(.name($0)) }
      figure = try plotter.lines(of: walks, point)
    } else if parameters.count > 2 {
      figure = try plotter.lines(of: walks, [Expression(.name(.objective))])
    } else {
      figure = try plotter.path(of: walks, over: parameters)
    }
    return .request(
      .animation(Animation(figure: figure, stepCount: walk.stepCount, speed: speed)))
  }

  /// The walks of a picture: those that stand side by side, and the one at hand once it has begun.
  private func plottedWalks(_ isAlone: Bool) throws(Diagnostic) -> [NamedWalk] {
    guard let walk else { throw .nothingToStep(hasOptimizer: recipe != nil) }
    let others = isAlone ? [] : namedWalks
    guard others.isEmpty || walk.stepCount > 0 else { return others }
    let name = walk.machine.recipe.name
    let own = name.isEmpty ? "the start" : others.isEmpty ? name : "\(name), at hand"
    return others + [NamedWalk(name: own, walk: walk)]
  }
}
