import Formula
import Session

/// The columns that a table of steps may have, and how wide their numbers are.
struct StepsTable {
  struct Column {
    var title: String
    var width: Int
    var text: (StepReport) -> String

    init(_ title: String, _ text: @escaping (StepReport) -> String) {
      self.title = title
      self.width = DisplayWidth.columns(title)
      self.text = text
    }
  }

  /// Columns that come and go together: a quantity's numbers.
  fileprivate struct Group {
    var name: String
    var columns: [Column]

    var width: Int { columns.reduce(0) { $0 + 3 + $1.width } }
  }

  private var step: Column
  private var theta: Group
  private var rest: Column
  private var objective: Column?
  /// What is shown if there is room, most wanted first.
  private var others: [Group]
  private let count: Int

  /// The table of a walk that has this step.
  init(_ sample: StepReport, states: [Name], _ renderer: TextRenderer) {
    let notation = renderer.notation()
    let numbers = renderer.numbers
    count = sample.parameters.count
    step = Column("step") { String($0.step) }
    rest = Column(renderer.ellipsis.rendered(isColoured: false)) { _ in "" }
    let shown = count <= NumberColumns.limit ? count : 3
    theta = Group(
      name: notation.text(Name.theta),
      columns: sample.parameters.prefix(shown).enumerated().map { index, name in
        Column(notation.text(name)) { numbers.text($0.point[index]) }
      })
    objective = sample.objective.map { _ in
      Column(notation.text(Name.objective)) { numbers.text($0.objective?.after ?? .nan) }
    }
    others = sample.quantities.filter { $0.name != .theta }
      .sorted { StepsTable.rank($0, states) < StepsTable.rank($1, states) }
      .map { Group($0, sample.parameters.map(notation.text), notation, numbers) }
  }

  /// The gradient first, then what the optimizer remembers, then the rest; squares last.
  private static func rank(_ quantity: QuantityReport, _ states: [Name]) -> Int {
    let name = quantity.name
    // Of many particles there are too many numbers for one row, and best is where it stands.
    if quantity.shape.hasRows { return 5 }
    if name == Name("best") { return 4 }
    if name == .gradient { return 0 }
    if states.contains(name) { return 1 }
    return name == Name.gradient.raised(to: 2) ? 3 : 2
  }

  /// Widens the columns for a step's numbers.
  mutating func measure(_ sample: StepReport) {
    func widen(_ column: inout Column) {
      column.width = max(column.width, DisplayWidth.columns(column.text(sample)))
    }
    widen(&step)
    for index in theta.columns.indices { widen(&theta.columns[index]) }
    if var column = objective {
      widen(&column)
      objective = column
    }
    for group in others.indices {
      for index in others[group].columns.indices { widen(&others[group].columns[index]) }
    }
  }

  /// The columns that fit: as many parameters as there is room for, f, and what else there is.
  func columns(within room: Int) -> [Column] {
    func width(_ columns: [Column]) -> Int { columns.reduce(-3) { $0 + 3 + $1.width } }
    var shown = theta.columns.count
    var result = columns(parameters: shown)
    while shown > 1, width(result) > room {
      shown -= 1
      result = columns(parameters: shown)
    }
    for group in others {
      guard width(result) + group.width <= room else { break }
      result += group.columns
    }
    return result
  }

  private func columns(parameters shown: Int) -> [Column] {
    [step] + theta.columns.prefix(shown) + (shown < count ? [rest] : [])
      + (objective.map { [$0] } ?? [])
  }

  /// The quantities of which no column is shown.
  func names(missingIn columns: [Column]) -> [String] {
    let titles = Set(columns.map(\.title))
    return others.filter { group in !group.columns.contains { titles.contains($0.title) } }
      .map(\.name)
  }
}

extension StepsTable.Group {
  /// A quantity's columns: one a parameter, or its length where there are many.
  fileprivate init(
    _ quantity: QuantityReport, _ parameters: [String], _ notation: Notation,
    _ numbers: NumberFormat
  ) {
    typealias Column = StepsTable.Column
    let key = quantity.name
    name = notation.text(key)
    let name = name
    if quantity.isMatrix {
      columns = quantity.values.indices.map { index in
        // fits: the row and the column of a number that there is
        let (row, column) = (index / parameters.count + 1, index % parameters.count)
        return Column("\(name)[\(row)].\(parameters[column])") {
          numbers.text($0[key]?[index] ?? .nan)
        }
      }
    } else if quantity.isOfParticles {
      columns = quantity.values.indices.map { index in
        Column("\(name)[\(index + 1)]") { numbers.text($0[key]?[index] ?? .nan) }
      }
    } else if quantity.isScalar || parameters.count == 1 {
      columns = [Column(name) { numbers.text($0[key]?.first ?? .nan) }]
    } else if parameters.count > NumberColumns.limit {
      columns = [
        Column("norm(\(name))") { step in
          numbers.text((step[key] ?? []).reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
      ]
    } else {
      columns = parameters.enumerated().map { index, parameter in
        Column("\(name).\(parameter)") { numbers.text($0[key]?[index] ?? .nan) }
      }
    }
  }
}
