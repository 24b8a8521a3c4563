import Formula
import Optimizers

extension Session {
  /// Where one is, in a few words for the prompt: `rmsprop 12 f=3.4`; nil before there is a walk.
  package var status: String? {
    guard let walk, let recipe else { return nil }
    let row = walk.current
    let number = row.objective.map { NumberFormat.significant(3).text($0) }
    let half = halfStep.map { "+\($0.linesDone)/\(recipe.lines.count)" } ?? ""
    let rows = RowsSeen(walk).map { " \($0.size) of \($0.count) rows" } ?? ""
    return "\(recipe.name) \(row.step)\(half)" + (number.map { " f=\($0)" } ?? "") + rows
  }
}
