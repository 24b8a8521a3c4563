package import Formula
package import Optimizers

/// A function to minimize, with its gradient, at the start.
package struct ObjectiveReport: Sendable {
  package var formula: Expression
  package var parameters: [Name]
  /// One number a parameter.
  package var start: [Double]
  package var value: Double
  package var gradient: GradientReport
}

/// ∂f as formulas and as numbers at a point.
package struct GradientReport: Sendable {
  package var parameters: [Name]
  /// The point, one number a parameter.
  package var point: [Double]
  /// One formula a parameter; nil where it is too long to read.
  package var formulas: [Expression?]
  package var values: [Double]
  /// The rows that the next step sees, nil where it sees all.
  package var rows: SeenRows?
  /// Why a number is none, or where f has a corner; nil where the numbers say all.
  package var inspection: Graph.Inspection?
}

/// Some rows of the data, which a step sees.
package struct SeenRows: Hashable, Sendable {
  /// From 1, in the order in which they are seen.
  package var numbers: [Int]
  /// How many there are in all.
  package var count: Int

  /// The rows that a step sees, nil where it sees all.
  init?(_ formulas: GradientFormulas, of objective: Objective) {
    guard let rows = formulas.rows else { return nil }
    numbers = rows.map { $0 + 1 }
    count = objective.data.rowCount
  }
}

/// An optimizer in use: its recipe and the values of its hyper-parameters.
package struct OptimizerReport: Sendable {
  package var recipe: Recipe
  package var hypers: [Name: Double]
  /// How many steps of a walk were given up for it.
  package var dropped = 0
}

/// Everything one step computed, in order.
package struct StepReport: Sendable {
  package var step: Int
  package var optimizer: String
  package var parameters: [Name]
  package var quantities: [QuantityReport]
  /// f before and after the step, nil without an objective; see ``Row/point`` for where.
  package var objective: (before: Double, after: Double)?
  /// Where the step led, one number a parameter.
  package var point: [Double]
  /// How many particles there are, nil for one walker.
  package var particles: Int?
  package var isGradientFed: Bool
  /// Names such as `g²` that are quantities here.
  package var squares: Set<Name>
  /// The first number of the walk that is not finite, where this step made it.
  package var nonFinite: NonFiniteReport?
  /// The walk's first hyper-parameter out of its range, where this step's formula led there.
  package var outside: OutsideReport?

  package subscript(name: Name) -> [Double]? { quantities.first { $0.name == name }?.values }
}

/// One quantity of a step.
package struct QuantityReport: Sendable {
  package var name: Name
  /// The recipe's formula with the hyper-parameters' values in it; nil for the gradient.
  package var formula: Expression?
  /// A single number, one a parameter, one a particle, or a row a particle, one after the other.
  package var values: [Double]
  package var shape: Shape

  package var isScalar: Bool { shape == .scalar }

  /// Whether each particle has numbers of its own.
  package var isOfParticles: Bool { shape.dimensions.first?.axis == .particles }

  /// Whether it is a matrix of one number for each pair of parameters.
  package var isMatrix: Bool { shape.hasRows && !isOfParticles }

  /// The numbers of each particle, or the rows of a matrix; all of them for anything else.
  package var rows: [ArraySlice<Double>] {
    guard shape.hasRows, let count = shape.dimensions.first?.count, count > 0 else {
      return [values[...]]
    }
    let size = values.count / count
    // fits: rows of numbers that exist
    return (0..<count).map { values[($0 * size)..<(($0 + 1) * size)] }
  }
}

/// The first overflow or undefined number of a walk, and the line it came from.
package struct NonFiniteReport: Sendable {
  package var step: Int
  package var quantity: Name
  package var parameter: Name?
  package var value: Double
  /// The recipe's line, as written; nil where f or its gradient was the first.
  package var line: String?
  /// Whether it was so before the step.
  package var isBefore = false
  /// Whether the line solves equations, which have no answer where the matrix is singular.
  package var isOfEquations = false
}

/// The first hyper-parameter of a walk that its formula led out of its range.
package struct OutsideReport: Sendable {
  package var step: Int
  package var name: Name
  package var value: Double
  /// The range, as one writes it.
  package var interval: String
}

/// Several steps of a walk, a row each.
package struct StepsReport: Sendable {
  package var rows: ReportRows<StepReport>
  package var steps: ClosedRange<Int>
  /// What the optimizer remembers from step to step.
  package var states: [Name]
  /// The walk's first number that is not finite, where it is in these steps.
  package var nonFinite: NonFiniteReport?
  package var outside: OutsideReport?
  /// Set where only the beginning and the end are to be shown.
  package var isAbridged = false
}

/// One line of a step: its formula, the numbers put in, and what it comes to.
package struct LineReport: Sendable {
  package var step: Int
  /// Which line, from 1.
  package var number: Int
  package var count: Int
  package var target: Name
  package var formula: Expression
  package var parts: [ExplanationReport]
  /// The gradient of this step, where the line is the first.
  package var gradient: [ExplanationReport]
  /// f before and after the step, where the line is the last and there is an objective.
  package var objective: (before: Double, after: Double)?
  package var squares: Set<Name>
}

/// How a run went.
package struct RunReport: Sendable {
  package var end: Walk.RunEnd
  /// How many steps were made now.
  package var made: Int
  package var position: PositionReport
  package var condition: Expression?
  /// The break that stopped it.
  package var broken: Watches.Item?
  package var limit: Int
  /// The walk's first number that is not finite, if this run made it.
  package var nonFinite: NonFiniteReport?
  package var outside: OutsideReport?
}

/// Where a walk is.
package struct PositionReport: Sendable {
  package var step: Int
  package var parameters: [Name]
  package var point: [Double]
  package var objective: Double?
  package var optimizer: String
  package var hypers: [(name: Name, setting: Recipe.Setting)]
  /// The states a step hands on, one number a parameter each.
  package var states: [QuantityReport]
  /// What to say of it: `already at the start`.
  package var remark: NoteReport.Content?
  /// How many recorded steps lie ahead, where a person went back.
  package var stepsAhead = 0
  /// Set where a step sees only some rows of the data.
  package var rowsSeen: RowsSeen?
}

/// How many rows of the data a step sees, where it doesn't see all.
package struct RowsSeen: Hashable, Sendable {
  package var size: Int
  package var count: Int

  init?(_ walk: Walk) {
    guard let objective = walk.machine.objective, let batch = objective.batch else { return nil }
    (size, count) = (batch.size, objective.data.rowCount)
  }

  package var content: NoteReport.Content {
    "a step sees \(count: size, "rowsSeen") of \(count: count, of: "row")"
  }

  package var text: String { content.text(.short) }
}

/// How a number came about: a formula, the numbers put in, the result.
package struct ExplanationReport: Sendable {
  package var quantity: Name
  /// Nil for a quantity that is one number.
  package var parameter: Name?
  /// What stands on the left: `E[g²].x`, `∂f/∂x`.
  package var symbolic: Expression?
  package var substituted: Expression?
  package var value: Double
  /// Words in place of a formula, for a number somebody chose.
  package var remark: NoteReport.Content?
  /// The rows of the data that the formula is over, nil for all.
  package var rows: SeenRows?
}

extension ExplanationReport {
  /// The explanation of an answer that a formula gives.
  package init(answer formula: Expression, _ value: Double) {
    self.init(quantity: Name("answer"), symbolic: formula, value: value)
  }
}

/// What a formula comes to.
package struct ValueReport: Sendable {
  package var formula: Expression
  package var value: Value
  package var parameters: [Name]
  /// Whether it is a yes or no.
  package var isCondition: Bool
  package var hint: String?
}
