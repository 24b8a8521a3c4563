import Formula

/// A walk to be watched: a picture that grows point by point, its frame fixed.
package struct Animation: Sendable {
  /// The picture with the whole walk in it.
  package var figure: Figure
  package var stepCount: Int
  /// How fast it goes, in steps a second.
  package var speed: Double

  /// The picture as it is after some steps.
  package func frame(after step: Int) -> Report {
    var frame = figure
    frame.title += ", step \(step) of \(stepCount)"
    // A curve is the ground and stays; lines by step grow as a walk does.
    for index in frame.series.indices where !figure.hasWalks || frame.series[index].look == .walk {
      truncate(&frame.series[index].points, after: step)
    }
    return .figure(frame)
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
