import Formula
import Optimizers
import Session

// Why a goal that looks met doesn't count.

extension Exercise {
  /// Commands that go back, which are nobody's way to cheat.
  private static let alwaysFree: Set<String> = ["back", "forward", "goto", "reset", "mark"]
  /// Commands that set up another function.
  private static let settingUp = ["minimize", "objective", "params", "data", "batch"]
  /// How a rule names gradients that are fed by hand.
  static let feeding = "step g"

  /// Why an attempt that meets the goals doesn't count; nil where it does.
  func objection(to attempt: Attempt, from base: Session, _ isInterrupted: () -> Bool)
    -> NoteReport.Content?
  {
    if let foreign = foreignWalk(attempt, base) { return foreign }
    for rule in rules {
      if let broken = objection(to: attempt, base, by: rule, isInterrupted) { return broken }
    }
    return nil
  }

  private func allows(_ words: [String]) -> Bool {
    rules.contains { $0.isAllowed && $0.items.contains { words.contains($0.known) } }
  }

  /// Whether the walk is another than the lesson's: over another function, from elsewhere, or moved
  /// by hand.
  private func foreignWalk(_ attempt: Attempt, _ base: Session) -> NoteReport.Content? {
    let session = attempt.session
    if goals.contains(where: { $0.isAboutARecipe(in: self) }),
      goals.contains(where: { !$0.isAboutARecipe(in: self) }),
      let recipe = attempt.recipe, session.recipe?.name != recipe.name
    {
      return .init(.walkOfAnother, ["recipe": "\(recipe.name)"])
    }
    // Where the lesson has set up nothing, to do that is the exercise.
    guard let own = base.walk, goals.contains(where: { !$0.isAboutARecipe(in: self) }),
      let walk = session.walk
    else { return nil }
    if !allows(Self.settingUp) {
      guard walk.machine.objective.isSameFunction(as: own.machine.objective) else {
        return own.machine.objective.map {
          .init(.goalOwnFunction, ["function": "\(formula: $0.formula, "function", .loose)"])
        } ?? .init(.goalOwnWalk)
      }
      guard walk.machine.blocks == own.machine.blocks, walk.start.hasSameBits(as: own.start) else {
        return .init(.goalOwnStart)
      }
    }
    for intervention in walk.interventions(besides: own) {
      switch intervention {
      case .set(let name, let step) where !allows(["set"]):
        return step == 0
          ? .init(.setAtStart, ["name": "\(name)"])
          : .init(.setAfterStep, ["name": "\(name)", "step": "\(count: step, "step")"])
      case .fed(let step) where own.machine.objective != nil && !allows([Self.feeding]):
        return .init(.fedByHand, ["step": "\(count: step, "step")"])
      case .set, .fed: continue
      }
    }
    return nil
  }
}

// MARK: - Rules

extension Exercise {
  private func objection(
    to attempt: Attempt, _ base: Session, by rule: GoalRule, _ isInterrupted: () -> Bool
  ) -> NoteReport.Content? {
    let items = rule.resolved(in: base)
    let optimizers = attempt.session.walk?.optimizersUsed ?? []
    if rule.isAllowed {
      if !items.commands.isEmpty || !items.optimizers.isEmpty {
        let known = items.commands.union(items.optimizers.isEmpty ? [] : ["use"])
          .union(recipes.isEmpty ? [] : ["optimizer"])
        let other = attempt.lines.first {
          $0.movesWalk && !known.contains($0.command) && !Self.alwaysFree.contains($0.command)
        }
        if let other { return rule.refusal(of: other.command) }
      }
      if !items.optimizers.isEmpty,
        let other = optimizers.first(where: { !items.optimizers.contains($0) })
      {
        return rule.refusal(of: other)
      }
    } else {
      let used = attempt.lines.map(\.command) + attempt.looks.sorted()
      if let word = used.first(where: items.commands.contains)
        ?? optimizers.first(where: items.optimizers.contains)
      {
        return .init(.mayNotUseWord, ["word": "\(word)"])
      }
    }
    guard let walk = attempt.session.walk else { return nil }
    let first = walk.firstOwnStep(behind: base.walk)
    for condition in items.conditions {
      // What the optimizer in use has nothing of is not broken.
      guard let formula = try? condition.formula(),
        let broken = try? walk.firstStep(
          from: first, where: formula, holds: !rule.isAllowed, base.definitions, isInterrupted)
      else { continue }
      return .init(
        rule.isAllowed ? .ruleBroken : .ruleMet,
        ["step": "\(count: broken, "step")", "condition": "\(String(condition.text))"])
    }
    return nil
  }
}

extension GoalRule {
  /// What its items are.
  struct Items {
    var commands: Set<String> = []
    var optimizers: Set<String> = []
    var conditions: [SourceSlice] = []
    /// Those that are none of these.
    var unknown: [SourceSlice] = []
  }

  /// What the items are in a session.
  func resolved(in session: Session) -> Items {
    var result = Items()
    for item in items {
      let text = item.known
      if let command = session.commands.command(text) {
        result.commands.insert(command.name)
      } else if text == Exercise.feeding {
        result.commands.insert("step")
      } else if isAllowed, item.firstWord.word.text == "set", !item.firstWord.rest.isEmpty {
        // A hyper-parameter's value: what is set of a walk needs the word alone.
        result.commands.insert("set")
      } else if let name = session.library.name(meaning: text) {
        result.optimizers.insert(name)
      } else if (try? item.formula())?.isClaim == true {
        result.conditions.append(item)
      } else {
        result.unknown.append(item)
      }
    }
    return result
  }

  /// What is said to somebody who used something else.
  fileprivate func refusal(of word: String) -> NoteReport.Content {
    .init(.countsNotHere, ["word": "\(word)", "list": "\(list)"])
  }

  /// The items in words.
  var list: String { items.map(\.known).joined(separator: ", ") }

  /// What is said of it to a learner.
  var title: NoteReport {
    let isAboutSteps = items.allSatisfy { (try? $0.formula())?.isClaim == true }
    let phrase: Phrase =
      isAboutSteps ? isAllowed ? .mustBe : .mayNotBe : isAllowed ? .mayUse : .mayNotUse
    return NoteReport(phrase, ["list": "\(list)"])
  }
}

extension Walk {
  /// The names of the recipes that made its steps.
  fileprivate var optimizersUsed: [String] { recipes.map(\.recipe.name).filter { !$0.isEmpty } }
}

extension Objective? {
  /// Whether both are the same function of the same data, whatever else is defined beside them.
  fileprivate func isSameFunction(as other: Objective?) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    let names = self.definitions.allNames(from: self.formula.names)
    return self.formula == other.formula && self.blocks == other.blocks && self.data == other.data
      && self.batch == other.batch
      && names.allSatisfy {
        self.definitions[$0] == other.definitions[$0]
          && self.definitions.function($0) == other.definitions.function($0)
      }
  }
}
