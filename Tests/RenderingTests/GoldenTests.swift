import Formula
import Optimizers
import Testing

@testable import Session
@testable import Rendering

/// How reports look, at the widths and on the terminals there are.
struct GoldenTests {
  /// A screen and what its goldens are called.
  struct Screen: CustomTestStringConvertible, Sendable {
    var name: String
    var renderer: TextRenderer

    var testDescription: String { name }

    static let all = [
      Screen(name: "80", renderer: TextRenderer(width: 80)),
      Screen(name: "120", renderer: TextRenderer(width: 120)),
      Screen(name: "40", renderer: TextRenderer(width: 40)),
      Screen(name: "80-ascii", renderer: TextRenderer(width: 80, alphabet: .ascii)),
      Screen(name: "80-colour", renderer: TextRenderer(width: 80, isColoured: true)),
    ]
  }

  @Test(arguments: Screen.all)
  func theCourse(_ screen: Screen) throws {
    let text = Transcript.text(Transcript.course, screen.renderer)
    Golden.expect(text, named: "course-\(screen.name)")
  }

  @Test(arguments: Screen.all.prefix(3))
  func manyParameters(_ screen: Screen) throws {
    let text = Transcript.text(Transcript.manyParameters, screen.renderer)
    Golden.expect(text, named: "many-parameters-\(screen.name)")
  }

  @Test(arguments: Screen.all)
  func prose(_ screen: Screen) {
    Golden.expect(screen.renderer.text(.prose(Samples.prose)), named: "prose-\(screen.name)")
  }

  @Test(arguments: Screen.all)
  func helpAndLists(_ screen: Screen) throws {
    let recipes = try Samples.recipes()
    let reports: [Report] = [
      .help(.overview(Samples.help)), .help(.command(Samples.help[1].entries[0])),
      .lessons(Samples.lessons), .lessons([]), .recipes(recipes), .recipe(recipes[0]),
      .note(NoteReport("Not quite: 49.5 is what you get with beta and 1 − beta swapped.")),
      .echo("step g = 3, −1"),
    ]
    let text = reports.map { screen.renderer.text($0) }.joined(separator: "--\n")
    Golden.expect(screen.renderer.banner(version: "0.1") + text, named: "lists-\(screen.name)")
  }

  @Test
  func machinesGetTheCourseAsJSONLines() throws {
    let renderer = JSONRenderer()
    let text = Transcript.reports(Transcript.course)
      .flatMap { $0.reports.map { renderer.text($0) } }.joined()
    Golden.expect(text, named: "course-json")
  }

  /// The sample that the design shows.
  @Test
  func aStepLooksAsDesigned() throws {
    let text = Transcript.text(Array(Transcript.course.prefix(4)), TextRenderer(width: 80))
    #expect(
      text == """
        downhill> minimize x^2 + 10y^2 from x = 4, y = 1
          f(x, y) = x² + 10·y²        f = 26
          ∂f/∂x = 2·x                 8
          ∂f/∂y = 20·y                20
        downhill> use rmsprop lr=0.1
          rmsprop   lr = 0.1   beta = 0.9   eps = 1e-08
          g²          = g^2
          E[g²]       = beta·E[g²] + (1 − beta)·g²
          denominator = √(E[g²] + eps)
          step        = lr / denominator · g
          θ           = θ − step
        downhill> step
          step 1                                     x          y
          g            ∂f/∂θ                         8         20
          g²           g^2                          64        400
          E[g²]        0.9·E[g²] + 0.1·g²          6.4         40
          denominator  √(E[g²] + 1e-08)        2.52982    6.32456
          step         0.1 / denominator · g  0.316228   0.316228
          θ            θ − step                3.68377   0.683772
          f            26 → 18.2456
        downhill> explain E[g²].x
          E[g²].x = beta · E[g²].x + (1 − beta) · g².x
                  = 0.9 · 0 + (1 − 0.9) · 64
                  = 6.4

        """)
  }
}
