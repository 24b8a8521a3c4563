import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor
@testable import Rendering

struct LayoutTests {
  @Test(arguments: [40, 47, 60, 72, 80, 100, 120])
  func linesFitTheWidth(_ width: Int) throws {
    let renderer = TextRenderer(width: width)
    let lines = Transcript.course + Transcript.manyParameters
    for (line, reports) in Transcript.reports(lines) {
      for report in reports {
        // An error's first line stays whole.
        if case .error = report { continue }
        for row in renderer.text(report).split(separator: "\n") {
          #expect(DisplayWidth.columns(row) <= width, "\(line): \(row)")
        }
      }
    }
    for row in renderer.text(.prose(Samples.prose)).split(separator: "\n") {
      #expect(DisplayWidth.columns(row) <= width)
    }
  }

  @Test
  func numbersStandRightUnderTheirParameters() throws {
    let reports = Transcript.reports(Array(Transcript.course.prefix(3)))
    let rows = TextRenderer(width: 40).text(reports[2].reports[0])
      .split(separator: "\n").filter { $0.hasSuffix("0.683772") || $0.hasSuffix("y") }
    #expect(Set(rows.map { DisplayWidth.columns($0) }).count == 1)
  }

  @Test
  func helpFitsASmallScreen() throws {
    let report = try #require(Transcript.reports(["help"])[0].reports.first)
    let rows = TextRenderer(width: 80).text(report).split(separator: "\n")
    #expect(rows.count <= 23)
    #expect(rows.allSatisfy { DisplayWidth.columns($0) <= 80 })
    for command in CommandTable.standard.commands {
      #expect(rows.contains { $0.contains(command.name) }, "\(command.name)")
    }
  }

  @Test
  func aRecipeCanBePastedBack() throws {
    let library = RecipeLibrary.standard
    for name in ["gd", "adagrad", "rmsprop"] {
      let recipe = try #require(library[name])
      for alphabet in [Notation.Alphabet.unicode, .ascii] {
        let text = TextRenderer(width: 40, alphabet: alphabet).text(.recipe(recipe))
        let again = try Recipe(parsing: SourceText(text))
        #expect(again.lines.map(\.target) == recipe.lines.map(\.target))
        #expect(again.lines.map(\.formula) == recipe.lines.map(\.formula))
        #expect(again.hypers == recipe.hypers)
        #expect(again.states.map(\.name) == recipe.states.map(\.name))
      }
    }
  }

  @Test(arguments: [
    ([1.0], 1.0), ([3, 1, 2], 2), ([4, 1, 2, 3], 2.5), ([1, .infinity], .infinity),
  ])
  func theMedianIsInTheMiddle(_ numbers: [Double], _ median: Double) {
    #expect(NumberColumns.summary(numbers).median == median)
  }

  @Test
  func aSummaryOfNotANumberIsNone() {
    let summary = NumberColumns.summary([1, .nan, 2])
    #expect(summary.least.isNaN && summary.median.isNaN && summary.greatest.isNaN)
  }

  @Test
  func aTableOfManyStepsComesRowByRow() throws {
    let lines = ["minimize x^2 from x = 1", "use gd lr = 0.1", "step 1000"]
    let report = try #require(Transcript.reports(lines)[2].reports.first)
    var pieces: [String] = []
    TextRenderer(width: 80).write(report) { pieces.append($0) }
    #expect(pieces.count >= 1001)
    #expect(pieces.allSatisfy { $0.hasSuffix("\n") && !$0.dropLast().contains("\n") })
  }
}
