/// Lines over a common axis: quantities by step, one against another, a curve with a walk on it.
package struct LinePlot: Hashable, Sendable {
  package var title: String
  package var x: PlotAxis
  package var y: PlotAxis
  package var series: [Series]
  /// What the picture can't show: numbers without a place, steps left out.
  package var remarks: [String]

  /// Points joined by a line.
  package struct Series: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case line
      /// A walk: its points are marked, its start and its end stand out.
      case walk
    }

    package var name: String
    package var kind: Kind
    /// A point without a place on the axes is a gap in the line.
    package var points: [PlotPoint]
  }
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

extension LinePlot {
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
