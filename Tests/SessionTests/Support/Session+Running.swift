import Formula
import Optimizers
import Testing

@testable import Session
@testable import Tutor

extension Session {
  /// A session in which some lines were carried out.
  init(_ lines: String...) throws {
    self.init(library: .standard, commands: .standard)
    try run(lines)
  }

  /// Carries out lines and gives the reports they answered.
  @discardableResult
  mutating func run(_ lines: String...) throws -> [Report] { try run(lines) }

  @discardableResult
  mutating func run(_ lines: [String]) throws -> [Report] {
    var reports: [Report] = []
    for line in lines { _ = try execute(line, Host(emit: { reports.append($0) })) }
    return reports
  }

  /// What the last row, the definitions and the hyper-parameters make of a formula.
  func number(_ formula: String) throws -> Double {
    try number(try Parser.expression(formula))
  }

  /// The session of the course: x² + 10·y² from 4, 1 by RMSprop with lr = 0.1.
  static func course(_ lines: String...) throws -> Session {
    var session = try Session(
      "minimize x^2 + 10y^2 from x = 4, y = 1", "use rmsprop lr=0.1")
    try session.run(lines)
    return session
  }
}

// MARK: - Comparing

/// Everything that a session is, for saying that nothing changed.
struct Snapshot: Equatable {
  var setup: Setup
  var position: Position
  var repetition: String?
  var optimizers: [String]
  /// The bits of the row at hand and of all rows.
  var rows: [[UInt64]]

  init(_ session: Session) {
    setup = session.setup
    position = session.position
    repetition = session.repetition
    optimizers = session.library.names
    rows = session.row.map { [$0.numbers.map(\.bitPattern)] } ?? []
    session.walk?.visit(0...(session.walk?.stepCount ?? 0)) {
      rows.append($0.numbers.map(\.bitPattern))
    }
  }
}

// MARK: - Reports

extension [Report] {
  var steps: [StepReport] { compactMap { if case .step(let report) = $0 { report } else { nil } } }

  var lines: [LineReport] { compactMap { if case .line(let report) = $0 { report } else { nil } } }

  var explanations: [ExplanationReport] {
    compactMap { if case .explanation(let report) = $0 { report } else { nil } }
  }

  var positions: [PositionReport] {
    compactMap { if case .position(let report) = $0 { report } else { nil } }
  }

  var runs: [RunReport] { compactMap { if case .run(let report) = $0 { report } else { nil } } }

  var values: [ValueReport] {
    compactMap { if case .value(let report) = $0 { report } else { nil } }
  }

  var tables: [StepsReport] {
    compactMap { if case .steps(let report) = $0 { report } else { nil } }
  }
}

extension [Double] {
  /// The numbers as a step shows them, to six digits.
  var short: [String] { map { NumberFormat.short.text($0) } }
}

extension ExplanationReport {
  /// The explanation as it is printed, a line for each stage.
  func text(squares: Set<Name>) -> [String] {
    let notation = Notation(spacing: .loose, numbers: .short, squares: squares)
    return [symbolic, substituted].compactMap { $0.map { notation.text($0) } }
      + [NumberFormat.short.text(value)]
  }
}
