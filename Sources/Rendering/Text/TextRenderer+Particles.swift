import Formula
import Session

// What each particle of a population has, a row each.

extension TextRenderer {
  /// More particles than this are not all shown.
  private static let particleLimit = 8
  /// How many are shown of more.
  private static let shownParticles = 5

  /// The numbers of particles, a row each, in as many tables below each other as the room asks for.
  ///
  ///           velocity.x   velocity.y       x       y    value
  ///     [1]      0.41213     -0.10231   3.612   -1.80   24.312
  ///
  /// - Parameters:
  ///   - quantities: what a step computed; what is the same for all particles is left out.
  ///   - parameters: the parameters.
  /// - Returns: nothing where nobody has numbers of their own.
  func particleLines(_ quantities: [QuantityReport], _ parameters: [Name]) -> [StyledText] {
    let own = quantities.filter(\.isOfParticles)
    let count = own.first?.rows.count ?? 0
    guard count > 0 else { return [] }
    let shown = count > TextRenderer.particleLimit ? TextRenderer.shownParticles : count
    let columns = own.flatMap { self.columns($0, parameters, shown) }
    // fits: particles count from 1
    let names = [StyledText()] + (1...shown).map { styled("[\($0)]", .name) }
    var lines: [StyledText] = []
    var table = PlainTable(rows: names.map { [$0] })
    for column in columns {
      var wider = table
      for row in column.indices { wider.rows[row].append(column[row]) }
      if wider.width > room, table.rows[0].count > 1 {
        lines += table.lines
        wider = PlainTable(rows: zip(names, column).map { [$0, $1] })
      }
      table = wider
    }
    lines += table.lines
    if shown < count {
      lines += paragraph("… \(count - shown) more: print \(own[0].name)[\(count)]", .dim)
    }
    return lines
  }

  /// A title and a number a particle, for each parameter where there is one for each.
  private func columns(_ quantity: QuantityReport, _ parameters: [Name], _ shown: Int)
    -> [[StyledText]]
  {
    let rows = quantity.rows.prefix(shown)
    func column(_ title: String, _ offset: Int) -> [StyledText] {
      [styled(title, .heading)] + rows.map { number($0[$0.startIndex + offset]) }
    }
    let name = notation().text(quantity.name)
    guard quantity.shape.dimensions.count == 2 else { return [column(name, 0)] }
    return parameters.prefix(NumberColumns.limit).enumerated().map { index, parameter in
      let component = notation().text(parameter)
      return column(quantity.name == .theta ? component : "\(name).\(component)", index)
    }
  }
}
