/// How the pictures look, on a light ground and where a reader prefers a dark one.
///
/// Without variables, which converters to PNG and PDF don't know.
enum SVGStyle {
  /// How many lines have colours of their own.
  static let lineCount = 6

  private static let light = ["#1f6feb", "#d1480f", "#1a7f37", "#8a3fb5", "#0b7285", "#8a6100"]
  private static let dark = ["#6cb0ff", "#ff9a62", "#5fd17a", "#d59bf0", "#53cfe0", "#e3b341"]

  /// The number of contours' shades, from the lowest to the highest.
  static let shadeCount = 15

  static let text: String = {
    var lines = [
      "svg { font-family: system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif }",
      "text { fill: #24292f; font-size: 13px }",
      ".title { font-size: 16px; font-weight: 600 }",
      ".number, .remark { font-size: 12px; fill: #57606a }",
      ".level { font-size: 10px; fill: #57606a; paint-order: stroke; stroke: #ffffff; "
        + "stroke-width: 3px }",
      ".sheet { fill: #ffffff }",
      ".frame { fill: none; stroke: #8c959f }",
      ".grid { stroke: #d0d7de; stroke-width: 0.5 }",
      "polyline, line { fill: none }",
      ".line, .walk { stroke-width: 2; stroke-linejoin: round }",
      ".contour { stroke-width: 1 }",
      ".start { fill: #ffffff; stroke: #24292f; stroke-width: 1.5 }",
      ".end { fill: #24292f; stroke: #ffffff; stroke-width: 1 }",
    ]
    lines += colours(light) + shades(from: (198, 222, 190), to: (38, 70, 130))
    lines.append("@media (prefers-color-scheme: dark) {")
    let dark = [
      "text { fill: #e6edf3 }", ".number, .remark { fill: #9da7b3 }",
      ".level { fill: #9da7b3; stroke: #0d1117 }", ".sheet { fill: #0d1117 }",
      ".frame { stroke: #6e7681 }", ".grid { stroke: #30363d }",
      ".start { fill: #0d1117; stroke: #e6edf3 }", ".end { fill: #e6edf3; stroke: #0d1117 }",
    ]
    lines += (dark + colours(SVGStyle.dark) + shades(from: (36, 74, 60), to: (120, 160, 225)))
      .map { "  " + $0 }
    return (lines + ["}"]).joined(separator: " ")
  }()

  private static func colours(_ colours: [String]) -> [String] {
    colours.enumerated().flatMap { index, colour in
      [".s\(index) { stroke: \(colour) }", "circle.s\(index) { fill: \(colour); stroke: none }"]
    }
  }

  /// Contours shade from one colour, for the lowest, to another.
  private static func shades(from low: (Int, Int, Int), to high: (Int, Int, Int)) -> [String] {
    (0..<shadeCount).map { index in
      func mix(_ a: Int, _ b: Int) -> Int { a + (b - a) * index / (shadeCount - 1) }
      return ".c\(index) { stroke: rgb(\(mix(high.0, low.0)), \(mix(high.1, low.1)), "
        + "\(mix(high.2, low.2))) }"
    }
  }
}
