/// A picture as data: two axes and what lies between them.
///
/// Renderers draw figures without knowing which kind of plot made them, so that another kind needs
/// nothing of them.
package struct Figure: Hashable, Sendable {
  package var title: String
  package var x: PlotAxis
  package var y: PlotAxis
  /// The ground below the series: shaded, or as contours.
  package var heights: HeightField?
  /// In the order in which they are drawn; each has a colour and a line in the legend.
  package var series: [Series]
  /// What the picture can't show: numbers without a place, steps left out.
  package var remarks: [NoteReport.Content]

  package init(
    title: String, x: PlotAxis, y: PlotAxis, heights: HeightField? = nil, series: [Series] = [],
    remarks: [NoteReport.Content] = []
  ) {
    (self.title, self.x, self.y) = (title, x, y)
    (self.heights, self.series, self.remarks) = (heights, series, remarks)
  }

  package struct Series: Hashable, Sendable {
    package enum Look: Hashable, Sendable {
      /// Points joined by a line.
      case line
      /// A line whose points are marked, and whose start and end stand out.
      case walk
      /// Points on their own.
      case points
    }

    package var name: String
    package var look: Look
    /// A point without a place on the axes is a gap in the line.
    package var points: [PlotPoint]

    package init(name: String, look: Look, points: [PlotPoint]) {
      (self.name, self.look, self.points) = (name, look, points)
    }
  }

  /// What is said of the series: those that are one and the same line share a name, and what that
  /// looks like is the last of them, which is drawn over the others.
  package var legend: [(name: String, series: Int)] {
    var result: [(name: String, series: Int)] = []
    for (index, one) in series.enumerated() {
      let same = result.firstIndex { series[$0.series].isDrawn(like: one) }
      if let same, one.points.count > 1 {
        result[same] = ("\(result[same].name), \(one.name)", index)
      } else {
        result.append((one.name, index))
      }
    }
    return result
  }

  /// Whether a walk stands on the ground or a curve, which then are not what it is about.
  package var hasWalks: Bool { series.contains { $0.look == .walk } }
}

/// A place in a picture.
package struct PlotPoint: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    (self.x, self.y) = (x, y)
  }

  package var isFinite: Bool {
    abs(x) <= PlotAxis.greatest && abs(y) <= PlotAxis.greatest
  }
}

extension Figure.Series {
  /// Whether both are drawn as the same points in the same way, gaps included.
  fileprivate func isDrawn(like other: Figure.Series) -> Bool {
    look == other.look
      && points.elementsEqual(other.points) {
        $0.x.bitPattern == $1.x.bitPattern && $0.y.bitPattern == $1.y.bitPattern
      }
  }
}

extension Figure {
  /// A series in the pieces between its gaps, as parts of the axes' lengths.
  package func pieces(of series: Series) -> [[PlotPoint]] {
    var pieces: [[PlotPoint]] = [[]]
    for point in series.points {
      if let fx = x.fraction(point.x), let fy = y.fraction(point.y) {
        pieces[pieces.count - 1].append(PlotPoint(fx, fy))
      } else if pieces.last?.isEmpty == false {
        pieces.append([])
      }
    }
    return pieces.filter { !$0.isEmpty }
  }
}
