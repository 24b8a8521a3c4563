import Formula
import Optimizers
import Session

/// Exercises in what happens near a minimum: a bowl, an optimizer, and how its walk ends.
///
/// What is right is what the walk does, not what a rule says of it.
struct MinimumDrills {
  /// How a walk down a bowl ends.
  enum Ending: Int, CaseIterable {
    case nearerFromOneSide, nearerAcross, acrossAsFar, acrossByHalfALearningRate, fartherAcross

    var phrase: Phrase {
      switch self {
      case .nearerFromOneSide: .endsNearerFromOneSide
      case .nearerAcross: .endsNearerAcross
      case .acrossAsFar: .endsAcrossAsFar
      case .acrossByHalfALearningRate: .endsAcrossByHalf
      case .fartherAcross: .endsFartherAcross
      }
    }
  }

  private let library: RecipeLibrary

  private static let mostTries = 200
  private static let steps = 4_000

  init(_ library: RecipeLibrary) { self.library = library }

  func drill(seed: UInt64, number: Int) -> ChoiceDrill? {
    Dice.firstMade(seed: seed, round: number, tries: Self.mostTries) { drill(&$0, number) }
  }

  private func drill(_ dice: inout Dice, _ number: Int) -> ChoiceDrill? {
    let (factor, start) = (dice.pick([0.5, 1, 2, 3, 4, 5]), dice.pick([1.0, 2, 3, 4, 6]))
    let name = dice.pick(["gd", "gd", "gd", "gd", "rmsprop", "rmsprop", "adagrad"])
    let curvature = 2 * factor
    // Of gradient descent all ways of ending are as likely.
    let product = dice.pick([0.2, 0.4, 0.5, 0.8, 1.2, 1.5, 1.6, 1.8, 2, 2, 2.2, 2.5, 3])
    let lr = name == "gd" ? product / curvature : dice.pick([0.1, 0.2, 0.4, 0.5])
    guard lr.isEasy,
      let ending = ending(of: name, from: start, lr: lr, factor: factor)
    else { return nil }
    let square = Expression.binary(.power, .name(Name("x")), .number(2))
    let function = factor == 1 ? square : .binary(.multiply, .number(factor), square)
    let (hint, reason): (NoteReport.Content, NoteReport.Content) =
      switch name {
      case "gd":
        (
          .init(.hintEndOfGD, ["curvature": "\(number: curvature, "curvature")"]),
          .init(.endOfGD, ["product": "\(number: product, "product")"])
        )
      case "rmsprop": (.init(.hintEndOfRMSprop), .init(.endOfRMSprop))
      default: (.init(.hintEndOfAdaGrad), .init(.endOfAdaGrad))
      }
    return ChoiceDrill(
      subject: PracticeSubject.minimumKey, number: number,
      story: .init(
        .minimumStory,
        [
          "optimizer": "\(name)", "function": "\(formula: function, "function", .loose)",
          "start": "\(number: start, "start")", "lr": "\(number: lr, "lr")",
        ]),
      choices: Ending.allCases.map { .init($0.phrase) }, right: ending.rawValue,
      remarks: [], hints: [hint, reason], reason: reason)
  }

  /// How a walk ends; nil where it ends in none of these ways, or not plainly.
  private func ending(of name: String, from start: Double, lr: Double, factor: Double) -> Ending? {
    let beginning = [
      "minimize \(factor.typed)*x^2 from x = \(start.typed)", "use \(name) lr = \(lr.typed)",
    ]
    guard var walk = Session(after: beginning, library)?.walk else { return nil }
    var places = [start]
    for _ in 0..<Self.steps {
      walk.step()
      guard let x = walk.current.theta.first, x.isFinite, abs(x) < 1e6 * start else {
        return .fartherAcross
      }
      places.append(x)
    }
    let (early, late) = (places.prefix(8), places.suffix(100))
    let (least, most) = (late.map(abs).min() ?? 0, late.map(abs).max() ?? 0)
    if most < 1e-9 * start {
      if early.allSatisfy({ $0 > 0 }) { return .nearerFromOneSide }
      let isAcross = zip(early, early.dropFirst()).allSatisfy { $0 * $1 < 0 }
      return isAcross ? .nearerAcross : nil
    }
    let hops = zip(late, late.dropFirst()).allSatisfy { $0 * $1 < 0 }
    guard hops else { return nil }
    if least > 0.99 * start, most < 1.01 * start { return .acrossAsFar }
    return least > 0.4 * lr && most < 0.6 * lr ? .acrossByHalfALearningRate : nil
  }
}
