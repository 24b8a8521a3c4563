import Foundation
import Session
import Testing

@testable import Rendering

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct SVGTests {
  private func drawing(_ lines: String...) throws -> Drawing {
    guard case .figure(let figure)? = Transcript.reports(lines).last?.reports.first else {
      throw Drawing.Fault()
    }
    let text = SVGRenderer().text(figure)
    let drawing = Drawing()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = drawing
    #expect(parser.parse())
    return drawing
  }

  @Test func everyPieceOfALineIsAPolyline() throws {
    let drawing = try drawing(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1", "run 20",
      "plot E[g²].x, E[g²].y, step.x")
    #expect(drawing.classes("polyline") == ["line s0", "line s1", "line s2"])
    #expect(drawing.texts.contains("E[g²].x"))
    // Step 0 has no step.x.
    let counts = drawing.points("polyline").map { $0.split(separator: " ").count }
    #expect(counts.allSatisfy { (20...21).contains($0) })
  }

  @Test func aLandscapeHasItsContoursAndItsWalks() throws {
    let lines = [
      "minimize x^2 + 10y^2 from x = 4, y = 1",
      "compare gd lr=0.05, rmsprop lr=0.1 for 30 steps", "plot path",
    ]
    guard case .figure(let plot)? = Transcript.reports(lines).last?.reports.first else {
      Issue.record("no landscape")
      return
    }
    let drawing = try drawing(lines[0], lines[1], lines[2])
    let classes = drawing.classes("polyline")
    #expect(classes.filter { $0.hasPrefix("walk") } == ["walk s0", "walk s1"])
    let heights = try #require(plot.heights)
    let contours = heights.levels.map { Contour($0, of: heights).lines.count }.reduce(0, +)
    // A line with its number on it is in two pieces.
    #expect(
      (contours...contours + heights.levels.count)
        .contains(classes.count { $0.hasPrefix("contour") }))
    #expect(contours >= heights.levels.count)
  }

  @Test func aSwarmHasAWalkAParticle() throws {
    let drawing = try drawing(
      "seed 1", "minimize x^2 + 10y^2 from x = 4, y = 1", "use swarm n=3", "run 12", "plot path")
    let walks = drawing.classes("polyline").filter { $0.hasPrefix("walk") }
    #expect(walks == ["walk s0", "walk s1", "walk s2"])
    #expect(Set(drawing.texts).isSuperset(of: ["swarm[1]", "swarm[2]", "swarm[3]"]))
  }

  @Test func allLiesOnTheSheet() throws {
    let drawing = try drawing(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use gd lr=0.09", "run 30", "plot path")
    let pairs = drawing.points("polyline").flatMap { $0.split(separator: " ") }
    #expect(
      pairs.allSatisfy { pair in
        let numbers = pair.split(separator: ",").compactMap { Double($0) }
        return numbers.count == 2 && 0...720 ~= numbers[0] && 0...480 ~= numbers[1]
      })
  }

  @Test(arguments: ["a < b & c > \"d\"", "]]>", "\u{1}\u{8}", "θ²\u{FFFE}"])
  func textsAreEscaped(_ text: String) throws {
    var writer = XMLWriter()
    writer.element("a", ["b": text], text: text)
    let drawing = Drawing()
    let parser = XMLParser(data: Data(writer.text.utf8))
    parser.delegate = drawing
    #expect(parser.parse())
    let expected = String(
      text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFE }.map(Character.init))
    #expect(drawing.elements.first?.attributes["b"] == expected)
    #expect(drawing.texts.joined() == expected)
  }

  @Test func itHasLooksForLightAndDark() throws {
    let drawing = try drawing("minimize x^2 from x = 1", "plot path")
    #expect(drawing.texts.joined().contains("prefers-color-scheme: dark"))
    #expect(drawing.elements.allSatisfy { $0.attributes["href"] == nil })
  }
}

/// What an XML file holds.
private final class Drawing: NSObject, XMLParserDelegate {
  struct Fault: Error {}

  private(set) var elements: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String] = []
  private var isInText = false

  func classes(_ name: String) -> [String] { values("class", name) }

  func points(_ name: String) -> [String] { values("points", name) }

  private func values(_ attribute: String, _ name: String) -> [String] {
    elements.filter { $0.name == name }.compactMap { $0.attributes[attribute] }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    isInText = false
    elements.append((name, attributes))
  }

  /// A text may come in pieces.
  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isInText { texts[texts.count - 1] += text } else { texts.append(text) }
    isInText = true
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    isInText = false
  }
}
