package import Formula
import Optimizers

extension CommandTable {
  static let derive = Command(
    "derive", .learn, "show how the gradient came about, rule by rule", brief: "its rules",
    takes: Grammar<Located<Name>?>.optional(.derivedParameter),
    details: """
      First the parts of f from the leaves up, each with a name, then ∂f by each part, back to the \
      leaves: what a step computes, and no more. With a parameter only what its derivative rests on. \
      line f goes through it line by line; predict v2, or predict g.v2 for ∂f/∂v2, asks for one.
      """,
    examples: ["derive", "derive x"], related: ["gradient", "explain", "line"]
  ) { session, parameter, host throws(Diagnostic) in try session.derive(parameter, host) }
}

extension Grammar where Value == Located<Name> {
  /// A parameter, or one of a list's.
  fileprivate static var derivedParameter: Grammar {
    Grammar(.place("PARAMETER", example: "x")) { reader throws(Diagnostic) in
      guard !reader.isAtEnd else {
        reader.expect(.names(reader.session.blocks.map(\.name.text)))
        throw .nothingExpected(at: reader.place)
      }
      let formula = try reader.formula()
      guard case .name(let name) = formula.kind else {
        throw .notAParameter(
          Name(Notation().text(formula)), among: reader.session.parameters, at: formula.range)
      }
      return Located(name, at: formula.range)
    }
  }
}

extension Session {
  /// How f and ∂f come about where the walk is, with the rows that the next step sees; nil without
  /// an objective.
  package func backpropagation() throws(Diagnostic) -> Backpropagation? {
    guard let walk, let objective = walk.machine.objective else { return nil }
    return try objective.backpropagation(at: walk.current.point, step: walk.stepCount + 1)
  }

  fileprivate func derive(_ parameter: Located<Name>?, _ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk, let objective, let pass = try backpropagation() else { throw .noObjective() }
    var (part, lines) = (BackpropagationReport.Part.all, pass.lines)
    if let parameter {
      // A number of a list is derived with its list.
      let block = zip(blocks, blocks.map(\.names)).first {
        $0.0.name == parameter.value || $0.1.contains(parameter.value)
      }?.0.name
      guard let block else {
        throw .notAParameter(parameter.value, among: parameters, at: parameter.range)
      }
      part = .one(block)
      lines = pass.lines(behind: Backpropagation.derivative(by: block))
    }
    host.emit(
      .backpropagation(
        BackpropagationReport(
          part, objective.formula, parameters, at: walk.current.point, lines)))
    return .done
  }

  /// The next line of how f and ∂f come about: `line f`.
  mutating func lineOfObjective(_ host: Host) throws(Diagnostic) -> Outcome {
    guard let walk, let objective, let pass = try backpropagation() else { throw .noObjective() }
    var done = linesOfPass
    if done >= pass.lines.count { done = 0 }
    guard pass.lines.indices.contains(done) else { throw .noObjective() }
    let line = pass.lines[done]
    position.pass = Position.Pass(
      linesDone: done + 1, step: walk.stepCount, point: walk.current.point)
    repetition = "line f"
    host.emit(
      .backpropagation(
        BackpropagationReport(
          // fits: numbers of lines
          .line(done + 1, of: pass.lines.count), objective.formula, parameters,
          at: walk.current.point, [line], substituted: pass.substituted(line))))
    return .done
  }

  /// How many lines of f and ∂f were shown where the walk is.
  package var linesOfPass: Int {
    guard let pass = position.pass, let walk, pass.step == walk.stepCount,
      pass.point.hasSameBits(as: walk.current.point)
    else { return 0 }
    return pass.linesDone
  }
}
