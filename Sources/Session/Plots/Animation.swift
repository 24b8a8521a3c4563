import Formula

/// A walk to be watched: a picture that grows point by point, its frame fixed.
package struct Animation: Sendable {
  package enum Picture: Sendable {
    case landscape(LandscapePlot)
    case lines(LinePlot)
  }

  /// The picture with the whole walk in it.
  package var picture: Picture
  package var stepCount: Int
  /// How fast it goes, in steps a second.
  package var speed: Double

  /// The picture as it is after some steps.
  package func frame(after step: Int) -> Report {
    let title = "step \(step) of \(stepCount)"
    switch picture {
    case .landscape(var plot):
      plot.title += ", \(title)"
      for index in plot.walks.indices { truncate(&plot.walks[index].points, after: step) }
      return .landscape(plot)
    case .lines(var plot):
      plot.title += ", \(title)"
      // A curve is the ground and stays; lines by step grow as a walk does.
      let hasGround = plot.series.contains { $0.kind == .walk }
      for index in plot.series.indices where !hasGround || plot.series[index].kind == .walk {
        truncate(&plot.series[index].points, after: step)
      }
      return .linePlot(plot)
    }
  }

  /// Of a thinned walk as many points as belong to so many steps.
  private func truncate(_ points: inout [PlotPoint], after step: Int) {
    let part = Double(step) / Double(max(stepCount, 1))
    points = Array(points.prefix(1 + Int(clamping: (part * Double(points.count - 1)).rounded())))
  }

  /// The frames' steps at a number of frames a second: every one where there is time for it.
  ///
  /// - Parameter rate: the most frames a second.
  /// - Returns: how many steps lie between two frames, and how many seconds.
  package func pace(atMost rate: Double) -> (steps: Int, seconds: Double) {
    // No frame goes beyond the end, however fast it is asked for.
    let steps = Int(clamping: min((speed / rate).rounded(.up), Double(max(stepCount, 1))))
    return (max(steps, 1), Double(max(steps, 1)) / speed)
  }
}
