import Session

/// The part of a sheet between the axes.
struct SVGField {
  var x: PlotAxis
  var y: PlotAxis
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var bottom: Double { top + height }

  var frame: XMLAttributes {
    [
      "x": SVGRenderer.text(left), "y": SVGRenderer.text(top), "width": SVGRenderer.text(width),
      "height": SVGRenderer.text(height),
    ]
  }

  /// A point's place on the sheet, given as parts of the axes' lengths.
  ///
  /// What lies far outside is drawn in the same direction: renderers reckon with single precision.
  func place(_ part: PlotPoint) -> (x: Double, y: Double) {
    (left + min(max(part.x, -50), 50) * width, bottom - min(max(part.y, -50), 50) * height)
  }

  /// The places of a line, as the attribute `points` takes them; what falls together is once there.
  func points(_ parts: some Sequence<PlotPoint>) -> String {
    var texts: [String] = []
    for part in parts {
      let (x, y) = place(part)
      let text = "\(SVGRenderer.text(x)),\(SVGRenderer.text(y))"
      if texts.last != text { texts.append(text) }
    }
    return texts.joined(separator: " ")
  }

  /// A line of a class, or a dot where it is a single point.
  func draw(_ parts: [PlotPoint], _ look: String, _ xml: inout XMLWriter) {
    if parts.count == 1 {
      dot(parts[0], look, radius: 2.5, &xml)
    } else {
      xml.element("polyline", ["class": look, "points": points(parts)])
    }
  }

  func dot(_ part: PlotPoint, _ look: String, radius: Double, _ xml: inout XMLWriter) {
    let (x, y) = place(part)
    xml.element(
      "circle",
      [
        "class": look, "cx": SVGRenderer.text(x), "cy": SVGRenderer.text(y),
        "r": SVGRenderer.text(radius),
      ])
  }
}
