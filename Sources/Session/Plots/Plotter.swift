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

  /// Reads formulas off all steps of a walk, from the start on.
  ///
  /// - Returns: the step at which somebody stopped it, nil where it came to the end.
  func read(_ walk: Walk, _ formulas: RowFormulas, _ body: (RowReader) -> Void) -> Int? {
    walk.read(formulas, at: 0...walk.stepCount, isInterrupted: isInterrupted, body)
  }

  static func interrupted(_ name: String, at step: Int) -> String {
    "stopped: of \(name) only the steps up to \(step) are drawn"
  }

  static func thinned(_ name: String, by size: Int) -> String {
    "of every \(size) steps of \(name) the outermost are drawn"
  }
}
