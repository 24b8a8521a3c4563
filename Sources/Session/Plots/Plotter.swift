import Formula
package import Optimizers

/// Turns walks into pictures: one line a walk, each with its name.
package struct Plotter {
  /// Formulas with a name that what is plotted may use.
  package var definitions: Definitions
  /// Asked every few hundred steps; what has been read by then is drawn.
  package var isInterrupted: () -> Bool
  /// How fine the ground is looked at, whatever it is drawn on; two of each at least.
  package var grid = (columns: 121, rows: 91)
  /// At how many points a curve is worked out, two at least.
  package var curvePoints = 401

  package init(definitions: Definitions, isInterrupted: @escaping () -> Bool = { false }) {
    self.definitions = definitions
    self.isInterrupted = isInterrupted
  }

  /// A walk of more steps than this is drawn from some of them.
  static let stepLimit = 250_000
  /// From how many, more than a picture has columns.
  static let stepsDrawn = 8192

  /// How many steps of a walk are read for a picture.
  static func stepsRead(of walk: Walk) -> Int {
    // fits: a walk can always make one more step
    min(walk.stepCount + 1, walk.stepCount > stepLimit ? stepsDrawn : .max)
  }

  /// Reads formulas off the steps of a walk, from the start on; of a very long one, off some.
  ///
  /// - Returns: the step at which somebody stopped it, nil where it came to the end.
  func read(_ walk: Walk, _ formulas: RowFormulas, _ body: (RowReader) -> Void) -> Int? {
    walk.stepCount > Plotter.stepLimit
      ? walk.readSome(
        formulas, atMost: Plotter.stepsDrawn, isInterrupted: isInterrupted, body)
      : walk.read(formulas, at: 0...walk.stepCount, isInterrupted: isInterrupted, body)
  }

  /// What is said of a walk of which not every step is drawn; nil where all are.
  static func leftOut(_ run: NamedWalk, read: Int, bucketSize: Int) -> NoteReport.Content? {
    guard run.walk.stepCount <= stepLimit else {
      return """
        \(run.name) is drawn from \(count: read, "drawn") of \
        \(count: run.walk.stepCount, of: "step")
        """
    }
    return bucketSize > 1
      ? "of every \(count: bucketSize, "every") steps of \(run.name) the outermost are drawn" : nil
  }

  static func interrupted(_ name: String, at step: Int) -> NoteReport.Content {
    "stopped: of \(name) only the steps up to \(count: step, "last") are drawn"
  }
}
