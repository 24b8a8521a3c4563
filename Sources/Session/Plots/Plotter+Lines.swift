package import Formula
import Optimizers

extension Plotter {
  /// A formula with a number for each of many parameters gets so many lines.
  static let parameterLimit = 6
  /// More lines than this, of a population's numbers, are not all drawn.
  static let lineLimit = 12

  /// Quantities by step, or one against another.
  ///
  /// - Parameters:
  ///   - runs: the walks; each gets lines of its own.
  ///   - formulas: what is read off every step, one number or one a parameter.
  ///   - versus: what the lower axis measures; nil for the number of the step.
  ///   - isLogarithmic: whether the upright axis is logarithmic.
  /// - Returns: the picture.
  /// - Throws: a ``Diagnostic`` for what can't be read off these walks.
  package func lines(
    of runs: [NamedWalk], _ formulas: [Expression], versus: Expression? = nil,
    isLogarithmic: Bool = false
  ) throws(Diagnostic) -> Figure {
    var (series, remarks) = ([Figure.Series](), [NoteReport.Content]())
    let recipe = runs.first?.walk.machine.recipe
    let notation = Notation(squares: recipe?.squares ?? [])
    var (drawn, fault) = ([String](), Diagnostic?.none)
    for run in runs {
      do throws(Diagnostic) {
        let lines = try lines(
          of: run, formulas, versus: versus, isLogarithmic, notation,
          isAlone: runs.count == 1, &remarks)
        series += lines
        drawn.append(run.name)
      } catch {
        // Not every optimizer has an E[g²].
        fault = fault ?? error
        if runs.count > 1 { remarks.append("\(run.name) is left out: \(error.message)") }
      }
    }
    if let fault, drawn.isEmpty { throw fault }
    // With several walks a line is called by its walk where that is enough.
    if runs.count > 1, series.count == drawn.count {
      for index in series.indices { series[index].name = drawn[index] }
    }
    guard series.contains(where: { $0.points.contains(where: \.isFinite) }) else {
      throw runs.allSatisfy { $0.walk.stepCount == 0 } ? .noStepsYet() : .nothingToDraw()
    }
    let texts = formulas.map { notation.text($0) }
    let across = versus.map { notation.text($0) }
    let finite = series.flatMap { $0.points.filter(\.isFinite) }
    var steps = PlotAxis(
      across ?? "step", holding: finite.lazy.map(\.x), margin: versus == nil ? 0 : 0.04)
    steps.isCount = versus == nil
    return Figure(
      title: texts.joined(separator: ", ") + (across.map { " against \($0)" } ?? " by step"),
      x: steps,
      y: PlotAxis(
        texts.count == 1 ? texts[0] : "", isLogarithmic ? .logarithmic : .linear,
        holding: finite.lazy.map(\.y), margin: 0.03),
      series: series, remarks: remarks)
  }

  private func lines(
    of run: NamedWalk, _ formulas: [Expression], versus: Expression?, _ isLogarithmic: Bool,
    _ notation: Notation, isAlone: Bool, _ remarks: inout [NoteReport.Content]
  ) throws(Diagnostic) -> [Figure.Series] {
    let machine = run.walk.machine
    let compiled = try RowFormulas(
      formulas + (versus.map { [$0] } ?? []), on: machine, definitions: definitions)
    let all = try compiled.columns(of: machine.parameters)
    var columns = all.filter { $0.formula < formulas.count }
    let across = all.filter { $0.formula == formulas.count }
    guard across.count <= 1 else { throw .severalAcross(machine.parameters, at: versus?.range) }
    if columns.count > Plotter.lineLimit, columns.contains(where: { $0.particle != nil }) {
      remarks.append(
        "only the first \(count: Plotter.lineLimit, "drawn") of \(count: columns.count, "all") are drawn"
      )
      columns.removeSubrange(Plotter.lineLimit...)
    }
    if machine.parameters.count > Plotter.parameterLimit {
      let shown = machine.parameters.prefix(Plotter.parameterLimit)
      let count = columns.count
      columns.removeAll { $0.parameter.map { !shown.contains($0) } ?? false }
      if columns.count < count {
        remarks.append(
          """
          only the first \(count: shown.count, "drawn") of \
          \(count: machine.parameters.count, "all") are drawn
          """)
      }
    }

    var lines = columns.map { _ in Thinning(count: Plotter.stepsRead(of: run.walk)) }
    var count = 0
    var gaps = columns.map { _ in Gaps() }
    let stopped = read(run.walk, compiled) { reader in
      count += 1
      // What has no value yet leaves a gap.
      let x = across.first.map { reader.number($0) ?? .nan } ?? Double(reader.step)
      for (line, column) in columns.enumerated() {
        var y = reader.number(column) ?? .nan
        gaps[line].note(y, at: reader.step, isLogarithmic)
        if isLogarithmic, y <= 0 { y = .nan }
        lines[line].add(PlotPoint(x, y))
      }
    }

    var series: [Figure.Series] = []
    for (line, column) in columns.enumerated() {
      lines[line].finish()
      let name = name(of: column, formulas, notation)
      let full = isAlone ? name : "\(run.name) \(name)"
      series.append(Figure.Series(name: full, look: .line, points: lines[line].points))
      remarks += gaps[line].remarks(full)
    }
    let size = lines.first?.bucketSize ?? 1
    if let left = Plotter.leftOut(run, read: count, bucketSize: size) { remarks.append(left) }
    if let stopped { remarks.append(Plotter.interrupted(run.name, at: stopped)) }
    return series
  }

  /// `E[g²].x` for a quantity's part, `2·g for x` for that of any other formula.
  private func name(of column: RowFormulas.Column, _ formulas: [Expression], _ notation: Notation)
    -> String
  {
    let formula = formulas[column.formula]
    guard column.particle == nil else { return column.label(of: formula, notation) }
    guard let parameter = column.parameter else { return notation.text(formula) }
    if case .name(let name) = formula.kind { return notation.text(name, component: parameter) }
    return "\(notation.text(formula)) for \(notation.text(parameter))"
  }

  /// What of a line can't be drawn.
  private struct Gaps {
    private var nonFinite = 0
    private var first = 0
    private var nonPositive = 0

    mutating func note(_ value: Double, at step: Int, _ isLogarithmic: Bool) {
      if !(abs(value) <= PlotAxis.greatest) {
        // Before the first step a recipe's lines have no value, which is no fault of theirs.
        guard step > 0 else { return }
        if nonFinite == 0 { first = step }
        nonFinite += 1
      } else if isLogarithmic, value <= 0 {
        nonPositive += 1
      }
    }

    func remarks(_ name: String) -> [NoteReport.Content] {
      var result: [NoteReport.Content] = []
      if nonFinite > 0 {
        result.append(
          nonFinite == 1
            ? "\(name) is not finite at step \(count: first, "step")"
            : """
            \(name) is not finite at \(count: nonFinite, of: "step"), the first being step \
            \(count: first, "first")
            """)
      }
      if nonPositive > 0 {
        result.append(
          """
          \(name) is not positive at \(count: nonPositive, of: "step"), which a logarithmic axis \
          can't show
          """)
      }
      return result
    }
  }
}

// MARK: - How it is asked for

extension Grammar where Value == PlotRequest.Subject {
  /// `f log`, `E[g²].x, E[g²].y`, `y vs x`.
  static var lines: Grammar {
    Grammar<([Expression], Expression?, Bool)>.sequence(
      Grammar<[Expression]>.list(.formula("QUANTITY", example: "f")),
      .option("vs", .formula("QUANTITY", example: "x")),
      .flag("log")
    ).map { formulas, versus, isLogarithmic in
      // Every step has its number, whatever it is called here.
      let isByStep = versus.map { [.name(.steps), .name(.stepNumber)].contains($0.kind) }
      return PlotRequest.Subject { plotter, _, walks throws(Diagnostic) in
        try plotter.lines(
          of: walks, formulas, versus: isByStep == true ? nil : versus,
          isLogarithmic: isLogarithmic)
      }
    }
  }
}
