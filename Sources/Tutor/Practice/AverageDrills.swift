import Formula
import Session

/// Exercises in RMSprop's moving average: two gradients, and E[g²] after both.
package struct AverageDrills {
  /// What is asked for, by which the record says how much to show.
  package static let lastLine = "E2"

  private static let mostTries = 4_000

  private static let beta = Name("beta")
  private static let (first, second) = (Name("g1"), Name("g2"))
  private static let (between, after) = (Name("E1"), Name(lastLine))

  /// E₁ = (1 − β)·g₁², E₂ = β·E₁ + (1 − β)·g₂².
  private static let lines: [Worksheet.Line] = {
    func square(_ name: Name) -> Expression { .binary(.power, .name(name), .number(2)) }
    let rest = Expression.binary(.subtract, .number(1), .name(beta))
    return [
      Worksheet.Line(between, .binary(.multiply, rest, square(first))),
      Worksheet.Line(
        after,
        .binary(
          .add, .binary(.multiply, .name(beta), .name(between)),
          .binary(.multiply, rest, square(second)))),
    ]
  }()

  func drill(seed: UInt64, number: Int, stage: Drill.Stage) -> Drill? {
    Dice.firstMade(seed: seed, round: number, tries: Self.mostTries) { drill(&$0, number, stage) }
  }

  private func drill(_ dice: inout Dice, _ number: Int, _ stage: Drill.Stage) -> Drill? {
    let gradients = [1.0, 2, 3, 4, 5, 6, 8, 10, 20, 30, -1, -2, -4, -5, -10]
    let given = [
      (name: Self.beta, value: dice.pick([0.5, 0.8, 0.9, 0.9])),
      (name: Self.first, value: dice.pick(gradients)),
      (name: Self.second, value: dice.pick(gradients)),
    ]
    let unrelated = given.enumerated().map { ($1.name, $1.value * (1.0137 + 0.0071 * Double($0))) }
    guard given[1].value != given[2].value, let sheet = Self.sheet(given), sheet.isEasy,
      let generic = Self.sheet(unrelated),
      Suspects(sheet, SlipContext(), upTo: 0)
        .tellsApart(Suspects(generic, SlipContext(), upTo: 0))
    else { return nil }
    return Drill(
      subject: PracticeSubject.averagesKey, number: number, stage: stage, sheet: sheet,
      asked: .name(Self.after), given: given, suspects: { Suspects(sheet, SlipContext()) },
      story: .init(.drillAverages))
  }

  private static func sheet(_ given: [(name: Name, value: Double)]) -> Worksheet? {
    Worksheet(
      lines, inputs: Dictionary(uniqueKeysWithValues: given.map { (.name($0.name), [$0.value]) }))
  }
}
