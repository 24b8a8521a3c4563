import Formula
import Optimizers
import TestSupport
import Testing

@testable import Rendering
@testable import Session

/// Walks that diverge, come to rest, jump and are not finite: each is drawn, or it is said why not.
struct UnusualWalkTests {
  private static let (x, y) = (Name("x"), Name("y"))
  private static let walkCount = 10_000
  private static let parts = 16

  /// Objectives with plains, poles, holes, and heights from the least to the greatest double.
  private static let objectives = [
    "x^2 + 10y^2", "(1 - x)^2 + 100(y - x^2)^2", "exp(x) * y", "1/x + 1/y", "log(x) + y", "0 * x",
    "x^9 * y^9", "1e300 * x * y", "1e-300 * x + 1e-300 * y", "if(x > 0, x, -1e308) + y",
  ]

  private enum Picture: CaseIterable {
    case byStep, byStepLogarithmic, parameters, phase, logarithmicPhase, landscape, curve
  }

  @Test(arguments: 0..<parts)
  func everyWalkIsDrawn(_ part: Int) throws {
    var random = SplitMix64(seed: UInt64(part))
    let machines = try Self.objectives.map { text in
      try Machine(
        recipe: try #require(RecipeLibrary.standard["gd"]),
        objective: Objective(formula: try Parser.expression(text), parameters: [Self.x, Self.y]),
        parameters: [Self.x, Self.y])
    }
    var drawn = 0
    for number in 0..<Self.walkCount / Self.parts {
      let walk = try Self.walk(machines[number % machines.count], &random)
      // Each walk in every zoom would take minutes: each kind of picture gets its share of both.
      let picture = Picture.allCases[number / machines.count % Picture.allCases.count]
      guard let figure = try Self.figure(picture, walk, Self.zoom(&random)) else { continue }
      drawn += 1
      let alphabet: Notation.Alphabet = number % 3 == 0 ? .ascii : .unicode
      let renderer = TextRenderer(
        width: 26, alphabet: alphabet, isColoured: number % 2 == 0,
        graphics: Graphics(rows: 10, cells: number % 5 == 0 ? .blocks : .braille))
      let text = renderer.text(.figure(figure))
      #expect(text.utf8.count { $0 == 0x0A } >= 8)
      let svg = SVGRenderer().text(figure)
      // To look through all of it takes longer than to draw it.
      guard number % 8 == 0 else { continue }
      #expect(!svg.contains("\"nan\"") && !svg.contains("inf,") && !svg.contains("nan,"))
      _ = JSONRenderer().text(.figure(figure))
    }
    // What has no number at all to show is the exception.
    #expect(drawn > Self.walkCount / Self.parts / 2)
  }

  /// A walk that is led by hand, so that it may go anywhere.
  private static func walk(_ machine: Machine, _ random: inout SplitMix64) throws -> Walk {
    let start = [number(&random), number(&random)]
    var walk = try Walk(machine, from: start, hypers: [Name("lr"): 1])
    let steps = Int.random(in: 0...9, using: &random)
    let factor = Double.random(in: -40...40, using: &random)
    let style = Int.random(in: 0..<4, using: &random)
    for _ in 0..<steps {
      guard let here = walk.current[.theta] else { break }
      switch style {
      // Anywhere; away from 0 or towards it, at equal ratios; no more than rounding; at rest.
      case 0: walk.step(feeding: here.map { $0 - number(&random) })
      case 1: walk.step(feeding: here.map { $0 - $0 * factor })
      case 2: walk.step(feeding: here.map { $0.ulp })
      default: walk.step(feeding: [0, 0])
      }
    }
    return walk
  }

  /// A number of any size, now and then 0 or none.
  private static func number(_ random: inout SplitMix64) -> Double {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return 0
    case 1: return [.infinity, -.infinity, .nan].randomElement(using: &random) ?? 0
    case 2...9: return Double.random(in: -10...10, using: &random)
    default:
      let exponent = Int.random(in: -320...308, using: &random)
      let digits = Double.random(in: 1..<9.9, using: &random)
      let value = Double("\(digits)e\(exponent)") ?? 0
      return Bool.random(using: &random) ? value : -value
    }
  }

  private static func zoom(_ random: inout SplitMix64) -> Zoom? {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return nil
    case 1: return .factor(0x1p64)
    case 2: return .factor(abs(number(&random)).isNormal ? 1e-300 : 1e300)
    default:
      func range() -> ClosedRange<Double> {
        let ends = [number(&random), number(&random)].map { $0.isFinite ? $0 / 4 : 0 }.sorted()
        return ends[0]...max(ends[1], ends[0].nextUp)
      }
      return .ranges([x: range(), y: range()])
    }
  }

  /// The picture, nil where it is said why there is none.
  private static func figure(_ picture: Picture, _ walk: Walk, _ zoom: Zoom?) throws -> Figure? {
    var plotter = Plotter(definitions: Definitions())
    plotter.grid = (columns: 7, rows: 5)
    plotter.curvePoints = 11
    let runs = [NamedWalk(name: "gd", walk: walk)]
    let (across, up) = (Expression(.name(x)), Expression(.name(y)))
    do throws(Diagnostic) {
      switch picture {
      case .byStep: return try plotter.lines(of: runs, [Expression(.name(.objective))])
      case .byStepLogarithmic:
        return try plotter.lines(of: runs, [Expression(.name(.objective))], isLogarithmic: true)
      case .parameters: return try plotter.lines(of: runs, [across, up])
      case .phase: return try plotter.lines(of: runs, [up], versus: across)
      case .logarithmicPhase:
        return try plotter.lines(of: runs, [up], versus: across, isLogarithmic: true)
      case .landscape:
        return try plotter.path(of: runs, over: [x, y], zoom: zoom)
      case .curve: return try plotter.path(of: runs, over: [x], zoom: zoom)
      }
    } catch {
      #expect(!error.message.isEmpty)
      return nil
    }
  }
}
