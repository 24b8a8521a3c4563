package import Formula
package import Optimizers

extension RowFormulas.Column {
  /// What one number of a formula is called: `E[g²].x`, `velocity[3].x`, `x[2]` for θ's, and
  /// `2·g [x]` where the formula has no name.
  package func label(of formula: Expression, _ notation: Notation) -> String {
    let text = notation.text(formula)
    switch formula.kind {
    case .name(let name):
      let row = particle.map { name.element($0) } ?? name
      guard let parameter else { return notation.text(row) }
      if name == .theta {
        return notation.text(particle.map { parameter.element($0) } ?? parameter)
      }
      return notation.text(row, component: parameter)
    case .component(let parameter, of: let name):
      guard let particle else { return text }
      return notation.text(name.element(particle), component: parameter)
    default:
      let place = [particle.map { "\($0)" }, parameter.map { notation.text($0) }]
      let known = place.compactMap { $0 }
      return known.isEmpty ? text : "\(text) [\(known.joined(separator: ", "))]"
    }
  }
}
