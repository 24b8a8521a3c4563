import Formula
import Session

/// Turns plots into SVG: one file with its style in it, for a light ground and for a dark one.
package struct SVGRenderer: Hashable, Sendable {
  /// The whole picture's size, in points.
  package var width = 720.0
  package var height = 480.0

  package init() {}
}

// MARK: - The sheet

extension SVGRenderer {
  /// Room around the field: for the title, the axes' numbers and names, and the legend.
  struct Margins {
    var left = 76.0
    var right = 24.0
    var top = 44.0
    var bottom = 52.0
  }

  /// A sheet with a figure's title, its axes, a field clipped to them, and its remarks below.
  ///
  /// - Parameters:
  ///   - figure: what the picture shows.
  ///   - legend: each line's name, with the class of its look.
  ///   - field: draws between the axes.
  /// - Returns: the file's text.
  func sheet(
    _ figure: Figure, legend: [Key],
    field: (inout XMLWriter, SVGField) -> Void
  ) -> String {
    var margins = Margins()
    margins.bottom += (legend.isEmpty ? 0 : 22) + 16 * Double(figure.remarks.count)
    let area = SVGField(
      x: figure.x, y: figure.y, left: margins.left, top: margins.top,
      width: width - margins.left - margins.right,
      height: height - margins.top - margins.bottom)
    var xml = XMLWriter()
    xml.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": "0 0 \(Self.text(width)) \(Self.text(height))",
        "width": Self.text(width), "height": Self.text(height), "role": "img",
      ]
    ) { xml in
      xml.element("title", text: figure.title)
      xml.element("style", text: SVGStyle.text)
      xml.element("rect", ["class": "sheet", "width": "100%", "height": "100%"])
      xml.element(
        "text", ["class": "title", "x": Self.text(margins.left), "y": "26"], text: figure.title)
      axis(area, &xml)
      xml.element("clipPath", ["id": "field"]) { xml in
        xml.element("rect", area.frame)
      }
      xml.element("g", ["clip-path": "url(#field)"]) { xml in field(&xml, area) }
      xml.element("rect", ["class": "frame"] + area.frame)
      key(legend, top: area.bottom + 58, left: margins.left, &xml)
      for (index, remark) in figure.remarks.enumerated() {
        let y = height - 10 - 16 * Double(figure.remarks.count - 1 - index)
        xml.element(
          "text", ["class": "remark", "x": Self.text(margins.left), "y": Self.text(y)],
          text: remark.text(.short))
      }
    }
    return xml.text
  }

  /// An entry of the legend.
  struct Key {
    var name: String
    /// The class of its line, or of its dot.
    var look: String
    var isDot = false
  }

  private func key(_ keys: [Key], top: Double, left: Double, _ xml: inout XMLWriter) {
    var x = left
    for key in keys {
      let (y, text) = (Self.text(top - 4), Self.text(x + (key.isDot ? 14 : 28)))
      if key.isDot {
        xml.element("circle", ["class": key.look, "cx": Self.text(x + 5), "cy": y, "r": "4"])
      } else {
        xml.element(
          "line",
          ["class": key.look, "x1": Self.text(x), "y1": y, "x2": Self.text(x + 22), "y2": y])
      }
      xml.element("text", ["class": "key", "x": text, "y": Self.text(top)], text: key.name)
      x += (key.isDot ? 32 : 46) + 7.5 * Double(DisplayWidth.columns(key.name))
    }
  }

  private func axis(_ area: SVGField, _ xml: inout XMLWriter) {
    for tick in area.x.ticks(atMost: 8) {
      guard let part = area.x.fraction(tick.value), -1e-9...1 + 1e-9 ~= part else { continue }
      let x = Self.text(area.left + part * area.width)
      xml.element(
        "line",
        [
          "class": "grid", "x1": x, "y1": Self.text(area.top), "x2": x,
          "y2": Self.text(area.bottom),
        ])
      xml.element(
        "text",
        ["class": "number", "x": x, "y": Self.text(area.bottom + 18), "text-anchor": "middle"],
        text: tick.text)
    }
    for tick in area.y.ticks(atMost: 7) {
      guard let part = area.y.fraction(tick.value), -1e-9...1 + 1e-9 ~= part else { continue }
      let y = area.bottom - part * area.height
      xml.element(
        "line",
        [
          "class": "grid", "x1": Self.text(area.left), "y1": Self.text(y),
          "x2": Self.text(area.left + area.width), "y2": Self.text(y),
        ])
      xml.element(
        "text",
        [
          "class": "number", "x": Self.text(area.left - 8), "y": Self.text(y + 4),
          "text-anchor": "end",
        ], text: tick.text)
    }
    xml.element(
      "text",
      [
        "class": "label", "x": Self.text(area.left + area.width / 2),
        "y": Self.text(area.bottom + 36), "text-anchor": "middle",
      ], text: area.x.label)
    let middle = Self.text(area.top + area.height / 2)
    xml.element(
      "text",
      [
        "class": "label", "x": "18", "y": middle, "text-anchor": "middle",
        "transform": "rotate(-90 18 \(middle))",
      ], text: area.y.label)
  }

  /// A length with the digits that can be seen.
  static func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return NumberFormat.roundTrip.text(hundredths / 100)
  }
}
